// Sixteen lanes; a tile of 6 × 64 uses 29 of the 32 registers.
#if defined(__x86_64__)
#include "levels.h"
#include <string.h>

#define WIDTH 16
#define TILE_PANELS 4
#define TILE_ROWS 6
#define WIDE_ROWS 12
#define NAMED(name) name##_avx512

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,fma"), min_vector_width(512))), apply_to = function)
#include "vector.h"
#include "product.h"
#include "rows.h"
#include "training.h"
#include "wide.h"
#include "optimiser.h"
#include "narrow.h"
#pragma clang attribute pop
#endif
