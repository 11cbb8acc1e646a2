#ifndef CARCHKERNELS_H
#define CARCHKERNELS_H

#include <stdint.h>

/// The operations on a sum before it is stored: `y = min(max((sum + bias) * scale + shift + addend, low), high)`,
/// rounded as if each part were stored in between; NaN is kept.
typedef struct {
  /// Added for each channel, or null for nothing.
  const float *bias;
  /// A factor, and a number added to the product, for each channel; both or none.
  const float *scale, *shift;
  /// Added to each element, laid out like the output, or null for nothing.
  const float *addend;
  /// The distance between the rows of `addend`.
  int64_t stride;
  /// The bounds of the result.
  float low, high;
} archk_finish;

/// Multiplies a packed panel of rows by columns side by side: `c[r][j] (+)= sum over i of a[i][r] * b[i][j]`.
///
/// `a` holds `depth` groups of as many numbers as the tile has rows; `b` has `b_stride` numbers from one number of the
/// depth to the next, `c` `stride` from one row to the next. With `adds` the sums are added to what `c` holds. Channels
/// of `finish`, which may be null, are rows.
typedef void (*archk_tile)(
    int64_t depth, const float *a, const float *b, int64_t b_stride, float *c, int64_t stride, int adds,
    const archk_finish *finish);

/// Multiplies rows read in place by a packed panel of columns, and transposes the product:
/// `c[j][r] = sum over i of a[offsets[i] + r * step] * b[i][j]`.
///
/// `b` holds `depth` groups of as many numbers as the tile has columns, of which `used` count; `c` has `stride` numbers
/// from one column to the next. Channels of `finish`, which may be null, are columns: it has as many factors as the
/// tile has columns.
typedef void (*archk_place)(
    int64_t depth, const float *a, const int64_t *offsets, int64_t step, const float *b, float *c, int64_t stride,
    int64_t used, const archk_finish *finish);

/// Multiplies rows by columns, both read in place with their numbers side by side:
/// `c[r][j] (+)= sum over i of a[r * a_stride + i] * b[j * b_stride + i]`.
typedef void (*archk_dots)(
    int64_t depth, const float *a, int64_t a_stride, const float *b, int64_t b_stride, float *c, int64_t stride,
    int adds);

/// The tiles of one instruction set.
typedef struct {
  /// The name of the instruction set.
  const char *name;
  /// The most rows a tile has; each list has a tile for every number of rows up to it.
  int64_t rows;
  /// The columns of a wide tile.
  int64_t wide_columns;
  /// The columns of a narrow tile.
  int64_t narrow_columns;
  /// Tiles of packed rows, by rows minus one.
  archk_tile wide[16], narrow[16];
  /// Tiles of rows in place, by rows minus one.
  archk_place wide_place[16], narrow_place[16];
  /// How many columns `dots` multiplies at a time; `single_dots` takes one.
  int64_t dots_columns;
  /// Products of rows and columns in place, by rows minus one.
  archk_dots dots[16], single_dots[16];
} archk_tiles;

/// How many processors this process may use.
int archk_processors(void);

/// The bytes of memory available without swapping and within the limits of this process and of its control groups, or
/// those of the machine; 0 if neither is known.
///
/// The system's files are looked for below `root`, for tests; if it is empty, limits of the process count too.
int64_t archk_free_memory(const char *root);

/// Room for so many bytes, aligned for vectors and large pages, or null if there is none.
void *archk_allocate(int64_t bytes);

/// The bytes that ``archk_allocate`` gave, or a little more.
int64_t archk_size(const void *memory);

/// Notes that this thread uses this many bytes more, or less.
void archk_tally(int64_t bytes);

/// The most bytes that this thread has used at once since the last call.
int64_t archk_peak(void);

/// Frees what ``archk_allocate`` gave.
void archk_free(void *memory);

/// How many instruction sets this machine can run, the best first.
int archk_level_count(void);

/// The tiles of one of these instruction sets.
const archk_tiles *archk_level(int index);

/// `y[i] += x[i]`.
void archk_add(int64_t count, const float *x, float *y);
/// `y[i] /= x[i]`.
void archk_divide(int64_t count, const float *x, float *y);
/// `y[i] = a[i] + b[i]`.
void archk_sum(int64_t count, const float *a, const float *b, float *y);
/// `y[i] = a[i] * b[i]`.
void archk_product(int64_t count, const float *a, const float *b, float *y);
/// `y[i] = scale * x[i] + shift`.
void archk_affine(int64_t count, const float *x, float scale, float shift, float *y);
/// `y[i] = max(x[i], 0)`; NaN is kept.
void archk_relu(int64_t count, const float *x, float *y);
/// `y[i] = min(max(x[i], low), high)`; NaN is kept.
void archk_clip(int64_t count, const float *x, float low, float high, float *y);
/// Applies `finish` to a row of one channel; its factors are read for this one channel.
void archk_finish_row(int64_t count, const float *x, const archk_finish *finish, float *y);
/// `y[i] = max(y[i], x[i])`; NaN wins.
void archk_maximum(int64_t count, const float *x, float *y);
/// How many of `x` are infinite or NaN.
int64_t archk_not_finite(int64_t count, const float *x);
/// The sum of the bits of `x[i]` times `2 * (first + i) + 1`, modulo 2^64: it changes if any single number does.
uint64_t archk_checksum(int64_t count, int64_t first, const float *x);
/// The sum of `x`, in an order that depends on `count` alone.
float archk_total(int64_t count, const float *x);
/// The sum of `(x - mean)^2`, in an order that depends on `count` alone.
float archk_deviation(int64_t count, const float *x, float mean);
/// The sum of `a[i] * b[i]`, in an order that depends on `count` alone.
float archk_dot(int64_t count, const float *a, const float *b);
/// `y[i] = e^(x[i] - offset)`, to about two units in the last place.
void archk_exponential(int64_t count, const float *x, float offset, float *y);
/// `y[i] = 1 / (1 + e^-x[i])`.
void archk_sigmoid(int64_t count, const float *x, float *y);
/// `y[i] = tanh(x[i])`.
void archk_tanh(int64_t count, const float *x, float *y);
/// `y[i] = x[i] / (1 + e^-x[i])`.
void archk_silu(int64_t count, const float *x, float *y);
/// `y[i]` uniform from `centre - radius` to `centre + radius`: numbers `first` and following of the sequence of `seed`.
void archk_uniform(int64_t count, uint64_t seed, uint64_t first, float centre, float radius, float *y);
/// One channel of a depthwise convolution: `rows` rows of `columns` sums over the taps of
/// `w[t] * x[i * row_step + offsets[t] + j]`, finished and stored one row after the other.
///
/// Factors of `finish` are read for this one channel. `sums` has room for a row.
void archk_filter(
    int64_t rows, int64_t columns, int64_t taps, const int64_t *offsets, int64_t row_step, const float *w,
    const float *x, float *y, float *sums, const archk_finish *finish);
/// Copies rows of `count` numbers, each after `before` places of padding, sorted by their place modulo `stride`: place
/// `q` goes to `y[(q % stride) * length + q / stride]`. A row takes `stride * length` places.
void archk_spread_rows(
    int64_t rows, int64_t count, int64_t stride, int64_t before, int64_t length, const float *x, float *y);
/// One channel of a pooling: `rows` rows of `columns` outputs, each the largest of `x[i * row_step + offsets[t] + j]`
/// over the taps, or their sum; NaN is larger than any number.
void archk_pool(
    int64_t rows, int64_t columns, int64_t taps, const int64_t *offsets, int64_t row_step, const float *x, float *y,
    int is_largest);
/// Copies `depth` rows of `count` numbers, `stride` apart, to rows of `width`; the rest beyond `count` becomes zero.
void archk_pack_rows(
    int64_t depth, int64_t count, int64_t width, const float *x, int64_t stride, float *y);
/// Copies, for each of `depth` places `sources[i]` in `x`, the pixels of a panel: `segments` runs of `lengths[s]`
/// numbers that begin at `offsets[s]` and are `stride` apart; the rest up to `width` becomes zero.
void archk_pack_pixels(
    int64_t depth, const int64_t *sources, int64_t segments, const int64_t *offsets, const int64_t *lengths,
    int64_t stride, int64_t width, const float *x, float *y);

#endif
