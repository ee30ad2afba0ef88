/* document: a Markdown text as lines, each with its kind, and the directives in it. */
#ifndef WEAVE_DOCUMENT_H
#define WEAVE_DOCUMENT_H

#include "problems.h"
#include "text.h"

typedef enum {
    LINE_EMPTY,
    LINE_TEXT,
    LINE_HEADING,
    LINE_COMMENT,       /* of an HTML comment: directives and others */
    LINE_FENCE_OPEN,
    LINE_CODE,          /* between fences */
    LINE_FENCE_CLOSE
} LineKind;

typedef struct {
    Span text;          /* without its ending */
    size_t begin;       /* offset in the document */
    size_t end;         /* behind its ending */
    LineKind kind;
    bool owned;         /* a directive vouches for it: set by whoever reads that */
} Line;

typedef enum {
    DIRECTIVE_CODE,
    DIRECTIVE_OUTPUT,
    DIRECTIVE_EQUATION,
    DIRECTIVE_FIGURE,
    DIRECTIVE_TABLE,
    DIRECTIVE_VALUE,
    DIRECTIVE_EXERCISE,
    DIRECTIVE_OTHER     /* known, but not weave's business */
} DirectiveKind;

typedef struct {
    DirectiveKind kind;
    Span arguments;     /* trimmed; may span lines */
    size_t first;       /* index of its first line */
    size_t last;        /* and of its last */
} Directive;

/* Begins as {0}; document_free gives all back. Spans look into `all`. */
typedef struct {
    const char *path;
    Span all;
    const char *ending;            /* of lines that weave adds: "\n" or "\r\n" */
    Line *lines;
    size_t count;
    size_t capacity;
    Directive *directives;
    size_t directive_count;
    size_t directive_capacity;
} Document;

/* Reads a text of any bytes. Adds a problem for a fence or a comment that never ends, a
 * directive that nobody knows, and one that shares its line. */
void document_read(Document *doc, const char *path, Span all, Problems *problems);
void document_free(Document *doc);

/* The word that the kind is written with, such as "code". */
const char *directive_word(DirectiveKind kind);

/* The index of the first line after `line` that is not empty, or doc->count. */
size_t document_next(const Document *doc, size_t line);

/* The same, but passing over comments and over value directives too, and giving
 * doc->count when another directive is in the way. */
size_t document_target(const Document *doc, size_t line);

/* The index behind the last line of the run of lines of one kind that begins there. */
size_t document_run_end(const Document *doc, size_t line);

/* The directive that has the line, or NULL. */
const Directive *document_directive(const Document *doc, size_t line);

/* The bytes of lines first to end - 1. */
Span document_span(const Document *doc, size_t first, size_t end);

#endif
