/* XOR by a network 2-4-1 with sigmoids, 10,000 epochs of one step a sample: nothing but
 * scalars, as small programs of this kind are written. Ends with 1 when the network has
 * not learned it. The formulas are chapter 4's, for one sample. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>

enum { INPUTS = 2, HIDDEN = 4, SAMPLES = 4, EPOCHS = 10000 };

typedef struct Network {
    float w1[INPUTS][HIDDEN], b1[HIDDEN], w2[HIDDEN], b2;
} Network;

/* 1 / (1 + e^-z), by chapter 8's exponential: e^t = 2^n e^r, a polynomial for e^r, and n
 * in the exponent's bits. Without a branch, so that four of them are one vector. */
static inline float sigmoid(float z)
{
    const float rounder = 12582912;
    union {
        float number;
        uint32_t bits;
    } whole, power;
    float t = -z;
    t = t < 80 ? t : 80;
    t = t > -80 ? t : -80;
    whole.number = t * 1.44269504f + rounder;
    float r = t - (whole.number - rounder) * 0.693147181f;
    float e = 1 + r * (1 + r * (0.5f + r * (0.166666667f + r * 0.0416666667f)));
    power.bits = (whole.bits + 127) << 23;
    return 1 / (1 + e * power.number);
}

static float forward(const Network *net, const float x[INPUTS], float a[HIDDEN])
{
    for (int j = 0; j < HIDDEN; j++)
        a[j] = sigmoid(x[0] * net->w1[0][j] + x[1] * net->w1[1][j] + net->b1[j]);
    float z = net->b2;
    for (int j = 0; j < HIDDEN; j++) z += a[j] * net->w2[j];
    return sigmoid(z);
}

/* One step down the slope of (p - y)^2 / 2. */
static void step(Network *net, const float x[INPUTS], float y, float rate)
{
    float a[HIDDEN], p = forward(net, x, a);
    float dz2 = rate * (p - y) * p * (1 - p);
    for (int j = 0; j < HIDDEN; j++) {
        float dz1 = dz2 * net->w2[j] * a[j] * (1 - a[j]);
        net->w2[j] -= dz2 * a[j];
        net->b1[j] -= dz1;
        net->w1[0][j] -= dz1 * x[0];
        net->w1[1][j] -= dz1 * x[1];
    }
    net->b2 -= dz2;
}

int main(void)
{
    static const float x[SAMPLES][INPUTS] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    static const float y[SAMPLES] = {0, 1, 1, 0};
    Network net = {{{0.9f, -0.7f, 0.5f, -0.3f}, {-0.8f, 0.6f, 0.4f, -0.2f}},
                   {0.1f, -0.2f, 0.3f, 0.4f},
                   {0.7f, -0.5f, 0.6f, -0.9f},
                   0.1f};
    for (int epoch = 0; epoch < EPOCHS; epoch++)
        for (int i = 0; i < SAMPLES; i++) step(&net, x[i], y[i], 1);
    int right = 0;
    for (int i = 0; i < SAMPLES; i++) {
        float a[HIDDEN], p = forward(&net, x[i], a);
        right += fabsf(p - y[i]) < 0.1f;
        printf("%g xor %g = %.3f\n", x[i][0], x[i][1], p);
    }
    return right == SAMPLES ? 0 : 1;
}
