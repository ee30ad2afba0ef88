/* The whole thing: a neural network learns to tell two spirals apart. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { LAYERS = 3, WIDEST = 16, SAMPLES = 80, BATCH = 10, STEPS = 3200 };
static const int width[LAYERS + 1] = {2, 16, 16, 1};
static const double learning_rate = 0.2, turn = 6.283185307179586;

typedef struct {
    double x[2], y; // a point of the plane, and its spiral: 0 or 1
} Sample;

typedef struct {
    double w[LAYERS][WIDEST][WIDEST], b[LAYERS][WIDEST]; // w[layer][from][to]
} Network;
enum { PARAMETERS = sizeof(Network) / sizeof(double) };

/* A random number from -1 to 1, another one at each call (splitmix64). */
static double uniform(uint64_t *random)
{
    uint64_t z = *random += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return (double)((z ^ z >> 31) >> 11) * 0x1p-52 - 1;
}

/* a = tanh(x W + b), layer upon layer; the last gives the probability of spiral 1. */
static double forward(const Network *net, const double *x, double a[][WIDEST])
{
    for (int i = 0; i < width[0]; i++) a[0][i] = x[i];
    for (int l = 0; l < LAYERS; l++)
        for (int j = 0; j < width[l + 1]; j++) {
            double z = net->b[l][j];
            for (int i = 0; i < width[l]; i++) z += a[l][i] * net->w[l][i][j];
            a[l + 1][j] = l < LAYERS - 1 ? tanh(z) : 1 / (1 + exp(-z));
        }
    return a[LAYERS][0];
}

/* Adds one sample's gradient to grad: from the last layer's dL/dz back to the first. */
static void backward(const Network *net, double a[][WIDEST], double last, Network *grad)
{
    double dz[WIDEST] = {last};
    for (int l = LAYERS - 1; l >= 0; l--) {
        double da[WIDEST] = {0};
        for (int j = 0; j < width[l + 1]; j++) {
            grad->b[l][j] += dz[j];
            for (int i = 0; i < width[l]; i++) {
                grad->w[l][i][j] += a[l][i] * dz[j];
                da[i] += net->w[l][i][j] * dz[j];
            }
        }
        for (int i = 0; i < width[l]; i++) dz[i] = da[i] * (1 - a[l][i] * a[l][i]);
    }
}

/* The mean cross-entropy of some samples; its gradient, too, unless grad is NULL. */
static double loss(const Network *net, const Sample *data, int count, Network *grad)
{
    double sum = 0, a[LAYERS + 1][WIDEST];
    for (int s = 0; s < count; s++) {
        double p = forward(net, data[s].x, a), y = data[s].y;
        sum -= y == 1 ? log(p) : log(1 - p);
        if (grad) backward(net, a, (p - y) / count, grad);
    }
    return sum / count;
}

/* Perturbs every parameter: does the loss change as backward says? */
static void gradient_check(Network net, const Sample *data)
{
    Network grad = {0};
    loss(&net, data, SAMPLES, &grad);
    double *parameter = (double *)&net, *analytic = (double *)&grad, worst = 0;
    int checked = 0;
    for (int k = 0; k < PARAMETERS; k++) {
        double h = 1e-4, kept = parameter[k];
        parameter[k] = kept + h;
        double above = loss(&net, data, SAMPLES, NULL);
        parameter[k] = kept - h;
        double numerical = (above - loss(&net, data, SAMPLES, NULL)) / (2 * h);
        parameter[k] = kept;
        if (numerical == 0) continue; // a place in the arrays that no layer uses
        worst = fmax(worst, fabs(analytic[k] / numerical - 1));
        checked++;
    }
    printf("gradient check: %d parameters, worst relative error %.1e\n\n", checked,
           worst);
}

/* One step down the gradient of a few samples drawn at random. */
static void train_step(Network *net, const Sample *data, uint64_t *random)
{
    Sample batch[BATCH];
    for (int s = 0; s < BATCH; s++)
        batch[s] = data[(int)((uniform(random) + 1) / 2 * SAMPLES)];
    Network grad = {0};
    loss(net, batch, BATCH, &grad);
    double *parameter = (double *)net, *gradient = (double *)&grad;
    for (int k = 0; k < PARAMETERS; k++) parameter[k] -= learning_rate * gradient[k];
}

/* The plane: dots where the network says spiral 1; the samples, o and x, on top. */
static void draw(const Network *net, const Sample *data)
{
    double a[LAYERS + 1][WIDEST];
    puts("\nplane: dots where the network says x");
    for (int row = 9; row >= -9; row--, puts("|")) {
        putchar('|');
        for (int column = -19; column <= 19; column++) {
            double x[2] = {column / 4.7, row / 2.35};
            char c = forward(net, x, a) > 0.5 ? '.' : ' ';
            for (const Sample *s = data; s < data + SAMPLES; s++)
                if (lround(s->x[0] * 4.7) == column && lround(s->x[1] * 2.35) == row)
                    c = s->y == 1 ? 'x' : 'o';
            putchar(c);
        }
    }
}

/* Trains a random network; it has learned when no sample can be on the wrong side. */
static int learn(const Sample *data, uint64_t random, int loud)
{
    Network net = {0};
    for (int l = 0; l < LAYERS; l++)
        for (int j = 0; j < width[l + 1]; j++) {
            double limit = sqrt(6.0 / (width[l] + width[l + 1]));
            net.b[l][j] = limit * uniform(&random);
            for (int i = 0; i < width[l]; i++)
                net.w[l][i][j] = limit * uniform(&random);
        }
    if (loud) {
        gradient_check(net, data);
        printf("training: %d points, %d per step\n", SAMPLES, BATCH);
    }
    for (int step = 0; step <= STEPS; step++) {
        if (step > 0) train_step(&net, data, &random);
        if (loud && step % 400 == 0)
            printf("  step %4d  loss %.4f\n", step, loss(&net, data, SAMPLES, NULL));
    }
    if (loud) draw(&net, data);
    return loss(&net, data, SAMPLES, NULL) < log(2) / SAMPLES;
}

int main(int argc, char **argv)
{
    Sample data[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
        int pair = s / 2, y = s % 2;
        double t = (pair + 0.5) / SAMPLES * 2; // 0 at the inner end, 1 at the outer
        double radius = 0.4 + 3.6 * t, angle = turn * (1.25 * t + 0.5 * y);
        data[s] = (Sample){.x = {radius * cos(angle), radius * sin(angle)}, .y = y};
    }
    int starts = argc > 2 ? atoi(argv[2]) : 1, learned = 0; // tiny --seeds 100
    for (int seed = 1; seed <= starts; seed++)
        learned += learn(data, (uint64_t)seed, starts == 1);
    printf("\nstarts: %d of %d learned\n", learned, starts);
}
