// Four lanes: SSE2 on x86-64, NEON on arm64, plain code elsewhere.
#include "levels.h"

#define WIDTH 4
#define TILE_PANELS 1
#if defined(__aarch64__)
#define TILE_ROWS 6
#else
#define TILE_ROWS 2
#endif
#define CODE_TILE_PANELS 1
#define CODE_TILE_ROWS 4
#define WIDE_ROWS 2
#define NAMED(name) name##_portable

#include "vector.h"
#include "product.h"
#include "rows.h"
#include "training.h"

typedef int16_t Halves __attribute__((ext_vector_type(2 * WIDTH)));

// Bytes of even and of odd places, widened to 16 bits.
typedef struct {
    Halves even, odd;
} WeightCodes;
typedef WeightCodes RowCodes;

INLINE WeightCodes load_weights(const int8_t *from) {
    Halves bytes;
    memcpy(&bytes, from, sizeof bytes);
    return (WeightCodes){bytes << 8 >> 8, bytes >> 8};
}

INLINE RowCodes spread(const uint8_t *from) {
    int four;
    memcpy(&four, from, sizeof four);
    return (RowCodes){
        __builtin_bit_cast(Halves, (Integers)(four & 0xFF00FF)),
        __builtin_bit_cast(Halves, (Integers)(four >> 8 & 0xFF00FF))};
}

// A product of two codes fits into 16 bits: 255 · 127 = 32,385.
INLINE Integers pair_sum(Halves row, Halves weights) {
    const Integers products = __builtin_bit_cast(Integers, row * weights);
    return (products << 16 >> 16) + (products >> 16);
}

INLINE Integers accumulate(Integers sum, RowCodes row, WeightCodes weights) {
    return sum + pair_sum(row.even, weights.even) + pair_sum(row.odd, weights.odd);
}

#include "integer.h"
#include "wide.h"
#include "optimiser.h"
#include "narrow.h"
