// Chooses the instruction set of what runs backwards.
#include "dispatch.h"

void kernel_layer_norm_backward(
    KernelLevel level, size_t rows, size_t columns, float *input, const float *gain, float epsilon,
    const float *gradient, float *output
) {
    DISPATCH(layer_norm_backward, rows, columns, input, gain, epsilon, gradient, output)
}

void kernel_activation_backward(
    KernelLevel level, KernelActivation activation, size_t count, float *input, float *gradient
) {
    DISPATCH(activation_backward, activation, count, input, gradient)
}

void kernel_activate(
    KernelLevel level, KernelActivation activation, size_t count, const float *input, float *output
) {
    DISPATCH(activate, activation, count, input, output)
}

void kernel_softmax_backward(
    KernelLevel level, size_t rows, size_t columns, float scale, const float *shares, const float *dropped,
    float *gradient, size_t stride
) {
    DISPATCH(softmax_backward, rows, columns, scale, shares, dropped, gradient, stride)
}

void kernel_dropout(
    KernelLevel level, size_t count, uint32_t key, uint32_t first, float rate, const float *input, float *output
) {
    DISPATCH(dropout, count, key, first, rate, input, output)
}

void kernel_column_sums(
    KernelLevel level, size_t rows, size_t columns, const float *input, size_t stride, float *sums
) {
    DISPATCH(column_sums, rows, columns, input, stride, sums)
}

void kernel_column_products(
    KernelLevel level, size_t rows, size_t columns, const float *left, const float *right, size_t stride, float *sums
) {
    DISPATCH(column_products, rows, columns, left, right, stride, sums)
}

void kernel_transpose(size_t rows, size_t columns, const float *input, size_t stride, float *output) {
    enum { BLOCK = 16 };
    for (size_t r = 0; r < rows; r += BLOCK)
        for (size_t c = 0; c < columns; c += BLOCK)
            for (size_t j = c; j < columns && j < c + BLOCK; j++)
                for (size_t i = r; i < rows && i < r + BLOCK; i++) output[j * rows + i] = input[i * stride + j];
}
