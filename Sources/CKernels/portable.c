// Four lanes: SSE2 on x86-64, NEON on arm64, plain code elsewhere.
#include "levels.h"

#define WIDTH 4
#define TILE_PANELS 1
#if defined(__aarch64__)
#define TILE_ROWS 6
#else
#define TILE_ROWS 2
#endif
#define NAMED(name) name##_portable

#include "vector.h"
#include "product.h"
#include "rows.h"
