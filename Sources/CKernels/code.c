// Coding weights in eight bits, at load.
#include "CKernels.h"
#include <math.h>
#include <string.h>

static size_t groups_of(size_t depth) { return (depth + KERNEL_GROUP - 1) / KERNEL_GROUP; }

size_t kernel_coded_count(size_t depth, size_t columns) {
    return (columns + KERNEL_PANEL - 1) / KERNEL_PANEL * KERNEL_PANEL * groups_of(depth) * KERNEL_GROUP;
}

void kernel_balance(size_t depth, size_t columns, const float *source, size_t stride, float *gain) {
    memset(gain, 0, depth * sizeof(float));
    for (size_t c = 0; c < columns; c++) {
        const float *column = source + c * stride;
        for (size_t k = 0; k < depth; k++) gain[k] += column[k] * column[k];
    }
    for (size_t k = 0; k < depth; k++) {
        const float root = sqrtf(sqrtf(gain[k]));
        gain[k] = root > 0 && root < INFINITY ? root : 1;
    }
}

// Magnitudes are compared as the bits of positive floats, which order alike; what isn't a number is the greatest.
static float greatest_magnitude(const float *values, size_t count) {
    int32_t most = 0;
    for (size_t k = 0; k < count; k++) {
        int32_t bits;
        memcpy(&bits, values + k, sizeof bits);
        bits &= 0x7FFFFFFF;
        most = bits > most ? bits : most;
    }
    float greatest;
    memcpy(&greatest, &most, sizeof greatest);
    return greatest;
}

// The nearest code: adding 1.5 · 2^23 rounds, and leaves it in the lowest bits.
static int8_t nearest_code(float exact) {
    const float rounded = exact + 12582912.0f;
    int32_t bits;
    memcpy(&bits, &rounded, sizeof bits);
    return (int8_t)((bits & 0xFF) - (bits & 0x80 ? 256 : 0));
}

static void code_column(const float *column, const KernelCodedWeights *weights, size_t place, float bias) {
    const size_t depth = weights->depth, width = groups_of(depth) * KERNEL_GROUP;
    int8_t *codes = weights->panels + place / KERNEL_PANEL * KERNEL_PANEL * width + place % KERNEL_PANEL * KERNEL_GROUP;
    float scaled[KERNEL_CODE_DEPTH];
    for (size_t k = 0; k < depth; k++) scaled[k] = column[k] / weights->gain[k];
    const float most = greatest_magnitude(scaled, depth), scale = most / 127, inverse = 1 / scale;
    // a column of zeros, or with what isn't a number, has codes of zero
    const int is_coded = most < INFINITY && inverse < INFINITY;
    int32_t total = 0;
    for (size_t k = 0; is_coded && k < depth; k++) {
        const int8_t code = nearest_code(scaled[k] * inverse);
        codes[k / KERNEL_GROUP * KERNEL_PANEL * KERNEL_GROUP + k % KERNEL_GROUP] = code;
        total += code;
    }
    weights->scales[place] = is_coded ? scale : 0;
    weights->totals[place] = total;
    weights->bias[place] = bias;
}

void kernel_code_weights(const float *source, size_t stride, const float *bias, KernelCodedWeights *weights) {
    const size_t columns = weights->columns;
    const size_t padded = (columns + KERNEL_PANEL - 1) / KERNEL_PANEL * KERNEL_PANEL;
    memset(weights->panels, 0, kernel_coded_count(weights->depth, columns));
    for (size_t c = 0; c < columns; c++) code_column(source + c * stride, weights, c, bias ? bias[c] : 0);
    for (size_t c = columns; c < padded; c++) {
        weights->scales[c] = 0;
        weights->totals[c] = 0;
        weights->bias[c] = 0;
    }
}
