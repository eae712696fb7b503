// Products of eight-bit codes, summed in 32 bits, which is exact: every instruction set gives the same sums, and since
// nothing around them is contracted, the same floats too.
// Included after vector.h and a function `accumulate`, which adds four products to each lane of a sum.

#pragma clang fp contract(off)

enum { CODE_TILE_VECTORS = CODE_TILE_PANELS * KERNEL_PANEL / WIDTH, GROUP_BYTES = KERNEL_PANEL * KERNEL_GROUP };

typedef struct {
    size_t groups;            // of four codes
    const uint8_t *codes;     // the first row's
    size_t stride;            // between rows, in bytes
    const float *steps;       // of each row
    const float *lows;        // of each row
    const int8_t *panel;
    size_t panel_stride;      // between neighbouring panels, in bytes
    const float *scales;      // of each column
    const int32_t *totals;    // of each column's weights
    const float *bias;        // of each column
    KernelActivation activation;
    float *output;
    size_t output_stride;
    size_t columns;           // from here to the last
} CodeTile;

INLINE Integers load_totals(const int32_t *from) {
    Integers totals;
    memcpy(&totals, from, sizeof totals);
    return totals;
}

INLINE void activate_row(const CodeTile *t, const int vectors, float *row) {
    if (t->columns >= (size_t)(vectors * WIDTH)) {
        UNROLL for (int v = 0; v < vectors; v++)
            store(row + v * WIDTH, activated(t->activation, load(row + v * WIDTH)));
        return;
    }
    for (size_t c = 0; c < t->columns; c += WIDTH) {
        const size_t count = t->columns - c < WIDTH ? t->columns - c : WIDTH;
        store_some(row + c, activated(t->activation, load_some(row + c, count)), count);
    }
}

INLINE void finish_codes(const CodeTile *t, const int rows, const int vectors, Integers sums[][CODE_TILE_VECTORS]) {
    UNROLL for (int v = 0; v < vectors; v++) {
        const Vector scale = load(t->scales + v * WIDTH), bias = load(t->bias + v * WIDTH);
        const Vector sum = __builtin_convertvector(load_totals(t->totals + v * WIDTH), Vector) * scale;
        const size_t before = (size_t)v * WIDTH;
        UNROLL for (int r = 0; r < rows; r++) {
            const Vector coded = __builtin_convertvector(sums[r][v], Vector) * scale;
            const Vector value = coded * splat(t->steps[r]) + (splat(t->lows[r]) * sum + bias);
            float *to = t->output + (size_t)r * t->output_stride + before;
            if (before + WIDTH <= t->columns) store(to, value);
            else if (before < t->columns) store_some(to, value, t->columns - before);
        }
    }
    if (t->activation != KERNEL_IDENTITY)
        for (int r = 0; r < rows; r++) activate_row(t, vectors, t->output + (size_t)r * t->output_stride);
}

INLINE void run_codes(const CodeTile *t, const int rows, const int panels) {
    const int vectors = panels * KERNEL_PANEL / WIDTH;
    Integers sums[CODE_TILE_ROWS][CODE_TILE_VECTORS];
    UNROLL for (int r = 0; r < rows; r++)
        UNROLL for (int v = 0; v < vectors; v++) sums[r][v] = (Integers)0;
    const uint8_t *codes = t->codes;
    const int8_t *panel = t->panel;
    const size_t groups = t->groups, stride = t->stride, panel_stride = t->panel_stride;
#pragma clang loop unroll_count(2)
    for (size_t g = 0; g < groups; g++) {
        WeightCodes weights[CODE_TILE_VECTORS];
        UNROLL for (int v = 0; v < vectors; v++)
            weights[v] = load_weights(
                panel + (size_t)(v * WIDTH / KERNEL_PANEL) * panel_stride + g * GROUP_BYTES
                + (size_t)(v * WIDTH % KERNEL_PANEL) * KERNEL_GROUP);
        UNROLL for (int r = 0; r < rows; r++) {
            const RowCodes row = spread(codes + (size_t)r * stride + g * KERNEL_GROUP);
            UNROLL for (int v = 0; v < vectors; v++) sums[r][v] = accumulate(sums[r][v], row, weights[v]);
        }
    }
    finish_codes(t, rows, vectors, sums);
}

#define CODE_TILE(rows, panels) \
    static __attribute__((noinline)) void codes_##rows##_##panels(const CodeTile *t) { run_codes(t, rows, panels); }
#define CODE_CASE(rows, panels) \
    case rows: codes_##rows##_##panels(t); return rows;

CODE_TILE(1, 1) CODE_TILE(2, 1) CODE_TILE(3, 1) CODE_TILE(4, 1)
#if CODE_TILE_PANELS == 4
CODE_TILE(1, 4) CODE_TILE(2, 4) CODE_TILE(3, 4) CODE_TILE(4, 4) CODE_TILE(5, 4) CODE_TILE(6, 4)
#endif

// Runs the highest tile that `rows` rows fill; gives its height.
INLINE size_t run_highest_codes(const CodeTile *t, size_t rows, size_t panels) {
#if CODE_TILE_PANELS == 4
    if (panels == 4) {
        switch (rows) {
        CODE_CASE(1, 4)
        CODE_CASE(2, 4)
        CODE_CASE(3, 4)
        CODE_CASE(4, 4)
        CODE_CASE(5, 4)
        default: codes_6_4(t); return 6;
        }
    }
#endif
    (void)panels;
    switch (rows) {
    CODE_CASE(1, 1)
    CODE_CASE(2, 1)
    CODE_CASE(3, 1)
    default: codes_4_1(t); return 4;
    }
}

INLINE void run_code_rows(CodeTile t, size_t rows, size_t panels) {
    while (rows > 0) {
        const size_t height = run_highest_codes(&t, rows, panels);
        t.codes += height * t.stride;
        t.steps += height;
        t.lows += height;
        t.output += height * t.output_stride;
        rows -= height;
    }
}

// Each row as codes from 0 to 255 between its least and its greatest value.
void NAMED(encode_rows)(
    size_t rows, size_t depth, const float *input, size_t stride, const float *gain, uint8_t *codes, float *steps,
    float *lows
) {
    const size_t width = (depth + KERNEL_GROUP - 1) / KERNEL_GROUP * KERNEL_GROUP;
    for (size_t r = 0; r < rows; r++, input += stride, codes += width) {
        Vector least = splat(__builtin_inff()), most = splat(-__builtin_inff());
        size_t k = 0;
        for (; k + WIDTH <= depth; k += WIDTH) {
            const Vector x = load(input + k) * load(gain + k);
            least = __builtin_elementwise_min(least, x);
            most = __builtin_elementwise_max(most, x);
        }
        float low = __builtin_reduce_min(least), high = __builtin_reduce_max(most);
        for (; k < depth; k++) {
            const float x = input[k] * gain[k];
            low = x < low ? x : low;
            high = x > high ? x : high;
        }
        const float range = high - low, inverse = range > 0 ? 255.0f / range : 0;
        steps[r] = range > 0 ? range / 255.0f : 0;
        lows[r] = depth > 0 ? low : 0;
        // adding 1.5 · 2^23 rounds to the nearest integer, which is then in the lowest bits
        for (k = 0; k + WIDTH <= depth; k += WIDTH) {
            const Vector x = load(input + k) * load(gain + k);
            const Vector code = (x - splat(low)) * splat(inverse) + splat(12582912.0f);
            const Bytes bytes = __builtin_convertvector(__builtin_bit_cast(Integers, code) & 255, Bytes);
            __builtin_memcpy(codes + k, &bytes, WIDTH);
        }
        for (; k < depth; k++) {
            const float x = input[k] * gain[k];
            codes[k] = (uint8_t)(__builtin_bit_cast(int, (x - low) * inverse + 12582912.0f) & 255);
        }
        for (; k < width; k++) codes[k] = 0;
    }
}

void NAMED(coded_product)(
    size_t rows, const KernelCodedWeights *weights, const float *input, size_t input_stride,
    KernelActivation activation, float *output, size_t output_stride
) {
    uint8_t codes[KERNEL_CODE_ROOM] __attribute__((aligned(64)));
    float steps[KERNEL_CODE_ROWS], lows[KERNEL_CODE_ROWS];
    const size_t depth = weights->depth, columns = weights->columns;
    const size_t groups = (depth + KERNEL_GROUP - 1) / KERNEL_GROUP, width = groups * KERNEL_GROUP;
    const size_t fitting = width > 0 ? KERNEL_CODE_ROOM / width : KERNEL_CODE_ROWS;
    const size_t block = fitting < KERNEL_CODE_ROWS ? fitting / 6 * 6 : KERNEL_CODE_ROWS;
    for (size_t row = 0; row < rows; row += block) {
        const size_t height = rows - row < block ? rows - row : block;
        NAMED(encode_rows)(
            height, depth, input + row * input_stride, input_stride, weights->gain, codes, steps, lows);
        for (size_t column = 0; column < columns;) {
            const size_t left = columns - column;
            const size_t panels = CODE_TILE_PANELS == 4 && left > 3 * KERNEL_PANEL ? 4 : 1;
            run_code_rows(
                (CodeTile){
                    .groups = groups, .codes = codes, .stride = width, .steps = steps, .lows = lows,
                    .panel = weights->panels + column * width, .panel_stride = groups * GROUP_BYTES,
                    .scales = weights->scales + column, .totals = weights->totals + column,
                    .bias = weights->bias + column, .activation = activation,
                    .output = output + row * output_stride + column, .output_stride = output_stride,
                    .columns = left,
                },
                height, panels);
            column += panels * KERNEL_PANEL;
        }
    }
}
