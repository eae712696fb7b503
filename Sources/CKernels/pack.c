// Packing into panels of 16 columns: a panel is [depth × 16], so that a product reads it from end to end.
#include "CKernels.h"

size_t kernel_packed_count(size_t depth, size_t columns) {
    return (columns + KERNEL_PANEL - 1) / KERNEL_PANEL * KERNEL_PANEL * depth;
}

void kernel_pack(size_t depth, size_t columns, const float *source, size_t stride, float *panels) {
    for (size_t first = 0; first < columns; first += KERNEL_PANEL) {
        const size_t width = columns - first < KERNEL_PANEL ? columns - first : KERNEL_PANEL;
        for (size_t k = 0; k < depth; k++, panels += KERNEL_PANEL) {
            const float *from = source + k * stride + first;
            for (size_t j = 0; j < width; j++) panels[j] = from[j];
            for (size_t j = width; j < KERNEL_PANEL; j++) panels[j] = 0;
        }
    }
}

typedef float Four __attribute__((ext_vector_type(4)));
typedef float LooseFour __attribute__((ext_vector_type(4), aligned(4)));

// Transposes four columns at four depths.
static void transpose_block(const float *source, size_t stride, float *panel) {
    Four c[4];
    for (size_t j = 0; j < 4; j++) c[j] = *(const LooseFour *)(source + j * stride);
    const Four ab_low = __builtin_shufflevector(c[0], c[1], 0, 4, 1, 5);
    const Four ab_high = __builtin_shufflevector(c[0], c[1], 2, 6, 3, 7);
    const Four cd_low = __builtin_shufflevector(c[2], c[3], 0, 4, 1, 5);
    const Four cd_high = __builtin_shufflevector(c[2], c[3], 2, 6, 3, 7);
    *(LooseFour *)panel = __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5);
    *(LooseFour *)(panel + KERNEL_PANEL) = __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7);
    *(LooseFour *)(panel + 2 * KERNEL_PANEL) = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
    *(LooseFour *)(panel + 3 * KERNEL_PANEL) = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
}

void kernel_pack_transposed(size_t depth, size_t columns, const float *source, size_t stride, float *panels) {
    for (size_t first = 0; first < columns; first += KERNEL_PANEL) {
        const size_t width = columns - first < KERNEL_PANEL ? columns - first : KERNEL_PANEL;
        const float *from = source + first * stride;
        const size_t blocks = width / 4 * 4;
        size_t k = 0;
        for (; k + 4 <= depth; k += 4, panels += 4 * KERNEL_PANEL) {
            for (size_t j = 0; j < blocks; j += 4) transpose_block(from + j * stride + k, stride, panels + j);
            for (size_t row = 0; row < 4; row++) {
                for (size_t j = blocks; j < width; j++) panels[row * KERNEL_PANEL + j] = from[j * stride + k + row];
                for (size_t j = width; j < KERNEL_PANEL; j++) panels[row * KERNEL_PANEL + j] = 0;
            }
        }
        for (; k < depth; k++, panels += KERNEL_PANEL) {
            for (size_t j = 0; j < width; j++) panels[j] = from[j * stride + k];
            for (size_t j = width; j < KERNEL_PANEL; j++) panels[j] = 0;
        }
    }
}
