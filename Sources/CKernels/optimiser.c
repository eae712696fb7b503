// Steps of optimisers on the instruction set that is asked for.
#include "dispatch.h"

double kernel_sum_of_squares(KernelLevel level, size_t count, const float *values) {
#if defined(__x86_64__)
    if (level >= KERNEL_AVX512) return sum_of_squares_avx512(count, values);
    if (level == KERNEL_AVX2) return sum_of_squares_avx2(count, values);
#endif
    return sum_of_squares_portable(count, values);
}

void kernel_adamw(
    KernelLevel level, size_t count, const KernelAdamW *step, const float *gradient, float *value, float *first,
    float *second
) {
    DISPATCH(adamw, count, step, gradient, value, first, second)
}

void kernel_momentum(
    KernelLevel level, size_t count, float scale, float decay, float momentum, float rate, const float *gradient,
    float *value, float *velocity
) {
    DISPATCH(momentum, count, scale, decay, momentum, rate, gradient, value, velocity)
}
