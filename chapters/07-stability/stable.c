#include "stable.h"

#include "activation.h"
#include "losses.h"

real sigmoid_naive(real z)
{
    return real_exp(z) / (1 + real_exp(z));
}

real softplus_naive(real z)
{
    return real_log(1 + real_exp(z));
}

void softmax_naive(Matrix p, Matrix z)
{
    matrix_map(p, z, real_exp);
    for (size_t i = 0; i < p.rows; i++) {
        Matrix row = matrix_rows(p, i, 1);
        real sum = matrix_sum(row);
        for (size_t k = 0; k < p.cols; k++) row.data[k] /= sum;
    }
}

/* A NaN stays one: it is neither below nor above. */
static real clip_probability(real p, real margin)
{
    return p < margin ? margin : p > 1 - margin ? 1 - margin : p;
}

/* (eq:guarded-cross-entropy) */
real guarded_cross_entropy(Matrix p, Matrix y, Guard guard)
{
    matrix_require(HERE, "guarded_cross_entropy", "y", y, p.rows, p.cols);
    real sum = 0;
    for (size_t i = 0; i < p.rows * p.cols; i++)
        sum -= y.data[i] *
               real_log(clip_probability(p.data[i], guard.margin) + guard.epsilon);
    return sum / (real)p.rows;
}

/* (eq:guarded-gradient) */
void guarded_cross_entropy_gradient(Matrix dz, Matrix p, Matrix y, Guard guard)
{
    const char *operation = "guarded_cross_entropy_gradient";
    matrix_require(HERE, operation, "y", y, p.rows, p.cols);
    matrix_require(HERE, operation, "dz", dz, p.rows, p.cols);
    matrix_require_apart(HERE, operation, "dz", dz, "p", p);
    matrix_require_apart(HERE, operation, "dz", dz, "y", y);
    for (size_t i = 0; i < p.rows; i++) {
        real mean = 0; // of g over the classes, each with its probability
        for (size_t k = 0; k < p.cols; k++) {
            real pk = matrix_at(p, i, k), kept = clip_probability(pk, guard.margin);
            real g = -matrix_at(y, i, k) / ((kept + guard.epsilon) * (real)p.rows);
            matrix_at(dz, i, k) = kept == pk || isnan(pk) ? g : 0;
            mean += matrix_at(dz, i, k) * pk;
        }
        for (size_t k = 0; k < p.cols; k++)
            matrix_at(dz, i, k) = matrix_at(p, i, k) * (matrix_at(dz, i, k) - mean);
    }
}

/* (eq:softplus) */
real softplus_value(real z)
{
    real size = z < 0 ? -z : z;
    return relu_value(z) + real_log1p(real_exp(-size));
}

/* (eq:log-sigmoid) */
real log_sigmoid(real z)
{
    return -softplus_value(-z);
}

/* The sum of e^(z_k - z_top) over row i without its largest logit, column top: each
 * term at most 1. With that one the whole sum is 1 + this. */
static real sum_of_others(Matrix z, size_t i, size_t top)
{
    real sum = 0;
    for (size_t k = 0; k < z.cols; k++)
        if (k != top) sum += real_exp(matrix_at(z, i, k) - matrix_at(z, i, top));
    return sum;
}

/* (eq:log-sum-exp) */
void log_sum_exp(Matrix out, Matrix z)
{
    matrix_require(HERE, "log_sum_exp", "out", out, z.rows, 1);
    matrix_require_apart(HERE, "log_sum_exp", "out", out, "z", z);
    for (size_t i = 0; i < z.rows; i++) {
        size_t top = row_argmax(z, i);
        real largest = matrix_at(z, i, top);
        matrix_at(out, i, 0) = isfinite(largest)
                                   ? largest + real_log1p(sum_of_others(z, i, top))
                                   : largest;
    }
}

/* (eq:log-softmax) */
void log_softmax(Matrix out, Matrix z)
{
    matrix_copy(out, z);
    for (size_t i = 0; i < out.rows; i++) {
        size_t top = row_argmax(out, i);
        real largest = matrix_at(out, i, top);
        real rest = real_log1p(sum_of_others(out, i, top));
        for (size_t k = 0; k < out.cols; k++)
            matrix_at(out, i, k) = (matrix_at(out, i, k) - largest) - rest;
    }
}

/* The column that is row i's label. */
static size_t label_of(Place from, Matrix labels, size_t i, size_t classes)
{
    real label = matrix_at(labels, i, 0);
    if (!(label >= 0 && label < (real)classes && label == (real)(size_t)label))
        check_mistake(from, "fused_cross_entropy",
                      "label %zu is %g, expected a whole number below %zu", i, label,
                      classes);
    return (size_t)label;
}

/* (eq:fused-cross-entropy, eq:fused-gradient) */
real fused_cross_entropy(Matrix dz, Matrix z, Matrix labels)
{
    matrix_require(HERE, "fused_cross_entropy", "labels", labels, z.rows, 1);
    matrix_require_apart(HERE, "fused_cross_entropy", "dz", dz, "labels", labels);
    matrix_copy(dz, z);
    real loss = 0, m = (real)z.rows;
    for (size_t i = 0; i < dz.rows; i++) {
        size_t label = label_of(HERE, labels, i, dz.cols), top = row_argmax(dz, i);
        real largest = matrix_at(dz, i, top), others = sum_of_others(dz, i, top);
        loss += real_log1p(others) - (matrix_at(dz, i, label) - largest);

        real wrong = 0; // the probability of all classes that are not the label
        for (size_t k = 0; k < dz.cols; k++) {
            real p = real_exp(matrix_at(dz, i, k) - largest) / (1 + others);
            matrix_at(dz, i, k) = p / m;
            if (k != label) wrong += p;
        }
        matrix_at(dz, i, label) = -wrong / m;
    }
    return loss / m;
}
