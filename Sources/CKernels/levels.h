// What every instruction set provides.
#ifndef LOUPE_LEVELS_H
#define LOUPE_LEVELS_H

#include "CKernels.h"

#define DECLARE_LEVEL(suffix)                                                                                    \
    void product_##suffix(size_t, size_t, size_t, const float *, size_t, const float *, const float *,           \
                          KernelActivation, float *, size_t);                                                    \
    void add_layer_norm_##suffix(size_t, size_t, const float *, const float *, const float *, const float *,     \
                                 float, float *);                                                                \
    void softmax_##suffix(size_t, size_t, float, float *, size_t);                                               \
    void exp_##suffix(size_t, const float *, float *);                                                           \
    void erf_##suffix(size_t, const float *, float *);                                                           \
    void gelu_##suffix(size_t, const float *, float *);                                                          \
    void gelu_tanh_##suffix(size_t, const float *, float *);                                                     \
    void add_scaled_##suffix(size_t, float, const float *, float *);                                           \
    void layer_norm_backward_##suffix(size_t, size_t, float *, const float *, float, const float *, float *);      \
    void activation_backward_##suffix(KernelActivation, size_t, float *, float *);                               \
    void activate_##suffix(KernelActivation, size_t, const float *, float *);                                    \
    void softmax_backward_##suffix(size_t, size_t, float, const float *, const float *, float *, size_t);        \
    void dropout_##suffix(size_t, uint32_t, uint32_t, float, const float *, float *);                            \
    void column_sums_##suffix(size_t, size_t, const float *, size_t, float *);                                   \
    void column_products_##suffix(size_t, size_t, const float *, const float *, size_t, float *);                \
    double sum_of_squares_##suffix(size_t, const float *);                                                       \
    void adamw_##suffix(size_t, const KernelAdamW *, const float *, float *, float *, float *);                  \
    void momentum_##suffix(size_t, float, float, float, float, const float *, float *, float *);                 \
    void wide_product_##suffix(size_t, size_t, const float *, const double *, size_t, double *);                 \
    void wide_transposed_##suffix(size_t, size_t, const float *, const double *, size_t, double *);              \
    void narrow_product_##suffix(size_t, size_t, const float *, const double *, size_t, double *);               \
    void narrow_transposed_##suffix(size_t, size_t, const float *, const double *, size_t, double *);            \
    void sparse_product_##suffix(size_t, const intptr_t *, const int32_t *, const double *, const double *,      \
                                 size_t, double *);

#define DECLARE_INTEGER_LEVEL(suffix)                                                                            \
    void encode_rows_##suffix(size_t, size_t, const float *, size_t, const float *, uint8_t *, float *,          \
                              float *);                                                                          \
    void coded_product_##suffix(size_t, const KernelCodedWeights *, const float *, size_t, KernelActivation,     \
                                float *, size_t);

DECLARE_LEVEL(portable)
DECLARE_LEVEL(avx2)
DECLARE_LEVEL(avx512)

DECLARE_INTEGER_LEVEL(portable)
DECLARE_INTEGER_LEVEL(avx2)
DECLARE_INTEGER_LEVEL(avx512_vnni)

#endif
