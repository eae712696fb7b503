// Eight lanes with fused multiply-add; a tile of 6 × 16 fills the 16 registers.
#if defined(__x86_64__)
#include "levels.h"
#include <string.h>

#define WIDTH 8
#define TILE_PANELS 1
#define TILE_ROWS 6
#define NAMED(name) name##_avx2

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "vector.h"
#include "product.h"
#include "rows.h"
#pragma clang attribute pop
#endif
