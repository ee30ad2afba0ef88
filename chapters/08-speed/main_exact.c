/* What is the same on every machine: the work to be done, and the bytes of a model. */
#include "main.h"
#include "roofline.h"

#include <stdlib.h>
#include <string.h>

enum { INPUTS = 784, HIDDEN = 128, CLASSES = 10 };

/* One product of a batch: what it computes and what it must at least touch. */
static void product_row(Report *report, const char *name, size_t m, size_t k, size_t n)
{
    size_t work = 2 * m * k * n, bytes = 4 * (m * k + k * n + m * n);
    table_cells(report, "%s|(%zu, %zu) (%zu, %zu)|%zu|%zu|%.1f", name, m, k, k, n, work,
                bytes, (double)work / (double)bytes);
}

void work_of_a_sample(Report *report, const Settings *settings)
{
    size_t m = settings->batch;
    report_block(report, "work", "the five products of a step, 784-128-10, batch %zu",
                 m);
    table_begin(report, "product|shapes|operations|bytes|operations a byte");
    product_row(report, "X W1", m, INPUTS, HIDDEN);
    product_row(report, "A W2", m, HIDDEN, CLASSES);
    product_row(report, "A^T dZ", HIDDEN, m, CLASSES);
    product_row(report, "dZ W2^T", m, CLASSES, HIDDEN);
    product_row(report, "X^T dZ1", INPUTS, m, HIDDEN);
    table_print(report);
    size_t each = sample_operations(INPUTS, HIDDEN, CLASSES);
    report_line(report, "  a sample: %zu{work.sample} multiplications and additions",
                each);
    report_value(report, 4.0 * INPUTS * HIDDEN / (double)each, "work.first.share");
}

/* A model that can be read on paper: one layer, two pixels, two classes. */
static Model paper_model(void)
{
    Model model = model_new(1, (size_t[]){2, 2});
    model.scale = (real)0.25, model.shift = -1;
    memcpy(model.w[0].data, (real[]){1, -1, (real)0.5, 2}, 4 * sizeof(real));
    memcpy(model.b[0].data, (real[]){0, (real)-0.5}, 2 * sizeof(real));
    strcpy(model.names[0], "bag");
    strcpy(model.names[1], "boot");
    return model;
}

static unsigned char *paper_file(size_t *size)
{
    Model model = paper_model();
    *size = model_size(model);
    unsigned char *bytes = check_allocate(*size, 1, "bytes");
    model_write(bytes, model);
    model_free(&model);
    return bytes;
}

static void bytes_line(Report *report, const unsigned char *bytes, size_t at,
                       size_t count, const char *what)
{
    report_part(report, "  %4zu  ", at);
    for (size_t i = 0; i < count; i++) report_part(report, "%02x ", bytes[at + i]);
    report_line(report, "%*s %s", 24 - 3 * (int)count, "", what);
}

void bytes_of_a_model(Report *report)
{
    size_t size;
    unsigned char *bytes = paper_file(&size);
    report_block(report, "model file", "two pixels, two classes, %zu bytes", size);
    bytes_line(report, bytes, 0, 8, "signature");
    bytes_line(report, bytes, 8, 4, "version 1");
    bytes_line(report, bytes, 12, 4, "1 layer");
    bytes_line(report, bytes, 16, 8, "from 2 to 2");
    bytes_line(report, bytes, 24, 8, "scale 0.25, shift -1");
    bytes_line(report, bytes, 32, 8, "\"bag\", and zeros up to 64");
    bytes_line(report, bytes, 64, 8, "\"boot\", and zeros up to 96");
    bytes_line(report, bytes, 96, 8, "weights 1, -1");
    bytes_line(report, bytes, 104, 8, "weights 0.5, 2");
    bytes_line(report, bytes, 112, 8, "biases 0, -0.5");
    bytes_line(report, bytes, 120, 4, "CRC-32 of the 120 bytes above");
    free(bytes);
}

/* What the reader says of bytes that were hurt. */
static void refusal(Report *report, const unsigned char *bytes, size_t size)
{
    Model model;
    Failure failure = {"model: is read, hurt as it is"};
    if (model_read(&model, bytes, size, "model", &failure)) model_free(&model);
    report_line(report, "  %s", failure.text);
}

void damaged(Report *report)
{
    size_t size;
    unsigned char *bytes = paper_file(&size);
    report_block(report, "damaged", "the same file, whole, and hurt in five ways");
    Model model;
    Failure failure;
    if (!model_read(&model, bytes, size, "model", &failure))
        failure_exit("chapter8", &failure);
    model_free(&model);
    report_line(report, "  model: %zu bytes are as they should be", size);
    refusal(report, bytes, size - 5);
    bytes[98] ^= 1;
    refusal(report, bytes, size);
    bytes[98] ^= 1, bytes[19] = 0x40;
    refusal(report, bytes, size);
    bytes[19] = 0, bytes[5] = 0x20;
    refusal(report, bytes, size);
    bytes[5] = 0x0a, bytes[8] = 2;
    refusal(report, bytes, size);
    free(bytes);
}
