/* The whole thing: a neural network learns to tell two spirals apart. No library but libc
 * and libm; "Ten minutes", README.md beside this file, walks through it. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAYERS = 3, WIDEST = 16, SAMPLES = 80, BATCH = 10, EPOCHS = 400 };
static const int width[LAYERS + 1] = {2, 16, 16, 1};
static const double learning_rate = 0.3;

typedef struct {
    double x[2], y; // a point of the plane, and its spiral: 0 or 1
} Sample;

typedef struct {
    double w[LAYERS][WIDEST][WIDEST], b[LAYERS][WIDEST]; // w[layer][from][to]
} Network;

enum { PARAMETERS = sizeof(Network) / sizeof(double) };

/* The next of an endless row of numbers between 0 and 1 (splitmix64). */
static double uniform(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return (double)((z ^ z >> 31) >> 11) * 0x1p-53;
}

/* a = tanh(x W + b), layer upon layer; the last gives the probability of spiral 1. */
static double forward(const Network *net, const double *x, double a[][WIDEST])
{
    memcpy(a[0], x, sizeof(double[2]));
    for (int l = 0; l < LAYERS; l++)
        for (int j = 0; j < width[l + 1]; j++) {
            double z = net->b[l][j];
            for (int i = 0; i < width[l]; i++) z += a[l][i] * net->w[l][i][j];
            a[l + 1][j] = l < LAYERS - 1 ? tanh(z) : 1 / (1 + exp(-z));
        }
    return a[LAYERS][0];
}

/* Adds one sample's gradient, from its dL/dz at the output down to the first layer. */
static void backward(const Network *net, double a[][WIDEST], double out, Network *grad)
{
    double dz[WIDEST] = {out};
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

/* The mean cross-entropy of the samples; its gradient too, where there is room for one. */
static double loss(const Network *net, const Sample *data, int count, Network *grad)
{
    double sum = 0, a[LAYERS + 1][WIDEST];
    for (int s = 0; s < count; s++) {
        double p = forward(net, data[s].x, a);
        sum -= log(data[s].y == 1 ? p : 1 - p);
        if (grad) backward(net, a, (p - data[s].y) / count, grad);
    }
    return sum / count;
}

/* Perturbs every parameter, and compares what the loss does with what backward says. */
static void gradient_check(Network net, const Sample *data)
{
    const double h = 1e-4;
    double *parameter = (double *)&net, worst = 0;
    Network grad = {0};
    int checked = 0;
    loss(&net, data, SAMPLES, &grad);
    for (int k = 0; k < PARAMETERS; k++) {
        double kept = parameter[k], analytic = ((double *)&grad)[k];
        parameter[k] = kept + h;
        double above = loss(&net, data, SAMPLES, NULL);
        parameter[k] = kept - h;
        double numerical = (above - loss(&net, data, SAMPLES, NULL)) / (2 * h);
        parameter[k] = kept;
        if (numerical == 0) continue; // a place in the arrays that no layer uses
        worst = fmax(worst, fabs(analytic - numerical) / fabs(numerical));
        checked++;
    }
    printf("gradient check: %d parameters, worst relative error %.1e\n", checked, worst);
}

/* One pass over the shuffled samples: a step down the gradient after each batch. */
static void train_epoch(Network *net, Sample *data, uint64_t *random)
{
    for (int s = SAMPLES - 1; s > 0; s--) {
        int other = (int)(uniform(random) * (s + 1));
        Sample kept = data[s];
        data[s] = data[other];
        data[other] = kept;
    }
    for (int s = 0; s < SAMPLES; s += BATCH) {
        Network grad = {0};
        loss(net, data + s, BATCH, &grad);
        for (int k = 0; k < PARAMETERS; k++)
            ((double *)net)[k] -= learning_rate * ((double *)&grad)[k];
    }
}

static int misclassified(const Network *net, const Sample *data)
{
    double a[LAYERS + 1][WIDEST];
    int wrong = 0;
    for (int s = 0; s < SAMPLES; s++)
        wrong += (forward(net, data[s].x, a) > 0.5) != (data[s].y == 1);
    return wrong;
}

/* What the network says all over the plane (: is spiral 1), with the samples as o and x. */
static void draw(const Network *net, const Sample *data)
{
    enum { ROWS = 25, COLUMNS = 51 };
    char plane[ROWS][COLUMNS];
    double a[LAYERS + 1][WIDEST];
    for (int r = 0; r < ROWS; r++)
        for (int c = 0; c < COLUMNS; c++) {
            double x[2] = {(c - COLUMNS / 2) / 5.5, (ROWS / 2 - r) / 2.75};
            plane[r][c] = forward(net, x, a) > 0.5 ? ':' : ' ';
        }
    for (int s = 0; s < SAMPLES; s++) {
        int r = (int)lround(ROWS / 2 - data[s].x[1] * 2.75);
        int c = (int)lround(COLUMNS / 2 + data[s].x[0] * 5.5);
        plane[r][c] = data[s].y == 1 ? 'x' : 'o';
    }
    for (int r = 0; r < ROWS; r++) printf("  %.*s\n", COLUMNS, plane[r]);
}

/* Two spirals and a network of random weights; tells what happens if asked to. */
static int learn(uint64_t random, int tell)
{
    Sample data[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
        double t = (s / 2 + 0.5) / (SAMPLES / 2), turn = 2 * acos(-1), arm = s % 2;
        double radius = 0.4 + 3.6 * t, angle = turn * (1.25 * t + arm / 2);
        data[s] = (Sample){{radius * cos(angle), radius * sin(angle)}, arm};
    }
    Network net = {0};
    for (int l = 0; l < LAYERS; l++)
        for (int i = 0; i < width[l]; i++)
            for (int j = 0; j < width[l + 1]; j++)
                net.w[l][i][j] =
                    (2 * uniform(&random) - 1) * sqrt(6.0 / (width[l] + width[l + 1]));

    if (tell) gradient_check(net, data);
    for (int epoch = 0; epoch <= EPOCHS; epoch++) {
        if (epoch > 0) train_epoch(&net, data, &random);
        if (tell && epoch % 50 == 0)
            printf("epoch %3d   loss %.4f   misclassified %2d of %d\n", epoch,
                   loss(&net, data, SAMPLES, NULL), misclassified(&net, data), SAMPLES);
    }
    if (tell) draw(&net, data);
    return misclassified(&net, data) == 0;
}

int main(int argc, char **argv)
{
    if (argc == 1) return !learn(1, 1);
    int starts = argc == 3 ? atoi(argv[2]) : 0, learned = 0;
    for (int seed = 1; seed <= starts; seed++) learned += learn((uint64_t)seed, 0);
    printf("learned: %d of %d random starts\n", learned, starts);
    return 0;
}
