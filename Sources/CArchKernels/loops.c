#include <string.h>

#include "CArchKernels.h"
#include "vectors.h"

// Loops over rows of numbers, compiled for each instruction set; which of them run is decided once.
//
// `a * b + c` in one expression is one instruction if the machine has it, with and without optimisation, so that
// operations before a sum is stored round like operations in a separate loop.
#pragma clang fp contract(on)

/// e^x to about two units in the last place: 2^n times a polynomial of the rest. NaN is kept.
static inline __attribute__((always_inline)) float exponential(float x) {
  x = x < -104.0f ? -104.0f : x;
  x = x > 89.0f ? 89.0f : x;
  // Adding 1.5 * 2^23 rounds to an integer, which then is in the low bits.
  const float shifted = x * 1.44269504f + 12582912.0f;
  const float n = shifted - 12582912.0f;
  float r = x - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1;
  // Two factors, since 2^n alone may exceed the range of a float when the product does not.
  union { float f; int32_t i; } bits = {.f = shifted}, half, rest;
  const int32_t whole = bits.i - 0x4B400000;
  const int32_t first = whole / 2;
  half.i = (int32_t)((uint32_t)(first + 127) << 23);
  rest.i = (int32_t)((uint32_t)(whole - first + 127) << 23);
  return p * half.f * rest.f;
}

/// tanh(x): a polynomial near zero, where 1 - 2/(e^2x + 1) would cancel.
static inline __attribute__((always_inline)) float tangent(float x) {
  const float size = x < 0 ? -x : x;
  const float square = x * x;
  float p = -5.70498872745e-3f;
  p = p * square + 2.06390887954e-2f;
  p = p * square - 5.37397155531e-2f;
  p = p * square + 1.33314422036e-1f;
  p = p * square - 3.33332819422e-1f;
  const float near = x + x * square * p;
  const float far = 1 - 2 / (exponential(2 * size) + 1);
  return size < 0.625f ? near : x < 0 ? -far : far;
}

struct loops {
  void (*add)(int64_t count, const float *x, float *y);
  void (*divide)(int64_t count, const float *x, float *y);
  void (*sum)(int64_t count, const float *a, const float *b, float *y);
  void (*product)(int64_t count, const float *a, const float *b, float *y);
  void (*affine)(int64_t count, const float *x, float scale, float shift, float *y);
  void (*relu)(int64_t count, const float *x, float *y);
  void (*clip)(int64_t count, const float *x, float low, float high, float *y);
  void (*finish)(int64_t count, const float *x, const archk_finish *finish, float *y);
  void (*maximum)(int64_t count, const float *x, float *y);
  int64_t (*not_finite)(int64_t count, const float *x);
  uint64_t (*checksum)(int64_t count, int64_t first, const float *x);
  float (*total)(int64_t count, const float *x);
  float (*deviation)(int64_t count, const float *x, float mean);
  float (*dot)(int64_t count, const float *a, const float *b);
  void (*exponential)(int64_t count, const float *x, float offset, float *y);
  void (*sigmoid)(int64_t count, const float *x, float *y);
  void (*silu)(int64_t count, const float *x, float *y);
  void (*tanh)(int64_t count, const float *x, float *y);
  void (*uniform)(int64_t count, uint64_t seed, uint64_t first, float centre, float radius, float *y);
  void (*filter)(int64_t rows, int64_t columns, int64_t taps, const int64_t *offsets, int64_t row_step, const float *w,
    const float *x, float *y, float *sums, const archk_finish *finish);
  void (*pool)(int64_t rows, int64_t columns, int64_t taps, const int64_t *offsets, int64_t row_step, const float *x,
    float *y, int is_largest);
  void (*pack_rows)(int64_t depth, int64_t count, int64_t width, const float *x, int64_t stride, float *y);
  void (*spread_rows)(int64_t rows, int64_t count, int64_t stride, int64_t before, int64_t length, const float *x, float *y);
  void (*pack_pixels)(int64_t depth, const int64_t *sources, int64_t segments, const int64_t *offsets, const int64_t *lengths,
    int64_t stride, int64_t width, const float *x, float *y);
};

#if defined(__x86_64__)
#define SET avx512
#define MOST_LANES 16
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq")))
#include "loops.inc"
#undef SET
#undef TARGET
#endif

#if defined(__x86_64__)
#define SET avx2
#define MOST_LANES 8
#define TARGET __attribute__((target("avx2,fma")))
#include "loops.inc"
#undef SET
#undef TARGET
#endif

#define SET baseline
#define MOST_LANES 4
#define TARGET
#include "loops.inc"
#undef SET
#undef TARGET

/// The loops of this machine's best instruction set.
static const struct loops *best(void) {
#if defined(__x86_64__)
  static const struct loops *found;
  const struct loops *known = __atomic_load_n(&found, __ATOMIC_RELAXED);
  if (known) return known;
  __builtin_cpu_init();
  known = __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") ? &loops_avx512
          : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")        ? &loops_avx2
                                                                                   : &loops_baseline;
  __atomic_store_n(&found, known, __ATOMIC_RELAXED);
  return known;
#else
  return &loops_baseline;
#endif
}

void archk_add(int64_t count, const float *x, float *y) { best()->add(count, x, y); }
void archk_divide(int64_t count, const float *x, float *y) { best()->divide(count, x, y); }
void archk_sum(int64_t count, const float *a, const float *b, float *y) { best()->sum(count, a, b, y); }
void archk_product(int64_t count, const float *a, const float *b, float *y) { best()->product(count, a, b, y); }
void archk_affine(int64_t count, const float *x, float scale, float shift, float *y) { best()->affine(count, x, scale, shift, y); }
void archk_relu(int64_t count, const float *x, float *y) { best()->relu(count, x, y); }
void archk_clip(int64_t count, const float *x, float low, float high, float *y) { best()->clip(count, x, low, high, y); }
void archk_finish_row(int64_t count, const float *x, const archk_finish *finish, float *y) { best()->finish(count, x, finish, y); }
void archk_maximum(int64_t count, const float *x, float *y) { best()->maximum(count, x, y); }
int64_t archk_not_finite(int64_t count, const float *x) { return best()->not_finite(count, x); }
uint64_t archk_checksum(int64_t count, int64_t first, const float *x) { return best()->checksum(count, first, x); }
float archk_total(int64_t count, const float *x) { return best()->total(count, x); }
float archk_deviation(int64_t count, const float *x, float mean) { return best()->deviation(count, x, mean); }
float archk_dot(int64_t count, const float *a, const float *b) { return best()->dot(count, a, b); }
void archk_exponential(int64_t count, const float *x, float offset, float *y) { best()->exponential(count, x, offset, y); }
void archk_sigmoid(int64_t count, const float *x, float *y) { best()->sigmoid(count, x, y); }
void archk_silu(int64_t count, const float *x, float *y) { best()->silu(count, x, y); }
void archk_tanh(int64_t count, const float *x, float *y) { best()->tanh(count, x, y); }
void archk_uniform(int64_t count, uint64_t seed, uint64_t first, float centre, float radius, float *y) { best()->uniform(count, seed, first, centre, radius, y); }
void archk_filter(
    int64_t rows, int64_t columns, int64_t taps, const int64_t *offsets, int64_t row_step, const float *w,
    const float *x, float *y, float *sums, const archk_finish *finish) {
  best()->filter(rows, columns, taps, offsets, row_step, w, x, y, sums, finish);
}
void archk_pool(
    int64_t rows, int64_t columns, int64_t taps, const int64_t *offsets, int64_t row_step, const float *x, float *y,
    int is_largest) {
  best()->pool(rows, columns, taps, offsets, row_step, x, y, is_largest);
}
void archk_pack_rows(int64_t depth, int64_t count, int64_t width, const float *x, int64_t stride, float *y) { best()->pack_rows(depth, count, width, x, stride, y); }
void archk_spread_rows(
    int64_t rows, int64_t count, int64_t stride, int64_t before, int64_t length, const float *x, float *y) {
  best()->spread_rows(rows, count, stride, before, length, x, y);
}
void archk_pack_pixels(int64_t depth, const int64_t *sources, int64_t segments, const int64_t *offsets, const int64_t *lengths,
    int64_t stride, int64_t width, const float *x, float *y) {
  best()->pack_pixels(depth, sources, segments, offsets, lengths, stride, width, x, y);
}
