// Products with a few columns of doubles, fewer than a vector holds, and products of sparse rows. Included after wide.h.

// sums[rows × N] += input[rows × depth] · rightᵀ, right[N × depth]; N is known where this is inlined.
INLINE void narrow_rows(
    size_t rows, size_t depth, const float *input, const double *right, const int N, double *sums
) {
    for (size_t r = 0; r < rows; r++, input += depth, sums += N) {
        Wide total[KERNEL_NARROW];
        for (int n = 0; n < N; n++) total[n] = (Wide)0.0;
        size_t k = 0;
        for (; k + WIDE_LANES <= depth; k += WIDE_LANES) {
            const Wide value = widen(input + k);
            for (int n = 0; n < N; n++) total[n] += value * load_wide(right + n * depth + k);
        }
        for (int n = 0; n < N; n++) {
            double sum = 0;
            for (int lane = 0; lane < WIDE_LANES; lane++) sum += total[n][lane];
            for (size_t rest = k; rest < depth; rest++) sum += (double)input[rest] * right[n * depth + rest];
            sums[n] += sum;
        }
    }
}

// sums[N × depth] += (input[rows × depth]ᵀ · right[rows × N])ᵀ.
INLINE void narrow_columns(
    size_t rows, size_t depth, const float *input, const double *right, const int N, double *sums
) {
    size_t d = 0;
    for (; d + 2 * WIDE_LANES <= depth; d += 2 * WIDE_LANES) {
        Wide even[KERNEL_NARROW], odd[KERNEL_NARROW];
        for (int n = 0; n < N; n++) {
            even[n] = load_wide(sums + n * depth + d);
            odd[n] = load_wide(sums + n * depth + d + WIDE_LANES);
        }
        for (size_t r = 0; r < rows; r++) {
            const Wide first = widen(input + r * depth + d), second = widen(input + r * depth + d + WIDE_LANES);
            for (int n = 0; n < N; n++) {
                const Wide factor = (Wide)right[r * N + n];
                even[n] += first * factor;
                odd[n] += second * factor;
            }
        }
        for (int n = 0; n < N; n++) {
            store_wide(sums + n * depth + d, even[n]);
            store_wide(sums + n * depth + d + WIDE_LANES, odd[n]);
        }
    }
    for (; d < depth; d++)
        for (size_t r = 0; r < rows; r++)
            for (int n = 0; n < N; n++) sums[n * depth + d] += (double)input[r * depth + d] * right[r * N + n];
}

#define NARROW_CASES(name)                                         \
    switch (columns) {                                             \
    case 2: name(rows, depth, input, right, 2, sums); return;      \
    case 3: name(rows, depth, input, right, 3, sums); return;      \
    case 4: name(rows, depth, input, right, 4, sums); return;      \
    case 5: name(rows, depth, input, right, 5, sums); return;      \
    default: name(rows, depth, input, right, 6, sums); return;     \
    }

void NAMED(narrow_product)(
    size_t rows, size_t depth, const float *input, const double *right, size_t columns, double *sums
) {
    NARROW_CASES(narrow_rows)
}

void NAMED(narrow_transposed)(
    size_t rows, size_t depth, const float *input, const double *right, size_t columns, double *sums
) {
    NARROW_CASES(narrow_columns)
}

// Sums of N columns, fewer than a vector holds; N is known where this is inlined.
INLINE void sparse_few(
    size_t count, const int32_t *indices, const double *values, const double *right, size_t columns, const int N,
    double *sums
) {
    double total[7];
    for (int n = 0; n < N; n++) total[n] = sums[n];
    for (size_t k = 0; k < count; k++) {
        const double *from = right + (size_t)indices[k] * columns;
        for (int n = 0; n < N; n++) total[n] += values[k] * from[n];
    }
    for (int n = 0; n < N; n++) sums[n] = total[n];
}

// Every element is summed in the order of the stored values.
INLINE void sparse_row(
    size_t count, const int32_t *indices, const double *values, const double *right, size_t columns, double *sums
) {
    size_t c = 0;
    for (; c + 2 * WIDE_LANES <= columns; c += 2 * WIDE_LANES) {
        Wide even = load_wide(sums + c), odd = load_wide(sums + c + WIDE_LANES);
        for (size_t k = 0; k < count; k++) {
            const double *from = right + (size_t)indices[k] * columns + c;
            const Wide value = (Wide)values[k];
            even += value * load_wide(from);
            odd += value * load_wide(from + WIDE_LANES);
        }
        store_wide(sums + c, even);
        store_wide(sums + c + WIDE_LANES, odd);
    }
    for (; c + WIDE_LANES <= columns; c += WIDE_LANES) {
        Wide total = load_wide(sums + c);
        for (size_t k = 0; k < count; k++)
            total += (Wide)values[k] * load_wide(right + (size_t)indices[k] * columns + c);
        store_wide(sums + c, total);
    }
    switch (columns - c) {
    case 0: return;
    case 1: sparse_few(count, indices, values, right + c, columns, 1, sums + c); return;
    case 2: sparse_few(count, indices, values, right + c, columns, 2, sums + c); return;
    case 3: sparse_few(count, indices, values, right + c, columns, 3, sums + c); return;
    case 4: sparse_few(count, indices, values, right + c, columns, 4, sums + c); return;
    case 5: sparse_few(count, indices, values, right + c, columns, 5, sums + c); return;
    case 6: sparse_few(count, indices, values, right + c, columns, 6, sums + c); return;
    default: sparse_few(count, indices, values, right + c, columns, 7, sums + c); return;
    }
}

INLINE double sparse_dot(size_t count, const int32_t *indices, const double *values, const double *right) {
    double total[4] = {0, 0, 0, 0};
    size_t k = 0;
    for (; k + 4 <= count; k += 4)
        for (int n = 0; n < 4; n++) total[n] += values[k + n] * right[indices[k + n]];
    for (; k < count; k++) total[0] += values[k] * right[indices[k]];
    return (total[0] + total[1]) + (total[2] + total[3]);
}

void NAMED(sparse_product)(
    size_t rows, const intptr_t *offsets, const int32_t *indices, const double *values, const double *right,
    size_t columns, double *sums
) {
    for (size_t r = 0; r < rows; r++) {
        const size_t first = (size_t)offsets[r], count = (size_t)(offsets[r + 1] - offsets[r]);
        if (columns == 1) sums[r] += sparse_dot(count, indices + first, values + first, right);
        else sparse_row(count, indices + first, values + first, right, columns, sums + r * columns);
    }
}
