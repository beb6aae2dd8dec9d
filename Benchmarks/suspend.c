// What valgrind needs to run a program whose main queue is that of libdispatch: this waits in `sigsuspend` with a mask that is
// constant, and valgrind 3.19 writes into it, so it gets a copy. It is loaded before the program by LD_PRELOAD.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
  sigset_t copy = *mask;
  return (int)syscall(SYS_rt_sigsuspend, &copy, _NSIG / 8);
}
