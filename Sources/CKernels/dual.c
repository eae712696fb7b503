// Dual coordinate descent over sparse rows: Hsieh, Chang, Lin, Keerthi and Sundararajan (2008), algorithm 3.
#include "CKernels.h"

#define LINE 64
// Memory answers later than one row takes; what is fetched much earlier is gone again.
#define ROWS_AHEAD 4

// What a row will be read from, fetched while rows before it are worked on.
static inline void fetch(const KernelDual *problem, size_t row) {
    const size_t first = (size_t)problem->offsets[row], last = (size_t)problem->offsets[row + 1];
    for (size_t k = first; k < last; k += LINE / sizeof(double)) __builtin_prefetch(problem->values + k);
    for (size_t k = first; k < last; k += LINE / sizeof(int32_t)) __builtin_prefetch(problem->indices + k);
}

static inline double product(const KernelDual *problem, size_t first, size_t last) {
    const int32_t *indices = problem->indices;
    const double *values = problem->values, *plane = problem->plane;
    double one = *problem->intercept, two = 0, three = 0, four = 0;
    size_t k = first;
    for (; k + 4 <= last; k += 4) {
        one += values[k] * plane[indices[k]];
        two += values[k + 1] * plane[indices[k + 1]];
        three += values[k + 2] * plane[indices[k + 2]];
        four += values[k + 3] * plane[indices[k + 3]];
    }
    for (; k < last; k++) one += values[k] * plane[indices[k]];
    return (one + two) + (three + four);
}

size_t kernel_dual_visit(
    const KernelDual *problem, size_t count, const int32_t *rows, int32_t *kept, KernelDualBounds *bounds
) {
    size_t remaining = 0;
    for (size_t place = 0; place < count; place++) {
        const size_t row = (size_t)rows[place];
        if (place + ROWS_AHEAD < count) fetch(problem, (size_t)rows[place + ROWS_AHEAD]);
        const size_t first = (size_t)problem->offsets[row], last = (size_t)problem->offsets[row + 1];
        const double sign = problem->signs[row], old = problem->multipliers[row];
        const double slope = sign * product(problem, first, last) - 1 + problem->ridges[row] * old;
        const int is_low = old <= 0, is_high = old >= problem->ceilings[row];
        if ((is_low && slope > bounds->greatest) || (is_high && slope < bounds->least)) continue;
        kept[remaining++] = (int32_t)row;
        const double projected = (is_low && slope > 0) || (is_high && slope < 0) ? 0 : slope;
        if (projected < bounds->seen_least) bounds->seen_least = projected;
        if (projected > bounds->seen_greatest) bounds->seen_greatest = projected;
        if (projected == 0) continue;
        double moved = old - slope / (problem->lengths[row] + problem->ridges[row]);
        moved = moved < 0 ? 0 : moved > problem->ceilings[row] ? problem->ceilings[row] : moved;
        const double change = (moved - old) * sign;
        problem->multipliers[row] = moved;
        *problem->intercept += change;
        for (size_t k = first; k < last; k++) problem->plane[problem->indices[k]] += change * problem->values[k];
    }
    return remaining;
}
