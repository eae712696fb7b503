// Eight lanes with fused multiply-add; a tile of 6 × 16 fills the 16 registers.
#if defined(__x86_64__)
#include "levels.h"
#include <immintrin.h>
#include <string.h>

#define WIDTH 8
#define TILE_PANELS 1
#define TILE_ROWS 6
#define CODE_TILE_PANELS 1
#define CODE_TILE_ROWS 4
#define WIDE_ROWS 6
#define NAMED(name) name##_avx2

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "vector.h"
#include "product.h"
#include "rows.h"
#include "training.h"

// Bytes of even and of odd places, widened to 16 bits.
typedef struct {
    __m256i even, odd;
} WeightCodes;
typedef WeightCodes RowCodes;

INLINE WeightCodes load_weights(const int8_t *from) {
    const __m256i bytes = _mm256_loadu_si256((const __m256i_u *)from);
    return (WeightCodes){_mm256_srai_epi16(_mm256_slli_epi16(bytes, 8), 8), _mm256_srai_epi16(bytes, 8)};
}

INLINE RowCodes spread(const uint8_t *from) {
    int four;
    memcpy(&four, from, sizeof four);
    const __m256i bytes = _mm256_set1_epi32(four);
    return (RowCodes){_mm256_and_si256(bytes, _mm256_set1_epi16(255)), _mm256_srli_epi16(bytes, 8)};
}

// Products of 16 bits: with those of bytes, two together saturate.
INLINE Integers accumulate(Integers sum, RowCodes row, WeightCodes weights) {
    return sum + (Integers)_mm256_madd_epi16(row.even, weights.even)
        + (Integers)_mm256_madd_epi16(row.odd, weights.odd);
}

#include "integer.h"
#include "wide.h"
#include "optimiser.h"
#include "narrow.h"
#pragma clang attribute pop
#endif
