#ifndef LOUPE_CSYSTEM_H
#define LOUPE_CSYSTEM_H
#include <stdlib.h>
#include <sys/prctl.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
/* Swift can't call functions with a variable number of arguments. */
static inline int loupe_end_with_parent(int signal) { return prctl(PR_SET_PDEATHSIG, signal); }
/* Gives memory that was freed, and that the allocator still holds, back to the system. */
static inline void loupe_trim_memory(void) {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}
#endif
