// Chooses an instruction set at run time.
#include "dispatch.h"

KernelLevel kernel_best_level(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512bw"))
        return __builtin_cpu_supports("avx512vnni") ? KERNEL_AVX512_VNNI : KERNEL_AVX512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return KERNEL_AVX2;
#endif
    return KERNEL_PORTABLE;
}

void kernel_product(
    KernelLevel level, size_t rows, size_t depth, size_t columns, const float *input, size_t input_stride,
    const float *panels, const float *bias, KernelActivation activation, float *output, size_t output_stride
) {
    DISPATCH(product, rows, depth, columns, input, input_stride, panels, bias, activation, output, output_stride)
}

void kernel_add_layer_norm(
    KernelLevel level, size_t rows, size_t columns, const float *input, const float *residual, const float *gain,
    const float *shift, float epsilon, float *output
) {
    DISPATCH(add_layer_norm, rows, columns, input, residual, gain, shift, epsilon, output)
}

void kernel_softmax(KernelLevel level, size_t rows, size_t columns, float scale, float *values, size_t stride) {
    DISPATCH(softmax, rows, columns, scale, values, stride)
}

void kernel_exp(KernelLevel level, size_t count, const float *input, float *output) {
    DISPATCH(exp, count, input, output)
}

void kernel_erf(KernelLevel level, size_t count, const float *input, float *output) {
    DISPATCH(erf, count, input, output)
}

void kernel_gelu(KernelLevel level, size_t count, const float *input, float *output) {
    DISPATCH(gelu, count, input, output)
}

void kernel_gelu_tanh(KernelLevel level, size_t count, const float *input, float *output) {
    DISPATCH(gelu_tanh, count, input, output)
}

void kernel_add(KernelLevel level, size_t count, const float *input, float *output) {
    DISPATCH(add_scaled, count, 1, input, output)
}

void kernel_add_scaled(KernelLevel level, size_t count, float scale, const float *input, float *output) {
    DISPATCH(add_scaled, count, scale, input, output)
}

void kernel_encode_rows(
    KernelLevel level, size_t rows, size_t depth, const float *input, size_t stride, const float *gain,
    uint8_t *codes, float *steps, float *lows
) {
    DISPATCH_INTEGER(encode_rows, rows, depth, input, stride, gain, codes, steps, lows)
}

void kernel_coded_product(
    KernelLevel level, size_t rows, const KernelCodedWeights *weights, const float *input, size_t input_stride,
    KernelActivation activation, float *output, size_t output_stride
) {
    DISPATCH_INTEGER(coded_product, rows, weights, input, input_stride, activation, output, output_stride)
}

void kernel_wide_product(
    KernelLevel level, size_t rows, size_t depth, const float *input, const double *right, size_t columns, double *sums
) {
    DISPATCH(wide_product, rows, depth, input, right, columns, sums)
}

void kernel_wide_transposed(
    KernelLevel level, size_t rows, size_t depth, const float *input, const double *right, size_t columns, double *sums
) {
    DISPATCH(wide_transposed, rows, depth, input, right, columns, sums)
}

void kernel_narrow_product(
    KernelLevel level, size_t rows, size_t depth, const float *input, const double *right, size_t columns, double *sums
) {
    DISPATCH(narrow_product, rows, depth, input, right, columns, sums)
}

void kernel_narrow_transposed(
    KernelLevel level, size_t rows, size_t depth, const float *input, const double *right, size_t columns, double *sums
) {
    DISPATCH(narrow_transposed, rows, depth, input, right, columns, sums)
}

void kernel_sparse_product(
    KernelLevel level, size_t rows, const intptr_t *offsets, const int32_t *indices, const double *values,
    const double *right, size_t columns, double *sums
) {
    DISPATCH(sparse_product, rows, offsets, indices, values, right, columns, sums)
}
