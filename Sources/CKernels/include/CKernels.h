#ifndef LOUPE_CKERNELS_H
#define LOUPE_CKERNELS_H
#endif
