/* The pass that the library's fused kernel makes, in plain C, written for gcc to vectorise: cross-entropy of a classifier
 * whose classes are mixtures of axis-aligned Gaussians, and the sums over samples that its gradient needs.
 *
 * N samples, D features, C classes, M components of all classes, those of class 0 first. x is [D, stride], a feature a row.
 * A component's height is log(pi) + log N(mu | mu, sigma^2); inverse is 1 / sigma.
 *
 * sums is [M, 1 + 2D]: for each component sum(w), then for each axis sum(w (x - mu)) and sum(w (x - mu)^2), where w is the
 * derivative of the loss (the mean over samples) by the log of the component's term. Returns the loss. */

#include <math.h>
#include <string.h>

enum { UNROLLED = 4 }; /* axes */
enum { TILE = 256 };   /* samples whose terms stay in the nearest caches, 22 components of them in 22 KB */

/* e^x for x <= 0, to about 2e-7: x = (n ln 2) + r, a polynomial in r, and n put into the exponent's bits. */
static inline float exp_of_nonpositive(float x)
{
    x = x < -87.0f ? -87.0f : x;
    int n = (int)(x * 1.44269504f - 0.5f);
    float r = x - (float)n * 0.693359375f;
    r = r + (float)n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    union { int bits; float value; } power = { (n + 127) << 23 };
    return p * power.value;
}

/* Inlined once for each D that is known when it is compiled, so that the loops over d unroll. */
static inline __attribute__((always_inline)) double tiles(
    const int features, const float *restrict x, const int *restrict labels, int n, int stride, int classes,
    const int *restrict counts, const float *restrict mu, const float *restrict inverse, const float *restrict height,
    float *restrict scratch, double *restrict sums)
{
    int components = 0;
    for (int c = 0; c < classes; c++)
        components += counts[c];

    float *restrict terms = scratch;                       /* [M, TILE] */
    float *restrict maximum = terms + components * TILE;   /* [C, TILE] */
    float *restrict total = maximum + classes * TILE;      /* [C, TILE] */
    float *restrict top = total + classes * TILE;          /* [TILE] */
    float *restrict sum = top + TILE;                      /* [TILE] */
    float *restrict own_total = sum + TILE;                /* [TILE], of the sample's own class */
    float *restrict behind = own_total + TILE;             /* [TILE], by how much that class's maximum is below the top */
    const float per_sample = 1.0f / (float)n;
    double loss = 0;
    memset(sums, 0, sizeof(double) * components * (1 + 2 * features));

    for (int start = 0; start < n; start += TILE) {
        const int size = n - start < TILE ? n - start : TILE;
        const float *restrict tile = x + start;

        /* Each class: its components' terms, with the class's maximum taken out, and their total. */
        int k = 0;
        for (int c = 0; c < classes; c++) {
            float *restrict most = maximum + c * TILE;
            float *restrict all = total + c * TILE;
            const int first = k, end = k + counts[c];
            for (k = first; k < end; k++) {
                float *restrict term = terms + k * TILE;
                for (int i = 0; i < size; i++) {
                    float squared = 0;
                    for (int d = 0; d < features; d++) {
                        float z = (tile[d * stride + i] - mu[k * features + d]) * inverse[k * features + d];
                        squared += z * z;
                    }
                    term[i] = height[k] - 0.5f * squared;
                }
                if (k == first)
                    memcpy(most, term, sizeof(float) * size);
                else
                    for (int i = 0; i < size; i++)
                        most[i] = term[i] > most[i] ? term[i] : most[i];
            }
            memset(all, 0, sizeof(float) * size);
            for (k = first; k < end; k++) {
                float *restrict term = terms + k * TILE;
                for (int i = 0; i < size; i++) {
                    term[i] = exp_of_nonpositive(term[i] - most[i]);
                    all[i] += term[i];
                }
            }
        }

        /* Softmax over classes: a class's share is total * e^(maximum - top) / sum, so no logarithm a class is needed. */
        memcpy(top, maximum, sizeof(float) * size);
        for (int c = 1; c < classes; c++)
            for (int i = 0; i < size; i++)
                top[i] = maximum[c * TILE + i] > top[i] ? maximum[c * TILE + i] : top[i];
        memset(sum, 0, sizeof(float) * size);
        for (int i = 0; i < size; i++) {
            const int own = labels[start + i] * TILE + i;
            own_total[i] = total[own];
            behind[i] = top[i] - maximum[own];
        }
        for (int c = 0; c < classes; c++)
            for (int i = 0; i < size; i++) {
                maximum[c * TILE + i] = exp_of_nonpositive(maximum[c * TILE + i] - top[i]);
                sum[i] += total[c * TILE + i] * maximum[c * TILE + i];
            }
        float tile_loss = 0;
        for (int i = 0; i < size; i++) {
            tile_loss += logf(sum[i] / own_total[i]) + behind[i];
            sum[i] = per_sample / sum[i];
        }
        loss += tile_loss;

        /* Each class: what its terms are multiplied by to be weights; then its components' sums. */
        k = 0;
        for (int c = 0; c < classes; c++) {
            float *restrict factor = maximum + c * TILE;
            const float *restrict all = total + c * TILE;
            for (int i = 0; i < size; i++)
                factor[i] = factor[i] * sum[i] - (labels[start + i] == c ? per_sample / all[i] : 0.0f);
            for (const int end = k + counts[c]; k < end; k++) {
                float *restrict term = terms + k * TILE;
                double *restrict out = sums + k * (1 + 2 * features);
                float weight = 0;
                for (int i = 0; i < size; i++) {
                    term[i] *= factor[i];
                    weight += term[i];
                }
                out[0] += weight;
                if (features <= UNROLLED) { /* all axes in one loop, so that more sums are under way at a time */
                    float one[UNROLLED] = { 0 }, two[UNROLLED] = { 0 };
                    for (int i = 0; i < size; i++)
                        for (int d = 0; d < features; d++) {
                            float difference = tile[d * stride + i] - mu[k * features + d];
                            float weighted = term[i] * difference;
                            one[d] += weighted;
                            two[d] += weighted * difference;
                        }
                    for (int d = 0; d < features; d++) {
                        out[1 + 2 * d] += one[d];
                        out[2 + 2 * d] += two[d];
                    }
                } else {
                    for (int d = 0; d < features; d++) {
                        float one = 0, two = 0;
                        for (int i = 0; i < size; i++) {
                            float difference = tile[d * stride + i] - mu[k * features + d];
                            float weighted = term[i] * difference;
                            one += weighted;
                            two += weighted * difference;
                        }
                        out[1 + 2 * d] += one;
                        out[2 + 2 * d] += two;
                    }
                }
            }
        }
    }
    return loss / n;
}

/* How many floats of scratch memory gmm_step needs. */
int gmm_scratch(int classes, int components)
{
    return (components + 2 * classes + 4) * TILE;
}

double gmm_step(
    const float *x, const int *labels, int n, int stride, int features, int classes, const int *counts, const float *mu,
    const float *inverse, const float *height, float *scratch, double *sums)
{
#define WITH(D) tiles(D, x, labels, n, stride, classes, counts, mu, inverse, height, scratch, sums)
    switch (features) {
    case 1: return WITH(1);
    case 2: return WITH(2);
    case 3: return WITH(3);
    case 4: return WITH(4);
    default: return WITH(features);
    }
#undef WITH
}
