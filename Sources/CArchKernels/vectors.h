#ifndef VECTORS_H
#define VECTORS_H

// Macros for vectors of any length: INTS is the type of as many integers as TYPE has numbers.

/// `wanted` where the lanes of `mask` are set, else `other`.
#define SELECT(TYPE, INTS, mask, wanted, other) ((TYPE)(((mask) & (INTS)(wanted)) | (~(mask) & (INTS)(other))))
/// `min(max(v, low), high)`; NaN is kept.
#define CLIP(TYPE, INTS, v, low, high) AT_MOST(TYPE, INTS, SELECT(TYPE, INTS, (v) < (low), low, v), high)
#define AT_MOST(TYPE, INTS, v, high) SELECT(TYPE, INTS, (v) > (high), high, v)

#endif
