#include "commit.h"

const char *imrf_commit(void) { return IMRF_COMMIT; }
