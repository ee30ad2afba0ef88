/* Chapter 8, the program: how fast can this go, and where does the time go? */
#include "main.h"

static Settings parse(int argc, char **argv)
{
    Settings s = {.common = {.seed = 1,
                             .data = "/usr/share/datasets/fashion-mnist",
                             .out = "build/chapter8"},
                  .size = 512,
                  .threads = 1,
                  .seeds = 1,
                  .batch = 64};
    const Option extra[] = {
        {"--size", OPTION_COUNT, &s.size,
         "rows and columns of the product in steps, a multiple of 16 (default 512)"},
        {"--threads", OPTION_COUNT, &s.threads,
         "of training (default 1); it pays where no other program runs"},
        {"--seeds", OPTION_COUNT, &s.seeds, "random starts to train from (default 1)"},
        {"--batch", OPTION_COUNT, &s.batch, "images a step of training (default 64)"},
        {"--exact", OPTION_FLAG, &s.exact,
         "only the blocks that are the same on every machine; needs no data"},
        {"--measured", OPTION_FLAG, &s.measured, "only the others"},
        {NULL, OPTION_FLAG, NULL, NULL}};
    Usage usage = {
        .program = "chapter8",
        .purpose = "a fast product, and where the time of training goes",
        .seed = "of the first random start (default 1); the others follow it",
        .epochs = "of training on Fashion-MNIST (default 3; 10 for the text)",
        .learning_rate = "at the first step; it falls in a line to 0 (default 0.2)",
        .data = "folder with Fashion-MNIST's four IDX files, plain or gzip (default "
                "/usr/share/datasets/fashion-mnist)",
        .out = "folder for series, values and the model (default build/chapter8)",
        .extra = extra,
    };
    options_parse(&s.common, usage, argc, argv);
    return s;
}

/* What --size and --threads ask for must be possible. */
static void check(const Settings *s)
{
    enum { STEP = 16, LARGEST = 4096 };
    Failure failure;
    if (s->size % STEP != 0 || s->size > LARGEST) {
        failure_set(&failure, "--size %zu: expected a multiple of %d, at most %d",
                    s->size, STEP, LARGEST);
        failure_exit("chapter8", &failure);
    }
    if (matmul_use((MatmulPlan){MATMUL_FUSED, s->threads, NULL})) return;
    failure_set(&failure, "--threads %zu: this build has no threads (OPENMP=1)",
                s->threads);
    failure_exit("chapter8", &failure);
}

int main(int argc, char **argv)
{
    Settings settings = parse(argc, argv);
    check(&settings);
    Fashion fashion = {.train = {.count = 0}};
    if (!settings.exact) fashion = fashion_load(settings.common.data);
    Report report = report_open("chapter8", settings.common.out);

    if (!settings.measured) {
        work_of_a_sample(&report, &settings);
        bytes_of_a_model(&report);
        damaged(&report);
    }
    if (!settings.exact) {
        training(&report, &settings, &fashion); // first: it reports peak memory
        parts(&report, &settings, fashion.train);
        Machine limits = machine(&report, &settings);
        steps(&report, &settings, limits);

        denormals(&report);
        false_sharing(&report, &settings);
        powers_of_two(&report);
        nothing_measured(&report, &settings);
        inside_noise(&report);
        fashion_free(&fashion);
    }
    report_close(&report);
    return 0;
}
