// The product of a matrix with packed panels, bias and activation in its epilogue.
// Included after vector.h with TILE_ROWS and TILE_PANELS set to what the registers hold.

enum {
    PANEL_VECTORS = KERNEL_PANEL / WIDTH,
    TILE_VECTORS = TILE_PANELS * PANEL_VECTORS,
    // A panel's part of this depth, and this many input rows of it, stay in the second cache.
    DEPTH_BLOCK = 384,
    ROW_BLOCK = 96,
};

typedef struct {
    size_t depth;           // of this block
    const float *input;     // its first row and depth
    size_t input_stride;
    const float *panel;     // its first depth
    size_t panel_stride;    // between neighbouring panels
    const float *bias;      // NULL: none
    int first, last;        // whether this is the first, the last block of the depth
    KernelActivation activation;
    float *output;
    size_t output_stride;
    const float *next;      // the panels to come; NULL: none
    size_t columns;         // from here to the last
} Tile;

INLINE void start_tile(const Tile *t, const int rows, const int vectors, Vector sums[][TILE_VECTORS]) {
    UNROLL for (int v = 0; v < vectors; v++) {
        const Vector start = t->first && t->bias ? load(t->bias + v * WIDTH) : splat(0);
        UNROLL for (int r = 0; r < rows; r++)
            sums[r][v] = t->first ? start : load(t->output + (size_t)r * t->output_stride + v * WIDTH);
    }
}

INLINE void finish_tile(const Tile *t, const int rows, const int vectors, Vector sums[][TILE_VECTORS]) {
    UNROLL for (int r = 0; r < rows; r++)
        UNROLL for (int v = 0; v < vectors; v++)
            store(t->output + (size_t)r * t->output_stride + v * WIDTH, sums[r][v]);
    if (!t->last || t->activation == KERNEL_IDENTITY) return;
    for (int r = 0; r < rows; r++) {
        float *row = t->output + (size_t)r * t->output_stride;
        UNROLL for (int v = 0; v < vectors; v++)
            store(row + v * WIDTH, activated(t->activation, load(row + v * WIDTH)));
    }
}

INLINE void run_tile(const Tile *t, const int rows, const int panels) {
    const int vectors = panels * PANEL_VECTORS;
    Vector sums[12][TILE_VECTORS];
    start_tile(t, rows, vectors, sums);
    const float *input = t->input, *panel = t->panel;
    const size_t depth = t->depth, panel_stride = t->panel_stride, input_stride = t->input_stride;
#pragma clang loop unroll_count(4)
    for (size_t k = 0; k < depth; k++) {
        Vector weights[TILE_VECTORS];
        UNROLL for (int v = 0; v < vectors; v++)
            weights[v] = load(panel + (size_t)(v / PANEL_VECTORS) * panel_stride + k * KERNEL_PANEL
                              + (size_t)(v % PANEL_VECTORS) * WIDTH);
        UNROLL for (int r = 0; r < rows; r++) {
            const Vector value = splat(input[(size_t)r * input_stride + k]);
            UNROLL for (int v = 0; v < vectors; v++) sums[r][v] += value * weights[v];
        }
    }
    finish_tile(t, rows, vectors, sums);
}

// A tile of fewer panels is higher, so that it too has enough sums in the works.
#define TILE(rows, panels) \
    static __attribute__((noinline)) void tile_##rows##_##panels(const Tile *t) { run_tile(t, rows, panels); }
#define LOW_TILES(panels) TILE(1, panels) TILE(2, panels) TILE(3, panels) TILE(4, panels) TILE(5, panels)
#define LOW_CASES(panels)                       \
    case 1: tile_1_##panels(t); return 1;       \
    case 2: tile_2_##panels(t); return 2;       \
    case 3: tile_3_##panels(t); return 3;       \
    case 4: tile_4_##panels(t); return 4;       \
    case 5: tile_5_##panels(t); return 5;

#if TILE_ROWS == 2
TILE(1, 1) TILE(2, 1)
#else
LOW_TILES(1)
TILE(6, 1)
#endif
#if TILE_PANELS == 4
LOW_TILES(2)
TILE(6, 2)
TILE(12, 2)
LOW_TILES(4)
TILE(6, 4)
#endif

// Runs the highest tile that `rows` rows fill; gives its height.
INLINE size_t run_highest_tile(const Tile *t, size_t rows, size_t panels) {
#if TILE_PANELS == 4
    if (panels == 4) {
        switch (rows) {
        LOW_CASES(4)
        default: tile_6_4(t); return 6;
        }
    }
    if (panels == 2) {
        if (rows >= 12) return tile_12_2(t), 12;
        switch (rows) {
        LOW_CASES(2)
        default: tile_6_2(t); return 6;
        }
    }
#endif
    (void)panels;
#if TILE_ROWS == 2
    if (rows == 1) return tile_1_1(t), 1;
    return tile_2_1(t), 2;
#else
    switch (rows) {
    LOW_CASES(1)
    default: tile_6_1(t); return 6;
    }
#endif
}

// Each tile fetches its share of the next panel, so that no tile waits for memory.
INLINE void prefetch_next(const Tile *t, size_t row, size_t rows) {
    const size_t floats = t->depth * KERNEL_PANEL, line = 16, height = 6;
    const size_t to = row + height < rows ? row + height : rows;
    for (size_t i = floats * row / rows; i < floats * to / rows; i += line)
        __builtin_prefetch(t->next + i, 0, 2);
}

INLINE void run_rows(Tile t, size_t rows, size_t panels) {
    for (size_t row = 0; row < rows;) {
        if (t.next) prefetch_next(&t, row, rows);
        const size_t height = run_highest_tile(&t, rows - row, panels);
        t.input += height * t.input_stride;
        t.output += height * t.output_stride;
        row += height;
    }
}

// A panel that reaches beyond the last column works in a place of its own.
static void run_edge(Tile t, size_t rows) {
    float output[ROW_BLOCK * KERNEL_PANEL], bias[KERNEL_PANEL] = {0};
    const Tile whole = t;
    if (t.bias) memcpy(bias, t.bias, t.columns * sizeof(float));
    t.bias = bias;
    t.output = output;
    t.output_stride = KERNEL_PANEL;
    if (!t.first)
        for (size_t r = 0; r < rows; r++)
            memcpy(output + r * KERNEL_PANEL, whole.output + r * whole.output_stride, t.columns * sizeof(float));
    run_rows(t, rows, 1);
    for (size_t r = 0; r < rows; r++)
        memcpy(whole.output + r * whole.output_stride, output + r * KERNEL_PANEL, t.columns * sizeof(float));
}

INLINE size_t tile_panels(size_t columns) {
    if (TILE_PANELS == 4 && columns >= 4 * KERNEL_PANEL) return 4;
    return TILE_PANELS == 4 && columns >= 2 * KERNEL_PANEL ? 2 : 1;
}

void NAMED(product)(
    size_t rows, size_t depth, size_t columns, const float *input, size_t input_stride, const float *panels,
    const float *bias, KernelActivation activation, float *output, size_t output_stride
) {
    const size_t panel_count = (columns + KERNEL_PANEL - 1) / KERNEL_PANEL;
    const size_t blocks = depth == 0 ? 1 : (depth + DEPTH_BLOCK - 1) / DEPTH_BLOCK;
    for (size_t row = 0; row < rows; row += ROW_BLOCK) {
        const size_t height = rows - row < ROW_BLOCK ? rows - row : ROW_BLOCK;
        for (size_t block = 0; block < blocks; block++) {
            const size_t from = depth * block / blocks, to = depth * (block + 1) / blocks;
            for (size_t p = 0; p < panel_count;) {
                const size_t column = p * KERNEL_PANEL, wide = tile_panels(columns - column);
                const Tile tile = {
                    .depth = to - from, .input = input + row * input_stride + from, .input_stride = input_stride,
                    .panel = panels + (p * depth + from) * KERNEL_PANEL, .panel_stride = depth * KERNEL_PANEL,
                    .bias = bias ? bias + column : NULL, .first = block == 0, .last = block + 1 == blocks,
                    .activation = activation, .output = output + row * output_stride + column,
                    .output_stride = output_stride, .columns = columns - column,
                    .next = p + wide < panel_count ? panels + ((p + wide) * depth + from) * KERNEL_PANEL : NULL,
                };
                if (tile.columns < wide * KERNEL_PANEL) run_edge(tile, height);
                else run_rows(tile, height, wide);
                p += wide;
            }
        }
    }
}
