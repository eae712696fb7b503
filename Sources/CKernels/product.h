// The product of a matrix with packed panels, bias and activation in its epilogue.
// Included after vector.h with TILE_ROWS and TILE_PANELS set to what the registers hold.

enum {
    PANEL_VECTORS = KERNEL_PANEL / WIDTH,
    TILE_VECTORS = TILE_PANELS * PANEL_VECTORS,
    // A panel's part of this depth stays in the first cache, ROW_BLOCK input rows of it, packed too, in the second.
    DEPTH_BLOCK = 384,
    ROW_BLOCK = 96,
};

typedef struct {
    size_t depth;           // of this block
    const float *input;     // packed: tiles of TILE_ROWS rows, each [depth × rows]
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

INLINE Vector activated(KernelActivation activation, Vector value) {
    switch (activation) {
    case KERNEL_GELU: return gelu(value);
    case KERNEL_GELU_TANH: return gelu_tanh(value);
    case KERNEL_RELU: return rectified(value);
    default: return value;
    }
}

#define UNROLL _Pragma("clang loop unroll(full)")

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
    for (int r = 0; r < rows; r++)
        for (int v = 0; v < vectors; v++) {
            float *value = t->output + (size_t)r * t->output_stride + v * WIDTH;
            store(value, activated(t->activation, load(value)));
        }
}

INLINE void run_tile(const Tile *t, const int rows, const int panels) {
    const int vectors = panels * PANEL_VECTORS;
    Vector sums[TILE_ROWS][TILE_VECTORS];
    start_tile(t, rows, vectors, sums);
    const float *input = t->input, *panel = t->panel;
    const size_t depth = t->depth, panel_stride = t->panel_stride;
#pragma clang loop unroll_count(4)
    for (size_t k = 0; k < depth; k++) {
        Vector weights[TILE_VECTORS];
        UNROLL for (int v = 0; v < vectors; v++)
            weights[v] = load(panel + (size_t)(v / PANEL_VECTORS) * panel_stride + k * KERNEL_PANEL
                              + (size_t)(v % PANEL_VECTORS) * WIDTH);
        UNROLL for (int r = 0; r < rows; r++) {
            const Vector value = splat(input[k * (size_t)rows + (size_t)r]);
            UNROLL for (int v = 0; v < vectors; v++) sums[r][v] += value * weights[v];
        }
    }
    finish_tile(t, rows, vectors, sums);
}

static __attribute__((noinline)) void run_full_tile(const Tile *t) { run_tile(t, TILE_ROWS, TILE_PANELS); }
static __attribute__((noinline)) void run_narrow_tile(const Tile *t) { run_tile(t, TILE_ROWS, 1); }

static __attribute__((noinline)) void run_low_tile(const Tile *t, size_t rows) {
    switch (rows) {
    case 1: run_tile(t, 1, 1); break;
#if TILE_ROWS > 2
    case 2: run_tile(t, 2, 1); break;
    case 3: run_tile(t, 3, 1); break;
    case 4: run_tile(t, 4, 1); break;
    case 5: run_tile(t, 5, 1); break;
#endif
    }
}

// Each tile fetches its share of the next panel, so that no tile waits for memory.
INLINE void prefetch_next(const Tile *t, size_t tile, size_t tiles) {
    const size_t floats = t->depth * KERNEL_PANEL, line = 16;
    for (size_t i = floats * tile / tiles; i < floats * (tile + 1) / tiles; i += line)
        __builtin_prefetch(t->next + i, 0, 2);
}

INLINE void run_rows(Tile t, size_t rows, size_t panels) {
    const size_t tiles = rows / TILE_ROWS;
    for (size_t tile = 0; tile < tiles; tile++) {
        if (t.next) prefetch_next(&t, tile, tiles);
        if (panels == TILE_PANELS) run_full_tile(&t);
        else run_narrow_tile(&t);
        t.input += TILE_ROWS * t.depth;
        t.output += TILE_ROWS * t.output_stride;
    }
    // the rows that are left go panel by panel
    rows -= tiles * TILE_ROWS;
    for (size_t p = 0; rows > 0 && p < panels; p++) {
        Tile low = t;
        low.panel += p * t.panel_stride;
        low.output += p * KERNEL_PANEL;
        if (low.bias) low.bias += p * KERNEL_PANEL;
        run_low_tile(&low, rows);
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

// Packs a block of the input, so that a tile reads it from end to end.
INLINE void pack_tile(const size_t rows, size_t depth, const float *input, size_t stride, float *packed) {
    for (size_t k = 0; k < depth; k++)
        UNROLL for (size_t r = 0; r < rows; r++) packed[k * rows + r] = input[r * stride + k];
}

static void pack_rows(size_t rows, size_t depth, const float *input, size_t stride, float *packed) {
    for (; rows >= TILE_ROWS; rows -= TILE_ROWS) {
        pack_tile(TILE_ROWS, depth, input, stride, packed);
        input += TILE_ROWS * stride;
        packed += TILE_ROWS * depth;
    }
    for (size_t k = 0; k < depth; k++)
        for (size_t r = 0; r < rows; r++) packed[k * rows + r] = input[r * stride + k];
}

void NAMED(product)(
    size_t rows, size_t depth, size_t columns, const float *input, size_t input_stride, const float *panels,
    const float *bias, KernelActivation activation, float *output, size_t output_stride
) {
    const size_t panel_count = (columns + KERNEL_PANEL - 1) / KERNEL_PANEL;
    float packed[ROW_BLOCK * DEPTH_BLOCK] __attribute__((aligned(64)));
    const size_t blocks = depth == 0 ? 1 : (depth + DEPTH_BLOCK - 1) / DEPTH_BLOCK;
    for (size_t row = 0; row < rows; row += ROW_BLOCK) {
        const size_t height = rows - row < ROW_BLOCK ? rows - row : ROW_BLOCK;
        for (size_t block = 0; block < blocks; block++) {
            const size_t from = depth * block / blocks, to = depth * (block + 1) / blocks;
            pack_rows(height, to - from, input + row * input_stride + from, input_stride, packed);
            for (size_t p = 0; p < panel_count;) {
                const size_t column = p * KERNEL_PANEL;
                const size_t wide = columns - column >= TILE_PANELS * KERNEL_PANEL ? TILE_PANELS : 1;
                const Tile tile = {
                    .depth = to - from, .input = packed,
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
