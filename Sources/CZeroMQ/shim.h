#ifndef LOUPE_CZEROMQ_SHIM_H
#define LOUPE_CZEROMQ_SHIM_H
#include <zmq.h>
#endif
