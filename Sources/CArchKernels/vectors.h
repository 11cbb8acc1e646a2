#ifndef VECTORS_H
#define VECTORS_H

// What vectors have in common, whatever their length: INTS is the type of as many integers as TYPE has numbers.

/// `wanted` where the lanes of `mask` are set, else `other`.
#define SELECT(TYPE, INTS, mask, wanted, other) ((TYPE)(((mask) & (INTS)(wanted)) | (~(mask) & (INTS)(other))))
/// `min(max(v, low), high)`; not a number stays.
#define CLIP(TYPE, INTS, v, low, high) AT_MOST(TYPE, INTS, SELECT(TYPE, INTS, (v) < (low), low, v), high)
#define AT_MOST(TYPE, INTS, v, high) SELECT(TYPE, INTS, (v) > (high), high, v)

#endif
