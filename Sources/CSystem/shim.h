#ifndef LOUPE_CSYSTEM_H
#define LOUPE_CSYSTEM_H
#include <sys/prctl.h>
/* Swift can't call functions with a variable number of arguments. */
static inline int loupe_end_with_parent(int signal) { return prctl(PR_SET_PDEATHSIG, signal); }
#endif
