// The commit that the program was built from. Package.swift can tell texts to C only.
#pragma once

const char *imrf_commit(void);
