// Vectors of WIDTH floats and the elementary functions over them.
// Included once per instruction set, which sets WIDTH beforehand.

#include <stdint.h>
#include <string.h>

#define UNROLL _Pragma("clang loop unroll(full)")
#define INLINE static inline __attribute__((always_inline))

typedef float Vector __attribute__((ext_vector_type(WIDTH)));
typedef float HalfVector __attribute__((ext_vector_type(WIDTH / 2)));
#if WIDTH == 16
typedef float QuarterVector __attribute__((ext_vector_type(WIDTH / 4)));
#endif
typedef int Integers __attribute__((ext_vector_type(WIDTH)));
typedef uint8_t Bytes __attribute__((ext_vector_type(WIDTH)));
typedef float LooseVector __attribute__((ext_vector_type(WIDTH), aligned(4)));

INLINE Vector load(const float *from) { return *(const LooseVector *)from; }
INLINE void store(float *to, Vector value) { *(LooseVector *)to = value; }
INLINE Vector splat(float value) { return (Vector)value; }

INLINE Vector load_some(const float *from, size_t count) {
    float all[WIDTH] = {0};
    memcpy(all, from, count * sizeof(float));
    return load(all);
}

INLINE void store_some(float *to, Vector value, size_t count) {
    float all[WIDTH];
    store(all, value);
    memcpy(to, all, count * sizeof(float));
}

// Lanes are added in one fixed order, halves to halves.
INLINE float sum(Vector value) {
#if WIDTH == 16
    const HalfVector half = value.lo + value.hi;
    const QuarterVector four = half.lo + half.hi;
#elif WIDTH == 8
    const HalfVector four = value.lo + value.hi;
#else
    const Vector four = value;
#endif
    return (four.x + four.z) + (four.y + four.w);
}

// The first `count` lanes of a vector, the others of `rest`.
INLINE Vector first_lanes(Vector value, size_t count, Vector rest) {
    static const int numbers[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    Integers lanes;
    memcpy(&lanes, numbers, sizeof lanes);
    return lanes < (Integers)(int)count ? value : rest;
}

INLINE float greatest(Vector value) { return __builtin_reduce_max(value); }

// e^x = 2^n · e^r with |r| ≤ ln 2 / 2; ln 2 is subtracted in two parts, so that r stays exact. The polynomial is a
// minimax fit of degree 6.
INLINE Vector exponential(Vector x) {
    x = __builtin_elementwise_min(__builtin_elementwise_max(x, splat(-87.0f)), splat(88.0f));
    // adding and subtracting 1.5 · 2^23 rounds to the nearest integer
    const Vector shifted = x * splat(1.44269504f) + splat(12582912.0f);
    const Vector n = shifted - splat(12582912.0f);
    const Vector r = (x - n * splat(0.693359375f)) - n * splat(-2.12194440e-4f);
    Vector p = splat(0.00138146128f);
    p = p * r + splat(0.00836871006f);
    p = p * r + splat(0.0416683890f);
    p = p * r + splat(0.166665211f);
    p = p * r + splat(0.49999994f);
    p = p * r + splat(1.0f);
    p = p * r + splat(1.0f);
    const Integers power = (__builtin_convertvector(n, Integers) + 127) << 23;
    return p * __builtin_bit_cast(Vector, power);
}

// erf(x) = x · P(x²) / Q(x²), a minimax fit on |x| ≤ 3.92, beyond which erf rounds to ±1.
INLINE Vector error_function(Vector x) {
    x = __builtin_elementwise_min(__builtin_elementwise_max(x, splat(-3.92f)), splat(3.92f));
    const Vector t = x * x;
    Vector p = splat(2.0500977e-6f);
    p = p * t + splat(0.0002848818f);
    p = p * t + splat(0.003765568f);
    p = p * t + splat(0.05274857f);
    p = p * t + splat(0.19040531f);
    p = p * t + splat(1.1283791f);
    Vector q = splat(3.8091777e-5f);
    q = q * t + splat(0.0011625241f);
    q = q * t + splat(0.014969117f);
    q = q * t + splat(0.11410863f);
    q = q * t + splat(0.5020751f);
    q = q * t + splat(1.0f);
    const Vector ratio = x * p / q;
    return __builtin_elementwise_min(__builtin_elementwise_max(ratio, splat(-1.0f)), splat(1.0f));
}

INLINE Vector gelu(Vector x) {
    const Vector half = splat(0.5f) * x;
    return half + half * error_function(x * splat(0.707106781f));
}

// ½ · (1 + tanh u) = 1 / (1 + e^(−2u)) with u = √(2/π) · (x + 0.044715 · x³).
INLINE Vector gelu_tanh(Vector x) {
    const Vector twice = splat(1.59576912f) * (x + splat(0.044715f) * x * x * x);
    return x / (splat(1.0f) + exponential(-twice));
}

INLINE Vector rectified(Vector x) { return __builtin_elementwise_max(x, splat(0.0f)); }

INLINE Vector activated(KernelActivation activation, Vector value) {
    switch (activation) {
    case KERNEL_GELU: return gelu(value);
    case KERNEL_GELU_TANH: return gelu_tanh(value);
    case KERNEL_RELU: return rectified(value);
    default: return value;
    }
}
