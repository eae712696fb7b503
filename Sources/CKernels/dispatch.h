// Calls the version of a function that was compiled for the instruction set `level`.
#ifndef LOUPE_CKERNELS_DISPATCH_H
#define LOUPE_CKERNELS_DISPATCH_H

#include "levels.h"

#if defined(__x86_64__)
#define DISPATCH(name, ...)                                    \
    switch (level) {                                           \
    case KERNEL_AVX512_VNNI:                                   \
    case KERNEL_AVX512: name##_avx512(__VA_ARGS__); return;    \
    case KERNEL_AVX2: name##_avx2(__VA_ARGS__); return;        \
    default: name##_portable(__VA_ARGS__); return;             \
    }
// AVX-512 alone has no products of bytes that AVX2 hasn't.
#define DISPATCH_INTEGER(name, ...)                                  \
    switch (level) {                                                 \
    case KERNEL_AVX512_VNNI: name##_avx512_vnni(__VA_ARGS__); return; \
    case KERNEL_AVX512:                                              \
    case KERNEL_AVX2: name##_avx2(__VA_ARGS__); return;              \
    default: name##_portable(__VA_ARGS__); return;                   \
    }
#else
#define DISPATCH(name, ...) \
    (void)level;            \
    name##_portable(__VA_ARGS__);
#define DISPATCH_INTEGER DISPATCH
#endif

#endif
