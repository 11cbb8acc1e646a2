#include "CArchKernels.h"

// The tiles for each instruction set, and which of them this machine has. Contracting a multiplication and an addition
// into one instruction is what the tiles are for.
#pragma clang fp contract(fast)

#define NAMES_4(set, v) tile_##set##_1x##v, tile_##set##_2x##v, tile_##set##_3x##v, tile_##set##_4x##v
#define NAMES_6(set, v) NAMES_4(set, v), tile_##set##_5x##v, tile_##set##_6x##v
#define NAMES_8(set, v) NAMES_6(set, v), tile_##set##_7x##v, tile_##set##_8x##v
#define NAMES_14(set, v) \
  NAMES_8(set, v), tile_##set##_9x##v, tile_##set##_10x##v, tile_##set##_11x##v, tile_##set##_12x##v, \
      tile_##set##_13x##v, tile_##set##_14x##v

#if defined(__x86_64__)
typedef float vector_avx512 __attribute__((vector_size(64)));
typedef float unaligned_avx512 __attribute__((vector_size(64), aligned(4), may_alias));
#define SET avx512
#define LANES 16
#define VECTOR vector_avx512
#define UNALIGNED unaligned_avx512
#define MOST_ROWS 14
#define TARGET __attribute__((target("avx512f")))
#define VECTORS 2
#include "tile-rows.inc"
#undef VECTORS
#define VECTORS 1
#include "tile-rows.inc"
#undef VECTORS
#undef SET
#undef LANES
#undef VECTOR
#undef UNALIGNED
#undef MOST_ROWS
#undef TARGET
static const archk_tiles tiles_avx512 = {
    "AVX-512", 14, 32, 16, {NAMES_14(avx512, 2)}, {NAMES_14(avx512, 1)}};
#endif

#if defined(__x86_64__)
typedef float vector_avx2 __attribute__((vector_size(32)));
typedef float unaligned_avx2 __attribute__((vector_size(32), aligned(4), may_alias));
#define SET avx2
#define LANES 8
#define VECTOR vector_avx2
#define UNALIGNED unaligned_avx2
#define MOST_ROWS 6
#define TARGET __attribute__((target("avx2,fma")))
#define VECTORS 2
#include "tile-rows.inc"
#undef VECTORS
#define VECTORS 1
#include "tile-rows.inc"
#undef VECTORS
#undef SET
#undef LANES
#undef VECTOR
#undef UNALIGNED
#undef MOST_ROWS
#undef TARGET
static const archk_tiles tiles_avx2 = {
    "AVX2", 6, 16, 8, {NAMES_6(avx2, 2)}, {NAMES_6(avx2, 1)}};
#endif

#if !defined(__aarch64__)
typedef float vector_baseline __attribute__((vector_size(16)));
typedef float unaligned_baseline __attribute__((vector_size(16), aligned(4), may_alias));
#define SET baseline
#define LANES 4
#define VECTOR vector_baseline
#define UNALIGNED unaligned_baseline
#define MOST_ROWS 4
#define TARGET
#define VECTORS 2
#include "tile-rows.inc"
#undef VECTORS
#define VECTORS 1
#include "tile-rows.inc"
#undef VECTORS
#undef SET
#undef LANES
#undef VECTOR
#undef UNALIGNED
#undef MOST_ROWS
#undef TARGET
static const archk_tiles tiles_baseline = {
    "baseline", 4, 8, 4, {NAMES_4(baseline, 2)}, {NAMES_4(baseline, 1)}};
#endif

#if defined(__aarch64__)
typedef float vector_neon __attribute__((vector_size(16)));
typedef float unaligned_neon __attribute__((vector_size(16), aligned(4), may_alias));
#define SET neon
#define LANES 4
#define VECTOR vector_neon
#define UNALIGNED unaligned_neon
#define MOST_ROWS 8
#define TARGET
#define VECTORS 3
#include "tile-rows.inc"
#undef VECTORS
#define VECTORS 1
#include "tile-rows.inc"
#undef VECTORS
#undef SET
#undef LANES
#undef VECTOR
#undef UNALIGNED
#undef MOST_ROWS
#undef TARGET
static const archk_tiles tiles_neon = {
    "NEON", 8, 12, 4, {NAMES_8(neon, 3)}, {NAMES_8(neon, 1)}};
#endif

int archk_level_count(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f")) return 3;
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
