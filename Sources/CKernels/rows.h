// Reductions over rows and elementwise functions. Included after vector.h.

INLINE float mean_of(const float *row, size_t columns) {
    Vector total = splat(0);
    size_t c = 0;
    for (; c + WIDTH <= columns; c += WIDTH) total += load(row + c);
    float result = sum(total);
    for (; c < columns; c++) result += row[c];
    return result / (float)columns;
}

INLINE float variance_of(const float *row, size_t columns, float mean) {
    Vector total = splat(0);
    size_t c = 0;
    for (; c + WIDTH <= columns; c += WIDTH) {
        const Vector off = load(row + c) - splat(mean);
        total += off * off;
    }
    float result = sum(total);
    for (; c < columns; c++) result += (row[c] - mean) * (row[c] - mean);
    return result / (float)columns;
}

void NAMED(add_layer_norm)(
    size_t rows, size_t columns, const float *input, const float *residual, const float *gain, const float *shift,
    float epsilon, float *output
) {
    for (size_t r = 0; r < rows; r++) {
        const float *in = input + r * columns;
        float *out = output + r * columns;
        size_t c = 0;
        if (residual) {
            const float *rest = residual + r * columns;
            for (; c + WIDTH <= columns; c += WIDTH) store(out + c, load(in + c) + load(rest + c));
            for (; c < columns; c++) out[c] = in[c] + rest[c];
        } else if (out != in) {
            memcpy(out, in, columns * sizeof(float));
        }
        const float mean = mean_of(out, columns);
        const float scale = 1.0f / __builtin_elementwise_sqrt(variance_of(out, columns, mean) + epsilon);
        for (c = 0; c + WIDTH <= columns; c += WIDTH)
            store(out + c, (load(out + c) - splat(mean)) * splat(scale) * load(gain + c) + load(shift + c));
        for (; c < columns; c++) out[c] = (out[c] - mean) * scale * gain[c] + shift[c];
    }
}

void NAMED(softmax)(size_t rows, size_t columns, float scale, float *values, size_t stride) {
    const size_t whole = columns / WIDTH * WIDTH, rest = columns - whole;
    const Vector lowest = splat(-__builtin_inff());
    for (size_t r = 0; r < rows; r++) {
        float *row = values + r * stride;
        Vector tops = lowest;
        for (size_t c = 0; c < whole; c += WIDTH) tops = __builtin_elementwise_max(tops, load(row + c));
        if (rest) tops = __builtin_elementwise_max(tops, first_lanes(load(row + whole), rest, lowest));
        const Vector top = splat(greatest(tops));
        Vector totals = splat(0);
        for (size_t c = 0; c < whole; c += WIDTH) {
            const Vector power = exponential((load(row + c) - top) * splat(scale));
            store(row + c, power);
            totals += power;
        }
        if (rest) {
            const Vector power = exponential((load(row + whole) - top) * splat(scale));
            const Vector seen = first_lanes(power, rest, splat(0));
            store(row + whole, seen);
            totals += seen;
        }
        const Vector share = splat(1.0f / sum(totals));
        for (size_t c = 0; c < columns; c += WIDTH) store(row + c, load(row + c) * share);
    }
}

#define ELEMENTWISE(name, function)                                                                      \
    void NAMED(name)(size_t count, const float *input, float *output) {                                  \
        size_t i = 0;                                                                                    \
        for (; i + WIDTH <= count; i += WIDTH) store(output + i, function(load(input + i)));             \
        if (i < count) store_some(output + i, function(load_some(input + i, count - i)), count - i);     \
    }

ELEMENTWISE(exp, exponential)
ELEMENTWISE(erf, error_function)
ELEMENTWISE(gelu, gelu)
ELEMENTWISE(gelu_tanh, gelu_tanh)

void NAMED(add_scaled)(size_t count, float scale, const float *input, float *output) {
    size_t i = 0;
    for (; i + WIDTH <= count; i += WIDTH) store(output + i, load(output + i) + splat(scale) * load(input + i));
    for (; i < count; i++) output[i] += scale * input[i];
}
