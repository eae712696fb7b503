// What runs backwards. Included after rows.h.

// From the norm's input it computes again what the norm did: (x − mean) / deviation replaces the input, where the
// gradient of the gain will find it.
void NAMED(layer_norm_backward)(
    size_t rows, size_t columns, float *input, const float *gain, float epsilon, const float *gradient, float *output
) {
    const float share = 1.0f / (float)columns;
    for (size_t r = 0; r < rows; r++) {
        float *in = input + r * columns, *out = output + r * columns;
        const float *from = gradient + r * columns;
        const float mean = mean_of(in, columns);
        const float scale = 1.0f / __builtin_elementwise_sqrt(variance_of(in, columns, mean) + epsilon);
        Vector totals = splat(0), products = splat(0);
        size_t c = 0;
        for (; c + WIDTH <= columns; c += WIDTH) {
            const Vector standard = (load(in + c) - splat(mean)) * splat(scale), up = load(from + c) * load(gain + c);
            store(in + c, standard);
            totals += up;
            products += up * standard;
        }
        float total = sum(totals), product = sum(products);
        for (; c < columns; c++) {
            in[c] = (in[c] - mean) * scale;
            total += from[c] * gain[c];
            product += from[c] * gain[c] * in[c];
        }
        total *= share;
        product *= share;
        for (c = 0; c + WIDTH <= columns; c += WIDTH)
            store(out + c, (load(from + c) * load(gain + c) - splat(total) - load(in + c) * splat(product)) * splat(scale));
        for (; c < columns; c++) out[c] = (from[c] * gain[c] - total - in[c] * product) * scale;
    }
}

INLINE Vector gelu_slope(Vector x) {
    // Φ(x) + x · φ(x)
    const Vector normal = splat(0.5f) + splat(0.5f) * error_function(x * splat(0.707106781f));
    return normal + x * splat(0.398942280f) * exponential(splat(-0.5f) * x * x);
}

INLINE Vector gelu_tanh_slope(Vector x) {
    // x · s(2u) with s the logistic function: s + x · s · (1 − s) · (2u)'
    const Vector square = x * x;
    const Vector twice = splat(1.59576912f) * (x + splat(0.044715f) * square * x);
    const Vector share = splat(1.0f) / (splat(1.0f) + exponential(-twice));
    return share + x * share * (splat(1.0f) - share) * splat(1.59576912f) * (splat(1.0f) + splat(0.134145f) * square);
}

INLINE Vector slope(KernelActivation activation, Vector x) {
    switch (activation) {
    case KERNEL_GELU: return gelu_slope(x);
    case KERNEL_GELU_TANH: return gelu_tanh_slope(x);
    case KERNEL_RELU: return x > splat(0.0f) ? splat(1.0f) : splat(0.0f);
    default: return splat(1.0f);
    }
}

void NAMED(activation_backward)(KernelActivation activation, size_t count, float *input, float *gradient) {
    size_t i = 0;
    for (; i + WIDTH <= count; i += WIDTH) {
        const Vector x = load(input + i);
        store(gradient + i, load(gradient + i) * slope(activation, x));
        store(input + i, activated(activation, x));
    }
    if (i == count) return;
    const Vector x = load_some(input + i, count - i);
    store_some(gradient + i, load_some(gradient + i, count - i) * slope(activation, x), count - i);
    store_some(input + i, activated(activation, x), count - i);
}

void NAMED(activate)(KernelActivation activation, size_t count, const float *input, float *output) {
    size_t i = 0;
    for (; i + WIDTH <= count; i += WIDTH) store(output + i, activated(activation, load(input + i)));
    if (i < count) store_some(output + i, activated(activation, load_some(input + i, count - i)), count - i);
}

void NAMED(softmax_backward)(
    size_t rows, size_t columns, float scale, const float *shares, const float *dropped, float *gradient, size_t stride
) {
    for (size_t r = 0; r < rows; r++) {
        const float *share = shares + r * stride, *kept = dropped + r * stride;
        float *row = gradient + r * stride;
        // what was dropped has no gradient, what was kept is larger: Σ p · (m · g) is Σ (p · m) · g
        Vector totals = splat(0);
        size_t c = 0;
        for (; c + WIDTH <= columns; c += WIDTH) totals += load(kept + c) * load(row + c);
        float total = sum(totals);
        for (; c < columns; c++) total += kept[c] * row[c];
        for (c = 0; c + WIDTH <= columns; c += WIDTH)
            store(row + c, (load(kept + c) * load(row + c) - load(share + c) * splat(total)) * splat(scale));
        for (; c < columns; c++) row[c] = (kept[c] * row[c] - share[c] * total) * scale;
    }
}

// A number for each place and key, well mixed: two rounds of multiply and shift (as in MurmurHash3's last step).
INLINE uint32_t mixed(uint32_t place, uint32_t key) {
    uint32_t x = place * 0x9E3779B9u ^ key;
    x = (x ^ x >> 16) * 0x85EBCA6Bu;
    x = (x ^ x >> 13) * 0xC2B2AE35u;
    return x ^ x >> 16;
}

void NAMED(dropout)(size_t count, uint32_t key, uint32_t first, float rate, const float *input, float *output) {
    const uint32_t limit = (uint32_t)(rate * 4294967040.0f);
    const float scale = 1.0f / (1.0f - rate);
    for (size_t i = 0; i < count; i++) output[i] = mixed(first + (uint32_t)i, key) < limit ? 0.0f : input[i] * scale;
}

void NAMED(column_sums)(size_t rows, size_t columns, const float *input, size_t stride, float *sums) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) sums[c] += input[r * stride + c];
}

void NAMED(column_products)(
    size_t rows, size_t columns, const float *left, const float *right, size_t stride, float *sums
) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) sums[c] += left[r * stride + c] * right[r * stride + c];
}
