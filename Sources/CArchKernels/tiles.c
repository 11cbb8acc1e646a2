#include "CArchKernels.h"
#include "vectors.h"

// The tiles for each instruction set, and which of them this machine can run.
//
// `a * b + c` in one expression is one instruction if the machine has it, with and without optimisation, so that
// operations before a sum is stored round like operations in a separate loop.
#pragma clang fp contract(on)

typedef float quad __attribute__((vector_size(16), may_alias));
typedef float unaligned_quad __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t quad_integers __attribute__((vector_size(16)));

#define NAMES_4(kind, set, v) kind##_##set##_1x##v, kind##_##set##_2x##v, kind##_##set##_3x##v, kind##_##set##_4x##v
#define NAMES_6(kind, set, v) NAMES_4(kind, set, v), kind##_##set##_5x##v, kind##_##set##_6x##v
#define NAMES_8(kind, set, v) NAMES_6(kind, set, v), kind##_##set##_7x##v, kind##_##set##_8x##v
#define NAMES_14(kind, set, v) \
  NAMES_8(kind, set, v), kind##_##set##_9x##v, kind##_##set##_10x##v, kind##_##set##_11x##v, kind##_##set##_12x##v, \
      kind##_##set##_13x##v, kind##_##set##_14x##v
#define TILES(set, names, wide) {names(tile, set, wide)}, {names(tile, set, 1)}, {names(place, set, wide)}, {names(place, set, 1)}, \
      wide, {names(dots, set, wide)}, {names(dots, set, 1)}

#if defined(__x86_64__)
typedef float vector_avx512 __attribute__((vector_size(64)));
typedef float unaligned_avx512 __attribute__((vector_size(64), aligned(4), may_alias));
typedef int32_t integers_avx512 __attribute__((vector_size(64)));
#define SET avx512
#define LANES 16
#define VECTOR vector_avx512
#define UNALIGNED unaligned_avx512
#define INTEGERS integers_avx512
#define MOST_ROWS 14
#define WIDE 2
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq")))
#include "tile-rows.inc"
static const archk_tiles tiles_avx512 = {"AVX-512", 14, 32, 16, TILES(avx512, NAMES_14, 2)};
#endif

#if defined(__x86_64__)
typedef float vector_avx2 __attribute__((vector_size(32)));
typedef float unaligned_avx2 __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t integers_avx2 __attribute__((vector_size(32)));
#define SET avx2
#define LANES 8
#define VECTOR vector_avx2
#define UNALIGNED unaligned_avx2
#define INTEGERS integers_avx2
#define MOST_ROWS 6
#define WIDE 2
#define TARGET __attribute__((target("avx2,fma")))
#include "tile-rows.inc"
static const archk_tiles tiles_avx2 = {"AVX2", 6, 16, 8, TILES(avx2, NAMES_6, 2)};
#endif

#if !defined(__aarch64__)
typedef float vector_baseline __attribute__((vector_size(16)));
typedef float unaligned_baseline __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t integers_baseline __attribute__((vector_size(16)));
#define SET baseline
#define LANES 4
#define VECTOR vector_baseline
#define UNALIGNED unaligned_baseline
#define INTEGERS integers_baseline
#define MOST_ROWS 4
#define WIDE 2
#define TARGET
#include "tile-rows.inc"
static const archk_tiles tiles_baseline = {"baseline", 4, 8, 4, TILES(baseline, NAMES_4, 2)};
#endif

#if defined(__aarch64__)
typedef float vector_neon __attribute__((vector_size(16)));
typedef float unaligned_neon __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t integers_neon __attribute__((vector_size(16)));
#define SET neon
#define LANES 4
#define VECTOR vector_neon
#define UNALIGNED unaligned_neon
#define INTEGERS integers_neon
#define MOST_ROWS 8
#define WIDE 3
#define TARGET
#include "tile-rows.inc"
static const archk_tiles tiles_neon = {"NEON", 8, 12, 4, TILES(neon, NAMES_8, 3)};
#endif

int archk_level_count(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) return 3;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 2;
#endif
  return 1;
}

const archk_tiles *archk_level(int index) {
#if defined(__aarch64__)
  return &tiles_neon;
#elif defined(__x86_64__)
  switch (index + 3 - archk_level_count()) {
  case 0: return &tiles_avx512;
  case 1: return &tiles_avx2;
  default: return &tiles_baseline;
  }
#else
  return &tiles_baseline;
#endif
}
