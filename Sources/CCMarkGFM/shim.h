#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <string.h>

/// How long a text is that cmark returns: `strlen` itself would come with all of the C library.
static inline size_t cmark_text_length(const char *text) { return strlen(text); }
