/* Data sets: samples in rows, one class or value a sample, read from CSV or IDX
 * files, plain or compressed with gzip. A file that is not right in every byte is
 * refused with its name and the place; nothing half-read is ever returned. */
#ifndef COMMON_DATASET_H
#define COMMON_DATASET_H

#include "random.h"

typedef struct Dataset {
    Matrix x;           // (m, n_in): one sample a row
    Matrix y;           // (m, 1): its class, 0 .. classes - 1
    size_t classes;     // how many classes there are
    char **class_names; // classes of them
} Dataset;

/* Reads a CSV file: numbers between commas, the last column the class as a whole
 * number from 0. The first line may be a header `samples,features,name0,name1,...`,
 * and then every count must hold; without one, class k is named "k". Refused are a
 * row of another width, a word or an empty field where a number should stand, NaN or
 * infinity, a class outside the names. LF and CRLF lines, with or without a byte-order
 * mark. A failure reads `file:line:column: what was found, what was wanted`. */
bool dataset_read_csv(Dataset *out, const char *path, Failure *failure);

/* Reads images and labels in the IDX format of the MNIST family, each image one row
 * of pixels as numbers 0 .. 255. A failure names the file and the byte offset. */
bool dataset_read_idx(Dataset *out, const char *images, const char *labels,
                      Failure *failure);

/* Reads one IDX file of any of its six number types: the first dimension becomes
 * rows, the others are laid side by side. */
bool idx_read(Matrix *out, const char *path, Failure *failure);

/* What a chapter's program needs of its data. A count is at least the first of its two
 * numbers and, where the second is above 0, at most that. */
typedef struct DatasetNeeds {
    size_t samples[2], features[2], classes[2];
    bool every_class; // each of the first classes[0] classes has a sample
    size_t column;    // this one, from 1, is not the same in every row; 0: none need be
    bool not_zero;    // some number is not 0
} DatasetNeeds;

/* Reads a CSV file for the program of this name. A file that cannot be read, or that
 * lacks what is needed, ends the program with one line and status 1. */
Dataset dataset_load(const char *program, const char *path, DatasetNeeds needs);

void dataset_free(Dataset *data);

/* A new data set from the rows index[0 .. count - 1] of data, in that order. */
Dataset dataset_select(Dataset data, const size_t *index, size_t count);

/* Shuffles a copy of data and cuts it: the first round(fraction * m) rows become
 * *train, the rest *test; fraction strictly between 0 and 1, and both get a row. */
void dataset_split(Dataset *train, Dataset *test, Dataset data, real fraction,
                   Random *random);

/* Rows first .. first + count - 1 as a view: shares the numbers, is not freed. */
Dataset dataset_batch(Dataset data, size_t first, size_t count);

/* out (m, K) = 1 in column y(i), 0 elsewhere. y (m, 1) must hold whole numbers below
 * K. */
#define dataset_one_hot(out, y) dataset_one_hot_from(HERE, out, y)
void dataset_one_hot_from(Place from, Matrix out, Matrix y);

/* The same for all of data, as a new matrix (m, classes). */
Matrix dataset_targets(Dataset data);

/* mean (1, n) and std (1, n) of each column of x (m, n); std divides by m, and a
 * column that never changes gets std 1, so that it standardises to zero. */
void dataset_mean_std(Matrix mean, Matrix std, Matrix x);

/* out = (x - mean) / std, column by column; out may be x. Measure mean and std on
 * the training rows, and use the same two for every other row. */
void dataset_standardise(Matrix out, Matrix x, Matrix mean, Matrix std);

/* Both in place, by mean and std of train; where scale is above 0, all columns are
 * divided by it and not by their std. test may be empty. */
void dataset_standardise_both(Matrix train, Matrix test, real scale);

/* --- for the readers -------------------------------------------------------- */

/* A whole file in memory, unpacked when it was gzip; a zero byte stands behind it. */
typedef struct Bytes {
    unsigned char *data;
    size_t size;
} Bytes;

/* Reads a file of at most 1 GiB. Refused: what cannot be opened or read, a directory,
 * a gzip stream that is cut short, fails its checksum, or has anything but a further
 * stream behind it. */
bool bytes_read(Bytes *out, const char *path, Failure *failure);

void bytes_free(Bytes *bytes);

/* Gives the classes 0 .. classes - 1 of *out their numbers as names. */
bool dataset_number_classes(Dataset *out, const char *path, Failure *failure);

/* The readers proper, on bytes in memory; `path` is for the messages. */
bool dataset_parse_csv(Dataset *out, Bytes bytes, const char *path, Failure *failure);
bool idx_parse(Matrix *out, Bytes bytes, const char *path, Failure *failure);

#endif
