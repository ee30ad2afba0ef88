/* Memory that ends: every allocation of a reader is made to fail in turn. Each time the
 * reader refuses, says so, leaves nothing half read and gives back what it had. */
#define _POSIX_C_SOURCE 200809L
#include "dataset.h"
#include "fast.h"
#include "gradcheck.h"
#include "model.h"
#include "museum.h"
#include "support.h"
#include "trace.h"
#include "train.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

TestSuite(memory, .timeout = 60, .fini = temporary_remove);

/* While `watched`, allocations of this thread are counted: number `fails_at` fails (none
 * for 0), and `held` is how many are not yet freed. */
static _Thread_local bool watched;
static _Thread_local size_t made, fails_at;
static _Thread_local long held;

#if defined(__GLIBC__) && !defined(DEBUG) && !defined(__SANITIZE_ADDRESS__)
/* In place of the C library's, which has its own under these names. */
enum { COUNTED = 1 };
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *room);

static bool fails(bool new)
{
    if (!watched) return false;
    bool now = ++made == fails_at;
    if (now) errno = ENOMEM;
    if (!now && new) held++;
    return now;
}

void *malloc(size_t size)
{
    return fails(true) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails(true) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails(old == NULL) ? NULL : __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails(true) ? NULL : __libc_memalign(alignment, size);
}

void free(void *room)
{
    if (watched && room) held--;
    __libc_free(room);
}
#else
enum { COUNTED = 0 };
#endif

/* Reads, and frees what was read; false and the reason when it cannot. */
typedef bool Reader(Failure *failure);

static bool empty(Dataset d)
{
    return !d.x.data && !d.y.data && !d.class_names && d.classes == 0;
}

/* With all the memory that it wants, then without the first, the second, ... of what it
 * asks for; at least `least` times. */
static void try_all(Reader *reader, size_t least)
{
    Failure failure = {""};
    watched = true, made = fails_at = 0, held = 0;
    bool good = reader(&failure);
    watched = false;
    size_t all = made;
    cr_assert(good, "%s", failure.text);
    cr_assert_eq(held, 0, "%ld not freed", held);
    cr_assert(!COUNTED || all >= least, "%zu allocations", all);
    for (size_t n = 1; n <= all; n++) {
        failure.text[0] = 0;
        watched = true, made = 0, fails_at = n, held = 0;
        good = reader(&failure);
        watched = false;
        cr_assert_not(good, "allocation %zu of %zu", n, all);
        cr_assert(strstr(failure.text, "memory") && !strchr(failure.text, '%'),
                  "allocation %zu of %zu: \"%s\"", n, all, failure.text);
        cr_assert_eq(held, 0, "allocation %zu of %zu: %ld not freed", n, all, held);
    }
}

static const char *path, *labels_path;

static bool read_csv(Failure *failure)
{
    Dataset d;
    bool good = dataset_read_csv(&d, path, failure);
    cr_assert(good || empty(d));
    dataset_free(&d);
    return good;
}

/* The file, its two matrices, the names and each name. */
Test(memory, a_table_with_names_and_one_without)
{
    path = temporary("d.csv");
    write_file(path, "2,1,red,green\n1,0\n2,1\n", 21);
    try_all(read_csv, 6);
    write_file(path, "1,0\n2,2\n", 8);
    try_all(read_csv, 7);
    write_gzip(temporary("d.csv.gz"), "1,0\n2,2\n", 8);
    path = temporary("d.csv.gz");
    try_all(read_csv, 8);
}

/* A header that promises more numbers than the file has bytes is found out, and the row
 * that is too narrow named, before room is made for them: an empty line is none. */
Test(memory, an_empty_promise_makes_no_room)
{
    Failure failure = {""};
    path = temporary("d.csv");
    write_file(path, "3,12,a,b\n1,1,1,1,1,1,1,1,1,1,1,1,0\n\n1,0\n2,1\n", 44);
    watched = true, made = fails_at = 0;
    cr_assert_not(read_csv(&failure));
    watched = false;
    cr_assert_not_null(strstr(failure.text, ":4:4: 2 columns, expected 13"), "%s",
                       failure.text);
    size_t many = made;
    write_file(path, "2,1,a,b\n\n1,2,0\n2,1\n", 19);
    watched = true, made = 0;
    cr_assert_not(read_csv(&failure)); // two matrices, and then a row is too narrow
    watched = false;
    cr_assert(!COUNTED || many < made, "%zu and %zu allocations", many, made);
}

static bool read_idx(Failure *failure)
{
    Dataset d;
    bool good = dataset_read_idx(&d, path, labels_path, failure);
    cr_assert(good || empty(d));
    dataset_free(&d);
    return good;
}

Test(memory, images_and_labels)
{
    path = temporary("images"), labels_path = temporary("labels");
    write_file(path, "\0\0\10\3\0\0\0\2\0\0\0\1\0\0\0\2\1\2\3\4", 20);
    write_gzip(labels_path, "\0\0\10\1\0\0\0\2\3\0", 10);
    try_all(read_idx, 9);
}

/* Longer than the first room for it: the room grows. */
Test(memory, a_file_that_needs_more_room)
{
    enum { SIZE = 300000 };
    char *text = malloc(SIZE);
    memset(text, '\n', SIZE);
    memcpy(text, "1,0\n", 4);
    path = temporary("long.csv");
    write_file(path, text, SIZE);
    try_all(read_csv, 5);
    path = temporary("long.csv.gz");
    write_gzip(path, text, SIZE);
    free(text);
    try_all(read_csv, 8); // zlib's two, and what it has seen of more than it gives
}

static unsigned char bytes[1024];
static size_t size;

static bool read_model(Failure *failure)
{
    Model m;
    bool good = model_read(&m, bytes, size, "f", failure);
    cr_assert(good || (m.layers == 0 && !m.names && !m.w[0].data));
    model_free(&m);
    return good;
}

/* Two matrices a layer, and the names. */
Test(memory, a_model)
{
    Model m = model_new(3, (size_t[]){3, 2, 4, 2});
    for (size_t l = 0; l < 3; l++) matrix_fill(m.w[l], 1), matrix_fill(m.b[l], 2);
    size = model_size(m);
    cr_assert_leq(size, sizeof bytes);
    model_write(bytes, m);
    model_free(&m);
    try_all(read_model, 7);
}

/* --- what is made and freed --------------------------------------------------------- */

typedef void Maker(void);

static Network three_layers(void)
{
    return network_new(3, (size_t[]){2, 3, 3, 2},
                       (const char *[]){"tanh", "relu", "identity"});
}

static void a_network(void)
{
    Network n = three_layers();
    network_free(&n);
    cr_assert(n.layers == NULL && n.depth == 0);
}

static void a_cache(void)
{
    Network n = three_layers();
    Cache c = cache_new(n, 4);
    cache_free(&c);
    network_free(&n);
}

static void gradients(void)
{
    Network n = three_layers();
    Gradients g = gradients_new(n, 4);
    gradients_free(&g);
    network_free(&n);
}

static void a_trainer(void)
{
    Network n = three_layers(), copy = network_clone(n);
    Trainer t = trainer_new(n, loss_named("squared"), 5, 2);
    trainer_free(&t);
    network_free(&copy);
}

static void a_museum(void)
{
    Network n = three_layers();
    for (int bug = 0; bug < BUGS; bug++) {
        Museum m = museum_new((Bug)bug, n, 4);
        museum_free(&m);
    }
    network_free(&n);
}

static void a_check(void)
{
    Network n = three_layers();
    Gradients g = gradients_new(n, 2), slow = gradients_new(n, 2);
    Matrix x = matrix_new(2, 2);
    Random random = random_seed(3);
    network_randomize(n, &random);
    random_fill_normal(&random, x, 0, 1);
    Loss loss = loss_named("squared");
    gradients_measure(&g, n, x, x, loss, check_step());
    gradients_measure_slowly(&slow, n, x, x, loss, check_step());
    network_check(&g, n, x, x, loss);
    direction_check(&g, n, x, x, loss, &random);
    trace_network(n, x, x, loss);
    matrix_free(&x);
    gradients_free(&slow);
    gradients_free(&g);
    network_free(&n);
}

static void a_fast_trainer(void)
{
    Random random = random_seed(1);
    FastNetwork n = fast_network(3, 4, 2, &random);
    FastTrainer t = fast_trainer(n, (PixelScale){1, 0}, 5, 2, 1);
    fast_trainer_free(&t);
    fast_network_free(&n);
}

static void a_model_file(void)
{
    Model m = model_new(3, (size_t[]){2, 3, 4, 5});
    for (size_t l = 0; l < 3; l++) matrix_fill(m.w[l], 1), matrix_fill(m.b[l], 2);
    Matrix p = matrix_new(1, 5);
    model_predict(p, m, (unsigned char[]){1, 2});
    matrix_free(&p);
    model_free(&m);
}

static void parts_of_a_table(void)
{
    char *names[] = {(char[]){"a"}, (char[]){"bc"}};
    Dataset all = {matrix_new(4, 2), matrix_new(4, 1), 2, names}, train, test;
    matrix_fill(all.x, 1), matrix_fill(all.y, 0);
    Random random = random_seed(1);
    dataset_split(&train, &test, all, (real)0.5, &random);
    dataset_free(&train);
    dataset_free(&test);
    matrix_free(&all.x);
    matrix_free(&all.y);
}

/* Whoever frees what he made has nothing left. */
Test(memory, what_is_made_is_freed)
{
    Maker *const makers[] = {a_network,      a_cache,      gradients,
                             a_trainer,      a_museum,     a_check,
                             a_fast_trainer, a_model_file, parts_of_a_table};
    for (size_t k = 0; k < sizeof makers / sizeof *makers; k++) {
        watched = true, made = fails_at = 0, held = 0;
        makers[k]();
        watched = false;
        cr_assert(!COUNTED || made > 0);
        cr_assert_eq(held, 0, "%zu: %ld not freed", k, held);
    }
}

/* A program that cannot go on says what it had no memory for. */
Test(memory, room_that_a_program_needs)
{
    char *room = check_allocate(1000, 3, "letters");
    for (size_t i = 0; i < 3000; i++) cr_assert_eq(room[i], 0);
    memset(room, 1, 3000);
    free(room);
    if (!COUNTED) cr_skip("the allocator is the sanitizer's");
    Outcome o;
    IN_CHILD(o, watched = true; fails_at = 1; check_allocate(7, 3, "wonders"));
    OUTCOME(o, 1, "", "out of memory: no memory for 7 wonders\n");
    IN_CHILD(o, watched = true; fails_at = 1; matrix_new(2, 3));
    OUTCOME(o, 1, "", "matrix_new: no memory for a matrix of shape (2, 3)\n");
}
