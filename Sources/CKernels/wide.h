// Products of a float matrix with double operands, summed in double. Included after vector.h.
//
// The double operands have whole groups of 8 columns, or a single one. Every element is summed in the order of its rows or
// columns, so its bits don't depend on the tile that it falls into.

#define WIDE_LANES (WIDTH / 2)
#define WIDE_GROUP (8 / WIDE_LANES)

typedef double Wide __attribute__((ext_vector_type(WIDE_LANES)));
typedef double LooseWide __attribute__((ext_vector_type(WIDE_LANES), aligned(8)));
typedef float Narrow __attribute__((ext_vector_type(WIDE_LANES)));
typedef float LooseNarrow __attribute__((ext_vector_type(WIDE_LANES), aligned(4)));

INLINE Wide load_wide(const double *from) { return *(const LooseWide *)from; }
INLINE void store_wide(double *to, Wide value) { *(LooseWide *)to = value; }
INLINE Wide widen(const float *from) { return __builtin_convertvector(*(const LooseNarrow *)from, Wide); }

// sums[R × N vectors] += Σ_k input[r · row_step + k · depth_step] · right[k · columns …]
#define WIDE_TILE(name, R, N)                                                                                      \
    INLINE void name(size_t depth, const float *input, size_t row_step, size_t depth_step, const double *right,    \
                     size_t columns, double *sums) {                                                               \
        Wide total[R][N];                                                                                          \
        for (int r = 0; r < R; r++)                                                                                \
            for (int n = 0; n < N; n++) total[r][n] = load_wide(sums + r * columns + n * WIDE_LANES);                   \
        for (size_t k = 0; k < depth; k++) {                                                                       \
            Wide factor[N];                                                                                        \
            for (int n = 0; n < N; n++) factor[n] = load_wide(right + k * columns + n * WIDE_LANES);                    \
            for (int r = 0; r < R; r++) {                                                                          \
                const Wide value = (Wide)(double)input[r * row_step + k * depth_step];                             \
                for (int n = 0; n < N; n++) total[r][n] += value * factor[n];                                      \
            }                                                                                                      \
        }                                                                                                          \
        for (int r = 0; r < R; r++)                                                                                \
            for (int n = 0; n < N; n++) store_wide(sums + r * columns + n * WIDE_LANES, total[r][n]);                   \
    }

WIDE_TILE(wide_tile, WIDE_ROWS, WIDE_GROUP)
WIDE_TILE(wide_row, 1, WIDE_GROUP)
#if WIDTH == 16
WIDE_TILE(wide_tile_3, 8, 3)
WIDE_TILE(wide_row_3, 1, 3)
#endif

// All rows and columns of a product, tile by tile.
INLINE void wide_all(
    size_t rows, size_t depth, const float *input, size_t row_step, size_t depth_step, const double *right,
    size_t columns, double *sums
) {
    size_t c = 0;
#if WIDTH == 16
    for (; c + 24 <= columns; c += 24) {
        size_t r = 0;
        for (; r + 8 <= rows; r += 8)
            wide_tile_3(depth, input + r * row_step, row_step, depth_step, right + c, columns, sums + r * columns + c);
        for (; r < rows; r++)
            wide_row_3(depth, input + r * row_step, row_step, depth_step, right + c, columns, sums + r * columns + c);
    }
#endif
    for (; c < columns; c += 8) {
        size_t r = 0;
        for (; r + WIDE_ROWS <= rows; r += WIDE_ROWS)
            wide_tile(depth, input + r * row_step, row_step, depth_step, right + c, columns, sums + r * columns + c);
        for (; r < rows; r++)
            wide_row(depth, input + r * row_step, row_step, depth_step, right + c, columns, sums + r * columns + c);
    }
}

INLINE double wide_dot(size_t depth, const float *input, const double *right) {
    Wide even = (Wide)0.0, odd = (Wide)0.0;
    size_t k = 0;
    for (; k + 2 * WIDE_LANES <= depth; k += 2 * WIDE_LANES) {
        even += widen(input + k) * load_wide(right + k);
        odd += widen(input + k + WIDE_LANES) * load_wide(right + k + WIDE_LANES);
    }
    even += odd;
    double total = 0;
    for (int lane = 0; lane < WIDE_LANES; lane++) total += even[lane];
    for (; k < depth; k++) total += (double)input[k] * right[k];
    return total;
}

void NAMED(wide_product)(
    size_t rows, size_t depth, const float *input, const double *right, size_t columns, double *sums
) {
    if (columns > 1) {
        wide_all(rows, depth, input, depth, 1, right, columns, sums);
        return;
    }
    for (size_t r = 0; r < rows; r++) sums[r] += wide_dot(depth, input + r * depth, right);
}

// sums[WIDE_CHUNK vectors] += Σ_r input[r · depth …] · right[r]
#define WIDE_CHUNK 8

void NAMED(wide_transposed)(
    size_t rows, size_t depth, const float *input, const double *right, size_t columns, double *sums
) {
    if (columns > 1) {
        wide_all(depth, rows, input, 1, depth, right, columns, sums);
        return;
    }
    size_t d = 0;
    for (; d + WIDE_CHUNK * WIDE_LANES <= depth; d += WIDE_CHUNK * WIDE_LANES) {
        Wide total[WIDE_CHUNK];
        for (int n = 0; n < WIDE_CHUNK; n++) total[n] = load_wide(sums + d + n * WIDE_LANES);
        for (size_t r = 0; r < rows; r++) {
            if (right[r] == 0) continue;
            const Wide factor = (Wide)right[r];
            for (int n = 0; n < WIDE_CHUNK; n++) total[n] += factor * widen(input + r * depth + d + n * WIDE_LANES);
        }
        for (int n = 0; n < WIDE_CHUNK; n++) store_wide(sums + d + n * WIDE_LANES, total[n]);
    }
    for (; d < depth; d++) {
        double total = sums[d];
        for (size_t r = 0; r < rows; r++) total += right[r] * (double)input[r * depth + d];
        sums[d] = total;
    }
}
