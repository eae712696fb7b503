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

void kernel_pack_transposed(size_t depth, size_t columns, const float *source, size_t stride, float *panels) {
    for (size_t first = 0; first < columns; first += KERNEL_PANEL) {
        const size_t width = columns - first < KERNEL_PANEL ? columns - first : KERNEL_PANEL;
        const float *from = source + first * stride;
        for (size_t k = 0; k < depth; k++, panels += KERNEL_PANEL) {
            for (size_t j = 0; j < width; j++) panels[j] = from[j * stride + k];
            for (size_t j = width; j < KERNEL_PANEL; j++) panels[j] = 0;
        }
    }
}
