// Sixteen sums of four products each a step (Intel's vector neural network instructions); a tile of 6 × 64.
#if defined(__x86_64__)
#include "levels.h"
#include <immintrin.h>
#include <string.h>

#define WIDTH 16
#define CODE_TILE_PANELS 4
#define CODE_TILE_ROWS 6
#define NAMED(name) name##_avx512_vnni

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,avx512vnni,fma"), min_vector_width(512))), \
    apply_to = function)
#include "vector.h"

typedef __m512i WeightCodes;
typedef __m512i RowCodes;

INLINE WeightCodes load_weights(const int8_t *from) { return _mm512_loadu_si512(from); }

INLINE RowCodes spread(const uint8_t *from) {
    int four;
    memcpy(&four, from, sizeof four);
    return _mm512_set1_epi32(four);
}

INLINE Integers accumulate(Integers sum, RowCodes row, WeightCodes weights) {
    return (Integers)_mm512_dpbusd_epi32((__m512i)sum, row, weights);
}

#include "integer.h"
#pragma clang attribute pop
#endif
