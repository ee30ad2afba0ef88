#ifndef X_H
#define X_H

/* What it promises. */
__attribute__((nonnull))
const char *promise(const char *what,
                    int (*callback)(const char *, void *));

static inline int half(int x) { return x / 2; }

#endif
