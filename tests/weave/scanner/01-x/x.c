/* A file's head, which belongs to no definition. */
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct Tree;
typedef struct Tree Tree;
enum { LIMIT = 3, BRACE = '}', QUOTE = '"' };

// A comment of two lines, with { and " and '
// directly above.
struct Tree {
    struct { int a, b; } pair;      // nested { braces
    Tree *left;
}; // and one behind

typedef enum Colour { RED, GREEN = '}' } Colour;

typedef double (*Activation)(double);

/* Not this one: an empty line follows. */

#define SWAP(a, b) do {   /* a { comment
                           * of two lines */ \
        int t = a; a = b; b = t; \
    } while (0)

static const char *const names[] = { "{", "\"}", "/* no comment */", };

int after(void), forward(int x);

static __attribute__((unused, format(printf, 1, 2)))
void shout(const char *format, ...) __attribute__((cold));

/* A function with the type on a line of its own. */
static struct Tree *
grow(Tree *tree, const char text[static LIMIT])
{
    if (text[0] == '{' || text[1] == '\'') return NULL; // } "
    const char *s = "} /* \
        {";
    Tree copy = { .pair = { 1, 2 }, .left = tree };
    return s ? (Tree *){ copy.left } : tree; /* }
    } */
}

int (*choose(int which))(int)
{
    (void)which;
    return 0;
}

_Static_assert(sizeof(int) >= 2, "grow(");

int after(void) { return names[0][0]; } /* on one line */

int forward(int x) { return x; }

#ifdef __cplusplus
}
#endif
