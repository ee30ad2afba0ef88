#include "matmul.h"

/* A product as the checks see it: the sizes that must agree, and how to name it. */
typedef struct Product {
    const char *name, *a_mark, *b_mark; // the marks are "" or "^T"
    size_t rows, cols;                  // of the result
    size_t a_inner, b_inner;            // the two sizes that must be equal
} Product;

static void require_product(Place from, Product p, Matrix out, Matrix a, Matrix b)
{
    if (!a.data || !b.data || !out.data)
        check_mistake(from, p.name, "%s holds no numbers (NULL)",
                      !a.data   ? "a"
                      : !b.data ? "b"
                                : "out");
    if (p.a_inner != p.b_inner)
        check_mistake(from, p.name,
                      "a%s (%zu, %zu) x b%s (%zu, %zu): inner sizes %zu and %zu differ",
                      p.a_mark, p.rows, p.a_inner, p.b_mark, p.b_inner, p.cols,
                      p.a_inner, p.b_inner);
    if (p.a_inner == 0)
        check_mistake(from, p.name, "a (%zu, %zu) x b (%zu, %zu): nothing to sum",
                      a.rows, a.cols, b.rows, b.cols);
    if (out.rows != p.rows || out.cols != p.cols)
        check_mistake(
            from, p.name,
            "a%s (%zu, %zu) x b%s (%zu, %zu) is (%zu, %zu), but out is (%zu, %zu)",
            p.a_mark, p.rows, p.a_inner, p.b_mark, p.b_inner, p.cols, p.rows, p.cols,
            out.rows, out.cols);
    if (matrix_overlap(out, a) || matrix_overlap(out, b))
        check_mistake(from, p.name, "out (%zu, %zu) shares memory with %s (aliasing)",
                      out.rows, out.cols, matrix_overlap(out, a) ? "a" : "b");
}

/* out += factor * row, the inner loop of all three products: `out` and `row` run
 * through memory one number after another, so the compiler can use wide registers. */
static void add_scaled_row(real *restrict out, const real *restrict row, real factor,
                           size_t n)
{
    for (size_t j = 0; j < n; j++) out[j] += factor * row[j];
}

static void clear(Matrix out)
{
    for (size_t i = 0; i < out.rows * out.cols; i++) out.data[i] = 0;
}

void matrix_multiply_from(Place from, Matrix out, Matrix a, Matrix b)
{
    Product p = {"matrix_multiply", "", "", a.rows, b.cols, a.cols, b.rows};
    require_product(from, p, out, a, b);
    clear(out);
    for (size_t i = 0; i < a.rows; i++)
        for (size_t k = 0; k < a.cols; k++)
            add_scaled_row(out.data + i * out.cols, b.data + k * b.cols,
                           a.data[i * a.cols + k], out.cols);
}

void matrix_multiply_at_b_from(Place from, Matrix out, Matrix a, Matrix b)
{
    Product p = {"matrix_multiply_at_b", "^T", "", a.cols, b.cols, a.rows, b.rows};
    require_product(from, p, out, a, b);
    clear(out);
    for (size_t k = 0; k < a.rows; k++)
        for (size_t i = 0; i < a.cols; i++)
            add_scaled_row(out.data + i * out.cols, b.data + k * b.cols,
                           a.data[k * a.cols + i], out.cols);
}

/* b's rows must become columns. A strip of 16 of its rows is turned round, 64 inner
 * indices at a time, into a small array that stays in the cache. */
void matrix_multiply_a_bt_from(Place from, Matrix out, Matrix a, Matrix b)
{
    enum { WIDTH = 16, DEPTH = 64 };
    real strip[DEPTH][WIDTH];
    Product p = {"matrix_multiply_a_bt", "", "^T", a.rows, b.rows, a.cols, b.cols};
    require_product(from, p, out, a, b);
    clear(out);
    for (size_t j = 0; j < b.rows; j += WIDTH) {
        size_t width = b.rows - j < WIDTH ? b.rows - j : WIDTH;
        for (size_t first = 0; first < a.cols; first += DEPTH) {
            size_t depth = a.cols - first < DEPTH ? a.cols - first : DEPTH;
            for (size_t jj = 0; jj < width; jj++)
                for (size_t k = 0; k < depth; k++)
                    strip[k][jj] = b.data[(j + jj) * b.cols + first + k];
            for (size_t i = 0; i < a.rows; i++)
                for (size_t k = 0; k < depth; k++)
                    add_scaled_row(out.data + i * out.cols + j, strip[k],
                                   a.data[i * a.cols + first + k], width);
        }
    }
}
