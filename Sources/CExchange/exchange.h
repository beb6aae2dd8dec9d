// The system call of Linux that exchanges two folders in one step. The C library has it, but shows it to C only where
// _GNU_SOURCE is set, which Swift's module of the C library does not do.
#pragma once

#ifdef __linux__
int renameat2(int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned int flags);
enum { IMRF_RENAME_EXCHANGE = 1 << 1 };
#endif
