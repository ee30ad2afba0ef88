/* Chapter 8, the program and predict: what they print, and what they say of files and
 * options that they cannot use. */
#define _XOPEN_SOURCE 700
#include "model.h"
#define PROGRAM "chapter8"
#include "programs.h"

#include <stdlib.h>
#include <string.h>

TestSuite(chapter8_program, .timeout = 120, .fini = temporary_remove);

Test(chapter8_program, the_exact_blocks)
{
    Outcome o = program("--exact --data nowhere");
    cr_assert_not_null(strstr(o.out, "\n\nmodel file: two pixels, two classes, 124 "));
    cr_assert_null(strstr(o.out, "training: "));
    cr_assert_eq(program_value("work.sample"), 409088);
}

Test(chapter8_program, missing_data_is_named_with_its_package)
{
    refuses(1, "--data nowhere",
            "nowhere/train-images-idx3-ubyte: is not there, nor with .gz; "
            "Fashion-MNIST comes with Debian's package dataset-fashion-mnist (./setup "
            "check), or name its folder with --data");
}

Test(chapter8_program, sizes_that_no_step_takes_are_refused)
{
    refuses(1, "--exact --size 24",
            "--size 24: expected a multiple of 16, at most 4096");
    refuses(1, "--exact --size 8192",
            "--size 8192: expected a multiple of 16, at most 4096");
}

/* --- a small Fashion-MNIST ----------------------------------------------------------- */

enum { IMAGES = 120, PIXELS = 784 };

/* Images whose class is the brightest of ten bands. */
static void write_images(const char *name, const char *labels_name, size_t pixels)
{
    static unsigned char bytes[16 + IMAGES * PIXELS], labels[8 + IMAGES];
    const unsigned char head[16] = {0, 0, 8, 3,  0, 0, 0, IMAGES,
                                    0, 0, 0, 28, 0, 0, 0, 28};
    const unsigned char labels_head[8] = {0, 0, 8, 1, 0, 0, 0, IMAGES};
    memcpy(bytes, head, 16), memcpy(labels, labels_head, 8);
    bytes[15] = (unsigned char)(pixels / 28);
    for (size_t i = 0; i < IMAGES; i++) {
        labels[8 + i] = (unsigned char)(i % 10);
        for (size_t j = 0; j < pixels; j++)
            bytes[16 + i * pixels + j] = (unsigned char)(j / 79 == i % 10 ? 200
                                                                          : i / 3);
    }
    write_gzip(temporary(name), bytes, 16 + IMAGES * pixels);
    write_file(temporary(labels_name), labels, sizeof labels);
}

static void write_all(size_t pixels)
{
    write_images("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte", pixels);
    write_images("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte", pixels);
}

Test(chapter8_program, images_of_another_size_are_refused)
{
    write_all(28 * 27);
    Outcome o = program("--data %s", temporary("."));
    cr_assert_eq(o.status, 1);
    cr_assert_not_null(strstr(o.err, "images of 756 pixels in 10 classes, expected 784 "
                                     "pixels (28 x 28) and at most 10 classes\n"));
}

#ifndef DEBUG
/* All of it, on data that any network learns. */
Test(chapter8_program, learns_and_tells_its_story)
{
    static const char *const blocks[] = {
        "training",  "confusion",     "rungs",        "parts",   "machine", "steps",
        "denormals", "false sharing", "power of two", "nothing", "noise",   NULL};
    write_all(PIXELS);
    Outcome o = program("--measured --size 16 --epochs 20 --batch 8 --data %s",
                        temporary("."));
    has_blocks(o, blocks);
    cr_assert_eq(program_value("training.20.right"), 1);
    cr_assert_gt(program_value("machine.peak"), program_value("machine.chain"));

    o = run("%s %s %s", program_path("predict"), temporary("out/fashion.nncm"),
            temporary("t10k-images-idx3-ubyte.gz"));
    cr_assert_eq(o.status, 0, "%s", o.err);
    cr_assert_not_null(strstr(o.out, ":\n  T-shirt/top  "), "%s", o.out);
}
#endif

/* --- predict --------------------------------------------------------------------------- */

/* A model of 784 pixels whose second class is certain where the first pixel is 255. */
static const char *write_model(size_t pixels)
{
    Model m = model_new(1, (size_t[]){pixels, 2});
    matrix_fill(m.w[0], 0), matrix_fill(m.b[0], 0);
    matrix_at(m.w[0], 0, 1) = 1;
    m.scale = (real)(2.0 / 255), m.shift = -1;
    strcpy(m.names[0], "dark"), strcpy(m.names[1], "light");
    static unsigned char bytes[8192];
    model_write(bytes, m);
    write_file(temporary("model"), bytes, model_size(m));
    model_free(&m);
    return temporary("model");
}

/* e / (1 + e) is 73.11%. */
Test(chapter8_program, predict_shows_certainties_in_order)
{
    unsigned char image[13 + PIXELS] = "P5 28 28 255\n";
    image[13] = 255;
    write_model(PIXELS);
    write_file(temporary("a.pgm"), image, sizeof image);
    char here[4096];
    cr_assert_not_null(realpath(program_path("predict"), here));
    Outcome o = run("cd %s && %s model a.pgm", temporary("."), here);
    OUTCOME(o, 0,
            "a.pgm, by model:\n"
            "  light                            73.11%  #############################\n"
            "  dark                             26.89%  ###########\n",
            "");
}

#ifdef __linux__
Test(chapter8_program, predict_says_that_the_disk_is_full)
{
    unsigned char image[13 + PIXELS] = "P5 28 28 255\n";
    write_file(temporary("a.pgm"), image, sizeof image);
    Outcome o = run("%s %s %s > /dev/full", program_path("predict"),
                    write_model(PIXELS), temporary("a.pgm"));
    OUTCOME(o, 1, "",
            "predict: the output: cannot be written: No space left on device\n");
}
#endif

Test(chapter8_program, predict_refuses_what_it_cannot_read)
{
    char here[4096];
    cr_assert_not_null(realpath(program_path("predict"), here));
    write_model(PIXELS);
    write_file(temporary("short.pgm"), "P5 28 28 255\nab", 15);
    write_file(temporary("small.pgm"), "P5 1 2 255\nab", 13);
    write_file(temporary("cut.png"), "\x89PNG\r\n\x1a\n", 8);
    write_file(temporary("text"), "hello", 5);
    write_file(temporary("cut.idx"), "\0\0\10\3\0\0\0\1\0\0\0\34\0\0\0\34ab", 18);
    static const struct {
        const char *file, *says;
    } cases[] = {
        {"short.pgm", "predict: short.pgm: no PGM that libnetpbm can read\n"},
        {"small.pgm",
         "predict: small.pgm: an image of 1 x 2 pixels, expected 28 x 28\n"},
        {"text",
         "predict: text: byte 0: neither PNG (89 50 4e 47) nor Netpbm (P1 to P7) "
         "nor IDX (00 00)\n"},
        {"cut.idx",
         "predict: cut.idx: byte 18: the file ends inside its first image\n"},
        {"model", "predict: model: byte 0: neither PNG (89 50 4e 47) nor Netpbm (P1 to "
                  "P7) nor IDX (00 00)\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        OUTCOME(run("cd %s && %s model %s", temporary("."), here, cases[i].file), 1, "",
                cases[i].says);
    Outcome o = run("cd %s && %s model cut.png", temporary("."), here);
    cr_assert(o.status == 1 && strstr(o.err, "predict: cut.png: no PNG that libpng can "
                                             "read") == o.err);
    OUTCOME(run("cd %s && %s text small.pgm", temporary("."), here), 1, "",
            "predict: text: byte 5: the file ends, expected 16 or more\n");
    write_model(4);
    OUTCOME(run("cd %s && %s model small.pgm", temporary("."), here), 1, "",
            "predict: model: a model of 4 inputs, expected 784 (28 x 28 pixels)\n");
    OUTCOME(run("%s model", here), 2, "",
            "predict: 1 arguments, expected two: MODEL IMAGE\n");
}
