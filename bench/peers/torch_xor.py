"""XOR by PyTorch: 2-4-1, sigmoids, 10,000 epochs of one step on the four samples."""
import torch

torch.manual_seed(1)
torch.set_num_threads(1)
x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
net = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.Sigmoid(),
                          torch.nn.Linear(4, 1), torch.nn.Sigmoid())
optimizer = torch.optim.SGD(net.parameters(), lr=1.0)
for _ in range(10000):
    optimizer.zero_grad(set_to_none=True)
    torch.nn.functional.mse_loss(net(x), y).backward()
    optimizer.step()
