// The commit that the program was built from. It is told to C, not to Swift: another commit compiles one line anew, and no module.
#pragma once

const char *imrf_commit(void);
