/// The loops that Swift can't vectorise per processor, each in one source that is compiled once per instruction set.
///
/// Matrices are row-major `float`; a stride is the distance between rows in floats. Every element of a result is
/// summed in one fixed order, so its bits depend neither on the number of rows nor on its neighbours.
#ifndef LOUPE_CKERNELS_H
#define LOUPE_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// Instruction sets, from the least to the most capable.
typedef enum {
    KERNEL_PORTABLE = 0,
    KERNEL_AVX2 = 1,
    KERNEL_AVX512 = 2,
    KERNEL_AVX512_VNNI = 3,
} KernelLevel;

/// What a product does with each sum before it stores it.
typedef enum {
    KERNEL_IDENTITY = 0,
    KERNEL_GELU = 1,
    KERNEL_GELU_TANH = 2,
    KERNEL_RELU = 3,
} KernelActivation;

/// The number of columns of a packed panel.
enum { KERNEL_PANEL = 16 };

/// The most capable instruction set of this processor; a lower one runs too.
KernelLevel kernel_best_level(void);

/// The floats that a packed [depth × columns] matrix takes: whole panels.
size_t kernel_packed_count(size_t depth, size_t columns);

/// Packs a [depth × columns] matrix into panels of 16 columns, the last one padded with zeros.
void kernel_pack(size_t depth, size_t columns, const float *source, size_t stride, float *panels);

/// Packs the transpose of a [columns × depth] matrix, which is how layers store weights and attention its keys.
void kernel_pack_transposed(size_t depth, size_t columns, const float *source, size_t stride, float *panels);

/// output[rows × columns] = activation(input[rows × depth] · panels[depth × columns] + bias); bias may be NULL.
void kernel_product(
    KernelLevel level, size_t rows, size_t depth, size_t columns, const float *input, size_t input_stride,
    const float *panels, const float *bias, KernelActivation activation, float *output, size_t output_stride);

/// Each row of output = (sum − mean) / √(variance + epsilon) · gain + shift, with sum = input + residual.
///
/// Output may be one of the inputs; residual may be NULL for none.
void kernel_add_layer_norm(
    KernelLevel level, size_t rows, size_t columns, const float *input, const float *residual, const float *gain,
    const float *shift, float epsilon, float *output);

/// Each row becomes exp(scale · value − greatest) / Σ, in place. Rows must reach to a multiple of 16 columns: what is
/// between the last column and there becomes 0 or stays as it is.
void kernel_softmax(KernelLevel level, size_t rows, size_t columns, float scale, float *values, size_t stride);

/// e^x, relative error ≤ 3e-7 on −87 … 88, clamped outside.
void kernel_exp(KernelLevel level, size_t count, const float *input, float *output);

/// The error function, absolute error ≤ 5e-7.
void kernel_erf(KernelLevel level, size_t count, const float *input, float *output);

/// The exact GELU, x · Φ(x) (Hendrycks and Gimpel 2016), absolute error ≤ 5e-7 · max(1, |x|).
void kernel_gelu(KernelLevel level, size_t count, const float *input, float *output);

/// GELU by its tanh approximation (Hendrycks and Gimpel 2016), absolute error ≤ 5e-7 · max(1, |x|).
void kernel_gelu_tanh(KernelLevel level, size_t count, const float *input, float *output);

/// output += input.
void kernel_add(KernelLevel level, size_t count, const float *input, float *output);

/// output += scale · input.
void kernel_add_scaled(KernelLevel level, size_t count, float scale, const float *input, float *output);

// What runs backwards

/// output = the gradient with regard to a norm's input, from that with regard to its output; the input is replaced by
/// (input − mean) / √(variance + epsilon), whose product with the gradient is the gain's.
void kernel_layer_norm_backward(
    KernelLevel level, size_t rows, size_t columns, float *input, const float *gain, float epsilon,
    const float *gradient, float *output);

/// gradient *= activation'(input), and then input = activation(input).
void kernel_activation_backward(
    KernelLevel level, KernelActivation activation, size_t count, float *input, float *gradient);

/// output = activation(input).
void kernel_activate(
    KernelLevel level, KernelActivation activation, size_t count, const float *input, float *output);

/// gradient = scale · (dropped · gradient − shares · Σ dropped · gradient), row by row: that with regard to a softmax's
/// input, where `dropped` are its shares behind dropout, or the shares themselves.
void kernel_softmax_backward(
    KernelLevel level, size_t rows, size_t columns, float scale, const float *shares, const float *dropped,
    float *gradient, size_t stride);

/// output = 0 with probability `rate`, else input / (1 − rate); what falls on a place is a function of `key` and of its
/// number, the first of which is `first`. Output may be input.
void kernel_dropout(
    KernelLevel level, size_t count, uint32_t key, uint32_t first, float rate, const float *input, float *output);

/// sums[columns] += the sum over the rows, from the first to the last.
void kernel_column_sums(
    KernelLevel level, size_t rows, size_t columns, const float *input, size_t stride, float *sums);

/// sums[columns] += the sum over the rows of left · right.
void kernel_column_products(
    KernelLevel level, size_t rows, size_t columns, const float *left, const float *right, size_t stride, float *sums);

/// output[columns × rows] = input[rows × columns]ᵀ.
void kernel_transpose(size_t rows, size_t columns, const float *input, size_t stride, float *output);

// Optimisers

/// Σ value², in double precision.
double kernel_sum_of_squares(KernelLevel level, size_t count, const float *values);

/// The numbers of one step of Adam with decoupled weight decay.
typedef struct {
    /// What gradients are multiplied by first.
    float scale;
    /// What weights are multiplied by before they move: 1 − rate · weight decay.
    float keep;
    /// 1 − β₁ and 1 − β₂.
    float first_share, second_share;
    /// The learning rate over 1 − β₁ᵗ.
    float rate;
    /// √(1 − β₂ᵗ)
    float correction;
    float epsilon;
} KernelAdamW;

/// value = keep · value − rate · first / (√second / correction + epsilon), after both moments took in the gradient.
void kernel_adamw(
    KernelLevel level, size_t count, const KernelAdamW *step, const float *gradient, float *value, float *first,
    float *second);

/// velocity = momentum · velocity + scale · gradient + decay · value, then value −= rate · velocity.
void kernel_momentum(
    KernelLevel level, size_t count, float scale, float decay, float momentum, float rate, const float *gradient,
    float *value, float *velocity);

// Products of eight-bit codes

enum {
    /// The codes of a column that stand side by side in a panel, which is [depth / 4 × 16 × 4].
    KERNEL_GROUP = 4,
    /// The greatest depth of a product of codes.
    KERNEL_CODE_DEPTH = 16384,
    /// The bytes and rows that are coded at once.
    KERNEL_CODE_ROOM = 6 * KERNEL_CODE_DEPTH,
    KERNEL_CODE_ROWS = 192,
};

/// A [depth × columns] matrix as codes from −127 to 127; arrays over columns reach to the end of the last panel.
///
/// Inputs are seen as input · gain, for which the codes make up.
typedef struct {
    size_t depth;
    size_t columns;
    int8_t *panels;
    /// What a column's codes are multiplied by.
    float *scales;
    /// The sum of a column's codes.
    int32_t *totals;
    float *bias;
    /// Of each depth, above 0.
    const float *gain;
} KernelCodedWeights;

/// The bytes of a packed matrix of codes.
size_t kernel_coded_count(size_t depth, size_t columns);

/// The gain of each input of a [columns × depth] matrix: √‖its weights‖, and 1 where that isn't a number above 0.
void kernel_balance(size_t depth, size_t columns, const float *source, size_t stride, float *gain);

/// Codes the transpose of a [columns × depth] matrix, each column by its greatest magnitude; fills panels, scales,
/// totals and bias. The `bias` that is given may be NULL.
void kernel_code_weights(const float *source, size_t stride, const float *bias, KernelCodedWeights *weights);

/// Codes rows from 0 to 255 between the least and the greatest value of each: input · gain ≈ low + step · code.
/// A row of codes takes the depth rounded up to whole groups. The depth is at most KERNEL_CODE_DEPTH.
void kernel_encode_rows(
    KernelLevel level, size_t rows, size_t depth, const float *input, size_t stride, const float *gain,
    uint8_t *codes, float *steps, float *lows);

/// output[rows × columns] = activation(input[rows × depth] · weights + bias), with the input coded row by row.
void kernel_coded_product(
    KernelLevel level, size_t rows, const KernelCodedWeights *weights, const float *input, size_t input_stride,
    KernelActivation activation, float *output, size_t output_stride);

/// sums[rows × columns] += input[rows × depth] · right[depth × columns], in double; columns is 1 or a multiple of 8.
void kernel_wide_product(
    KernelLevel level, size_t rows, size_t depth, const float *input, const double *right, size_t columns,
    double *sums);

/// sums[depth × columns] += input[rows × depth]ᵀ · right[rows × columns], in double; columns is 1 or a multiple of 8.
void kernel_wide_transposed(
    KernelLevel level, size_t rows, size_t depth, const float *input, const double *right, size_t columns,
    double *sums);

/// The greatest number of columns that the narrow products take.
enum { KERNEL_NARROW = 6 };

/// sums[rows × columns] += input[rows × depth] · rightᵀ, right[columns × depth], in double; 2 to KERNEL_NARROW columns.
void kernel_narrow_product(
    KernelLevel level, size_t rows, size_t depth, const float *input, const double *right, size_t columns,
    double *sums);

/// sums[columns × depth] += right[rows × columns]ᵀ · input[rows × depth], in double; 2 to KERNEL_NARROW columns.
void kernel_narrow_transposed(
    KernelLevel level, size_t rows, size_t depth, const float *input, const double *right, size_t columns,
    double *sums);

/// sums[rows × columns] += sparse rows · right[… × columns]; row r holds the values from offsets[r] to offsets[r + 1].
void kernel_sparse_product(
    KernelLevel level, size_t rows, const intptr_t *offsets, const int32_t *indices, const double *values,
    const double *right, size_t columns, double *sums);

// Dual coordinate descent

/// min ½ ‖Σ α_i y_i [x_i 1]‖² + Σ ridge_i α_i² / 2 − Σ α_i over 0 ≤ α_i ≤ ceiling_i, over sparse rows.
typedef struct {
    const intptr_t *offsets;
    /// The column of each value: in 32 bits, or in 16 where `indices` is null.
    const int32_t *indices;
    const uint16_t *narrow;
    const double *values;
    /// y of each row, 1 or −1.
    const double *signs;
    const double *ridges;
    const double *ceilings;
    /// ‖[x_i 1]‖².
    const double *lengths;
    /// α.
    double *multipliers;
    /// Σ α_i y_i x_i.
    double *plane;
    /// Σ α_i y_i.
    double *intercept;
} KernelDual;

/// Rows at 0 whose slope is greater than `greatest`, and rows at their ceiling whose slope is less than `least`, are set
/// aside; the projected slopes of all others are between the two that were seen.
typedef struct {
    double least, greatest, seen_least, seen_greatest;
} KernelDualBounds;

/// Minimises over one multiplier after the other, in the order of `rows`; writes the rows that weren't set aside to `kept`,
/// which may be `rows`, and gives their number.
size_t kernel_dual_visit(
    const KernelDual *problem, size_t count, const int32_t *rows, int32_t *kept, KernelDualBounds *bounds);

/// Σ gap_i² / (2 ridge_i) over the first `rows` rows, gap_i being how far a row is within its margin, y_i [x_i 1] · plane < 1.
///
/// What it gives the gradient by the plane is added to `slopes`, and by the intercept to `slope`.
double kernel_dual_loss(const KernelDual *problem, size_t rows, double *slopes, double *slope);

#endif
