// Coding weights in eight bits, at load.
#include "CKernels.h"
#include <math.h>
#include <string.h>

static size_t groups_of(size_t depth) { return (depth + KERNEL_GROUP - 1) / KERNEL_GROUP; }

size_t kernel_coded_count(size_t depth, size_t columns) {
    return (columns + KERNEL_PANEL - 1) / KERNEL_PANEL * KERNEL_PANEL * groups_of(depth) * KERNEL_GROUP;
}

static float greatest_magnitude(const float *column, const float *gain, size_t depth) {
    float most = 0;
    for (size_t k = 0; k < depth; k++) {
        const float magnitude = fabsf(column[k] / gain[k]);
        most = magnitude > most ? magnitude : most;
    }
    return most;
}

// The nearest code; none for what isn't a number.
static int8_t nearest_code(float exact) {
    if (exact >= 127) return 127;
    if (exact <= -127) return -127;
    return exact > -127 ? (int8_t)(exact + (exact < 0 ? -0.5f : 0.5f)) : 0;
}

static void code_column(const float *column, const KernelCodedWeights *weights, size_t place, float bias) {
    const size_t depth = weights->depth, width = groups_of(depth) * KERNEL_GROUP;
    int8_t *codes = weights->panels + place / KERNEL_PANEL * KERNEL_PANEL * width + place % KERNEL_PANEL * KERNEL_GROUP;
    const float most = greatest_magnitude(column, weights->gain, depth);
    const float scale = most > 0 && most <= 3e38f ? most / 127 : 0, inverse = scale > 0 ? 1 / scale : 0;
    int32_t total = 0;
    for (size_t k = 0; k < depth; k++) {
        const int8_t code = nearest_code(column[k] / weights->gain[k] * inverse);
        codes[k / KERNEL_GROUP * KERNEL_PANEL * KERNEL_GROUP + k % KERNEL_GROUP] = code;
        total += code;
    }
    weights->scales[place] = scale;
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
