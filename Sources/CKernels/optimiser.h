// Steps of optimisers, element by element. Included after wide.h.

double NAMED(sum_of_squares)(size_t count, const float *values) {
    Wide total = {0};
    size_t i = 0;
    for (; i + WIDE_LANES <= count; i += WIDE_LANES) {
        const Wide value = widen(values + i);
        total += value * value;
    }
    double lanes[WIDE_LANES], result = 0;
    store_wide(lanes, total);
    for (int lane = 0; lane < WIDE_LANES; lane++) result += lanes[lane];
    for (; i < count; i++) result += (double)values[i] * values[i];
    return result;
}

// The rest of a block is filled up with zeros, for which a step is 0 / (0 + epsilon).
void NAMED(adamw)(
    size_t count, const KernelAdamW *step, const float *gradient, float *value, float *first, float *second
) {
    for (size_t i = 0; i < count; i += WIDTH) {
        const size_t some = count - i < WIDTH ? count - i : WIDTH;
        const int whole = some == WIDTH;
        const Vector g = (whole ? load(gradient + i) : load_some(gradient + i, some)) * splat(step->scale);
        Vector m = whole ? load(first + i) : load_some(first + i, some);
        Vector v = whole ? load(second + i) : load_some(second + i, some);
        const Vector w = whole ? load(value + i) : load_some(value + i, some);
        m += (g - m) * splat(step->first_share);
        v = v * splat(1.0f - step->second_share) + g * g * splat(step->second_share);
        const Vector root = __builtin_elementwise_sqrt(v) / splat(step->correction) + splat(step->epsilon);
        const Vector moved = w * splat(step->keep) - splat(step->rate) * (m / root);
        if (whole) {
            store(first + i, m);
            store(second + i, v);
            store(value + i, moved);
        } else {
            store_some(first + i, m, some);
            store_some(second + i, v, some);
            store_some(value + i, moved, some);
        }
    }
}

void NAMED(momentum)(
    size_t count, float scale, float decay, float momentum, float rate, const float *gradient, float *value,
    float *velocity
) {
    size_t i = 0;
    for (; i + WIDTH <= count; i += WIDTH) {
        const Vector w = load(value + i);
        const Vector g = load(gradient + i) * splat(scale) + splat(decay) * w;
        const Vector speed = splat(momentum) * load(velocity + i) + g;
        store(velocity + i, speed);
        store(value + i, w - splat(rate) * speed);
    }
    for (; i < count; i++) {
        velocity[i] = momentum * velocity[i] + (gradient[i] * scale + decay * value[i]);
        value[i] -= rate * velocity[i];
    }
}
