#ifndef LOUPE_CZLIB_H
#define LOUPE_CZLIB_H
#include <zlib.h>
#endif
