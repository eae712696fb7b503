// Linear support vector machines over sparse rows: dual coordinate descent (Hsieh, Chang, Lin, Keerthi and Sundararajan
// 2008, algorithm 3), and what tells where it ends.
//
// Everything is compiled twice, for columns in 16 bits and in 32: what is read from memory decides how long it takes.
#include "CKernels.h"

#define LINE 64
// Memory answers later than one row takes; what is fetched much earlier is gone again.
#define ROWS_AHEAD 4
#define INLINE static inline __attribute__((always_inline))

INLINE size_t column(const KernelDual *problem, size_t k, int is_narrow) {
    return is_narrow ? (size_t)problem->narrow[k] : (size_t)problem->indices[k];
}

// What a row will be read from, fetched while rows before it are worked on.
INLINE void fetch(const KernelDual *problem, size_t row, int is_narrow) {
    const size_t first = (size_t)problem->offsets[row], last = (size_t)problem->offsets[row + 1];
    for (size_t k = first; k < last; k += LINE / sizeof(double)) __builtin_prefetch(problem->values + k);
    if (is_narrow) {
        for (size_t k = first; k < last; k += LINE / sizeof(uint16_t)) __builtin_prefetch(problem->narrow + k);
    } else {
        for (size_t k = first; k < last; k += LINE / sizeof(int32_t)) __builtin_prefetch(problem->indices + k);
    }
}

INLINE double product(const KernelDual *problem, size_t row, int is_narrow) {
    const size_t last = (size_t)problem->offsets[row + 1];
    const double *values = problem->values, *plane = problem->plane;
    double one = *problem->intercept, two = 0, three = 0, four = 0;
    size_t k = (size_t)problem->offsets[row];
    for (; k + 4 <= last; k += 4) {
        one += values[k] * plane[column(problem, k, is_narrow)];
        two += values[k + 1] * plane[column(problem, k + 1, is_narrow)];
        three += values[k + 2] * plane[column(problem, k + 2, is_narrow)];
        four += values[k + 3] * plane[column(problem, k + 3, is_narrow)];
    }
    for (; k < last; k++) one += values[k] * plane[column(problem, k, is_narrow)];
    return (one + two) + (three + four);
}

INLINE void add(const KernelDual *problem, size_t row, double factor, double *plane, int is_narrow) {
    const size_t last = (size_t)problem->offsets[row + 1];
    for (size_t k = (size_t)problem->offsets[row]; k < last; k++)
        plane[column(problem, k, is_narrow)] += factor * problem->values[k];
}

INLINE size_t visit(
    const KernelDual *problem, size_t count, const int32_t *order, int32_t *kept, KernelDualBounds *bounds, int is_narrow
) {
    size_t remaining = 0;
    for (size_t place = 0; place < count; place++) {
        const size_t row = (size_t)order[place];
        if (place + ROWS_AHEAD < count) fetch(problem, (size_t)order[place + ROWS_AHEAD], is_narrow);
        const double sign = problem->signs[row], old = problem->multipliers[row];
        const double slope = sign * product(problem, row, is_narrow) - 1 + problem->ridges[row] * old;
        const int is_low = old <= 0, is_high = old >= problem->ceilings[row];
        if ((is_low && slope > bounds->greatest) || (is_high && slope < bounds->least)) continue;
        kept[remaining++] = (int32_t)row;
        const double projected = (is_low && slope > 0) || (is_high && slope < 0) ? 0 : slope;
        if (projected < bounds->seen_least) bounds->seen_least = projected;
        if (projected > bounds->seen_greatest) bounds->seen_greatest = projected;
        if (projected == 0) continue;
        double moved = old - slope / (problem->lengths[row] + problem->ridges[row]);
        moved = moved < 0 ? 0 : moved > problem->ceilings[row] ? problem->ceilings[row] : moved;
        problem->multipliers[row] = moved;
        const double change = (moved - old) * sign;
        *problem->intercept += change;
        add(problem, row, change, problem->plane, is_narrow);
    }
    return remaining;
}

INLINE double loss(const KernelDual *problem, size_t rows, double *slopes, double *slope, int is_narrow) {
    double sum = 0;
    for (size_t row = 0; row < rows; row++) {
        const double sign = problem->signs[row], weight = 1 / (2 * problem->ridges[row]);
        const double gap = 1 - sign * product(problem, row, is_narrow);
        if (gap <= 0) continue;
        const double factor = -2 * weight * sign * gap;
        sum += weight * gap * gap;
        *slope += factor;
        add(problem, row, factor, slopes, is_narrow);
    }
    return sum;
}

size_t kernel_dual_visit(
    const KernelDual *problem, size_t count, const int32_t *rows, int32_t *kept, KernelDualBounds *bounds
) {
    return problem->indices ? visit(problem, count, rows, kept, bounds, 0)
                            : visit(problem, count, rows, kept, bounds, 1);
}

double kernel_dual_loss(const KernelDual *problem, size_t rows, double *slopes, double *slope) {
    return problem->indices ? loss(problem, rows, slopes, slope, 0) : loss(problem, rows, slopes, slope, 1);
}
