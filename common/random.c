#include "random.h"

Random random_seed(uint64_t seed)
{
    // splitmix64 turns one number into four that look unrelated
    Random random;
    for (int i = 0; i < 4; i++) {
        seed += 0x9e3779b97f4a7c15;
        uint64_t z = seed;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        random.state[i] = z ^ (z >> 31);
    }
    return random;
}

static uint64_t rotate_left(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

uint64_t random_next(Random *random)
{
    uint64_t *s = random->state;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t shifted = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate_left(s[3], 45);
    return result;
}

Random random_split(Random *random)
{
    // the jump polynomial for 2^128 steps, from the generator's authors
    static const uint64_t jump[4] = {0x180ec6d33cfd0aba, 0xd5a61266f0c9392c,
                                     0xa9582618e03fc9aa, 0x39abdc4529b1661c};
    Random child = *random;
    uint64_t ahead[4] = {0};
    for (int word = 0; word < 4; word++)
        for (int bit = 0; bit < 64; bit++) {
            if (jump[word] >> bit & 1)
                for (int i = 0; i < 4; i++) ahead[i] ^= random->state[i];
            random_next(random);
        }
    for (int i = 0; i < 4; i++) random->state[i] = ahead[i];
    return child;
}

real random_uniform(Random *random)
{
#ifdef REAL_IS_FLOAT
    return (real)(random_next(random) >> 40) * 0x1p-24f;
#else
    return (real)(random_next(random) >> 11) * 0x1p-53;
#endif
}

size_t random_below(Random *random, size_t count)
{
    if (count == 0) check_mistake(HERE, "random_below", "count is 0");
    // the highest draws, which would favour small remainders, are drawn again
    uint64_t surplus = (UINT64_MAX % count + 1) % count;
    uint64_t draw = random_next(random);
    while (draw > UINT64_MAX - surplus) draw = random_next(random);
    return (size_t)(draw % count);
}

real random_normal(Random *random)
{
    for (;;) {
        // a point in the square, kept when it falls into the unit circle
        real u = 2 * random_uniform(random) - 1;
        real v = 2 * random_uniform(random) - 1;
        real s = u * u + v * v;
        if (s > 0 && s < 1) return u * real_sqrt(-2 * real_log(s) / s);
    }
}

void random_shuffle(Random *random, size_t *index, size_t count)
{
    for (size_t left = count; left > 1; left--) {
        size_t chosen = random_below(random, left);
        size_t held = index[left - 1];
        index[left - 1] = index[chosen];
        index[chosen] = held;
    }
}

void random_fill_uniform(Random *random, Matrix out, real low, real high)
{
    matrix_require(HERE, "random_fill_uniform", "out", out, out.rows, out.cols);
    for (size_t i = 0; i < out.rows * out.cols; i++)
        out.data[i] = low + (high - low) * random_uniform(random);
}

void random_fill_normal(Random *random, Matrix out, real mean, real std)
{
    matrix_require(HERE, "random_fill_normal", "out", out, out.rows, out.cols);
    for (size_t i = 0; i < out.rows * out.cols; i++)
        out.data[i] = mean + std * random_normal(random);
}
