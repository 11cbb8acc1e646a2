import ArchGraph
import ArchOperators
import Testing

/// What scans, linear attention and the like do not take, and inputs that are too large to be looked through.
enum RecurrenceRefusals {
  static let sequences = "sequences of features, such as 128 x 512"

  static let maps = "a sequence of maps with one to three spatial axes, such as 16 x 3 x 64 x 64"

  static let misfits: [Refusal] = [
    Refusal(
      SelectiveScan(), on: [[5, 3], [5, 3], [5], [5, 2]], .rank(expected: sequences, found: [5])),
    Refusal(
      SelectiveScan(), on: [[5, 3], [5, 2], [5, 2], [5, 2]],
      .conflict(
        "`selective_scan` cannot take `delta` of 5 x 2 beside `x` of 5 x 3",
        help: "each element of `x` has a step of its own: 5 x 3")),
    Refusal(
      SelectiveScan(), on: [[5, 3], [5, 3], [4, 2], [4, 2]],
      .conflict(
        "`selective_scan` cannot take `b` of 4 x 2 beside `x` of 5 x 3",
        help: "they are sequences of one length, and `x` has 5 tokens")),
    Refusal(
      SelectiveScan(), on: [[5, 3], [5, 3], [5, 2], [5, 1]],
      .conflict(
        "`selective_scan` cannot take `c` of 5 x 1 beside `x` of 5 x 3",
        help: "`c` has the shape of `b`: 5 x 2")),
    Refusal(
      Mamba2Scan(2, state: 3), on: [[5, 5], [5, 2], [5, 3], [5, 3]],
      .indivisible(what: "its 5 features", count: 5, by: "heads", divisor: 2)),
    Refusal(
      Mamba2Scan(0, state: 3), on: [[5, 5], [5, 2], [5, 3], [5, 3]],
      .indivisible(what: "its 5 features", count: 5, by: "heads", divisor: 0)),
    Refusal(
      Mamba2Scan(2, state: 3), on: [[5, 6], [5, 6], [5, 3], [5, 3]],
      .conflict(
        "`mamba2_scan` cannot take `dt` of 5 x 6 beside `x` of 5 x 6",
        help: "each token has a step for each head: 5 x 2")),
    Refusal(
      Mamba2Scan(2, state: 3), on: [[5, 6], [5, 2], [5, 4], [5, 4]],
      .conflict(
        "`mamba2_scan` cannot part `b` of 5 x 4 into groups",
        help: "its last axis is that of the groups, each with a state of 3")),
    Refusal(
      Mamba2Scan(2, state: 0), on: [[5, 6], [5, 2], [5, 4], [5, 4]],
      .conflict(
        "`mamba2_scan` cannot part `b` of 5 x 4 into groups",
        help: "its last axis is that of the groups, each with a state of 0")),
    Refusal(
      Mamba2Scan(2, state: 1), on: [[5, 6], [5, 2], [5, 3], [5, 3]],
      .indivisible(what: "its 2 heads", count: 2, by: "groups", divisor: 3)),
    Refusal(
      Mamba2Scan(2, state: 3), on: [[5, 6], [5, 2], [4, 3], [5, 3]],
      .conflict(
        "`mamba2_scan` cannot take `b` of 4 x 3 beside `x` of 5 x 6",
        help: "they are sequences of one length, and `x` has 5 tokens")),
    Refusal(
      Mamba2Scan(2, state: 3), on: [[5, 6], [5, 2], [5, 3], [5, 6]],
      .conflict(
        "`mamba2_scan` cannot take `c` of 5 x 6 beside `x` of 5 x 6",
        help: "`c` has the shape of `b`: 5 x 3")),
    Refusal(
      WKV(), on: [[5, 3], [5, 2]],
      .conflict("`wkv` cannot take `v` of 5 x 2 beside `k` of 5 x 3", help: "each key has a value: 5 x 3")),
    Refusal(WKV(), on: [[5, 3], [5, 3, 1]], .rank(expected: sequences, found: [5, 3, 1])),
    Refusal(
      WKV6(3), on: Array(repeating: [5, 4], count: 4),
      .indivisible(what: "its 4 features", count: 4, by: "heads", divisor: 3)),
    Refusal(
      WKV6(2), on: [[5, 4], [5, 4], [5, 2], [5, 4]],
      .conflict("`wkv6` cannot take `v` of 5 x 2 beside `r` of 5 x 4", help: "all have one shape")),
    Refusal(
      WKV7(0), on: Array(repeating: [5, 4], count: 6),
      .indivisible(what: "its 4 features", count: 4, by: "heads", divisor: 0)),
    Refusal(
      WKV7(2), on: [[5, 4], [5, 4], [5, 4], [5, 4], [5, 4], [6, 4]],
      .conflict("`wkv7` cannot take `b` of 6 x 4 beside `r` of 5 x 4", help: "all have one shape")),
    Refusal(
      LinearAttention(3), on: [[5, 4], [5, 4], [5, 6]],
      .indivisible(what: "its 4 features", count: 4, by: "heads", divisor: 3)),
    Refusal(
      LinearAttention(2), on: [[5, 4], [5, 4], [5, 3]],
      .indivisible(what: "the 3 features of its values", count: 3, by: "heads", divisor: 2)),
    Refusal(
      LinearAttention(0), on: [[5, 4], [5, 4], [5, 4]],
      .indivisible(what: "its 4 features", count: 4, by: "heads", divisor: 0)),
    Refusal(
      LinearAttention(2), on: [[5, 4], [6, 2], [6, 4]],
      .conflict(
        "`linear_attention` cannot take `k` of 6 x 2 beside `q` of 5 x 4",
        help: "a key has the features of a query: 4")),
    Refusal(
      LinearAttention(2, causal: true), on: [[5, 4], [6, 4], [6, 4]],
      .conflict(
        "`linear_attention` cannot take `k` of 6 x 4 beside `q` of 5 x 4",
        help: "with `causal` it has the shape of `q`: 5 x 4")),
    Refusal(
      LinearAttention(2), on: [[5, 4], [6, 4], [5, 4]],
      .conflict(
        "`linear_attention` cannot take `v` of 5 x 4 beside `q` of 5 x 4",
        help: "each of the 6 keys has a value")),
    Refusal(
      LSTM(3, projection: 3), on: [[5, 2]],
      .range(
        what: "`projection`", value: "3", allowed: "it must be less than the 3 units of the state")),
    Refusal(
      LSTM(1, projection: 1), on: [[5, 2]],
      .range(what: "`projection`", value: "1", allowed: "it must be less than the 1 unit of the state")),
    Refusal(ConvLSTM(3, kernel: 3), on: [[5, 2]], .rank(expected: maps, found: [5, 2])),
    Refusal(
      ConvLSTM(3, kernel: 3), on: [[2, 2, 2, 2, 2, 2]], .rank(expected: maps, found: [2, 2, 2, 2, 2, 2])),
    Refusal(
      ConvLSTM(3, kernel: .each([3, 3])), on: [[5, 2, 4]], .axes(argument: "kernel", given: 2, needed: 1)),
    Refusal(
      ConvLSTM(3, kernel: 5, padding: .valid), on: [[5, 2, 4]],
      .window(axis: "length", kernel: 5, padded: 4, input: 4)),
    Refusal(ConvLSTM(.max, kernel: 1), on: [[5, 2, 4]], .tooLarge([])),
    Refusal(FFT([0]), on: [[]], .rank(expected: "an axis to transform", found: [])),
    Refusal(
      FFT([]), on: [[5, 2]], .conflict("`fft` has no axes", help: "the input 5 x 2 has axes 0 to 1")),
    Refusal(
      FFT([0, -2]), on: [[5, 2]],
      .conflict("`fft` is given the axis -2 twice", help: "each axis is transformed once")),
    Refusal(
      FFT([2]), on: [[5, 2]],
      .range(
        what: "the axis", value: "2", allowed: "the input 5 x 2 has axes 0 to 1, or -2 to -1 from the end")),
    Refusal(
      SparseMatmul(3, rows: 2), on: [[5]],
      .rank(expected: "rows of features, such as 2708 x 1433", found: [5])),
    Refusal(
      SparseMatmul(11, rows: 2), on: [[5, 3]],
      .range(what: "`nonzeros`", value: "11", allowed: "a matrix of 2 x 5 has from 1 to 10 entries")),
    Refusal(
      SparseMatmul(0, rows: 2), on: [[5, 3]],
      .range(what: "`nonzeros`", value: "0", allowed: "a matrix of 2 x 5 has from 1 to 10 entries")),
  ]

  static let faults: [(String, [String: ArgumentValue], String)] = [
    ("selective_scan", ["softplus": 1], "softplus"), ("selective_scan", ["skip": "no"], "skip"),
    ("mamba2_scan", ["state": 3], "heads"), ("mamba2_scan", ["heads": 2], "state"),
    ("mamba2_scan", ["heads": 0, "state": 3], "heads"), ("mamba2_scan", ["heads": 2, "state": 0], "state"),
    ("mamba2_scan", ["heads": 2, "state": 3, "skip": 1], "skip"), ("linear_attention", [:], "heads"),
    ("wkv6", [:], "heads"), ("wkv7", ["heads": 0], "heads"),
    ("linear_attention", ["heads": 0], "heads"), ("linear_attention", ["heads": 2, "causal": 1], "causal"),
    ("linear_attention", ["heads": 2, "feature": "softmax"], "feature"),
    ("linear_attention", ["heads": 2, "normalize": 1], "normalize"),
    ("linear_attention", ["heads": 2, "epsilon": -1], "epsilon"),
    ("lstm", ["units": 2, "projection": 0], "projection"), ("conv_lstm", ["filters": 2], "kernel"),
    ("conv_lstm", ["filters": 0, "kernel": 3], "filters"),
    ("conv_lstm", ["filters": 2, "kernel": 0], "kernel"),
    ("conv_lstm", ["filters": 2, "kernel": 3, "stride": 0], "stride"),
    ("conv_lstm", ["filters": 2, "kernel": 3, "padding": -1], "padding"),
    ("conv_lstm", ["filters": 2, "kernel": 3, "bias": "one"], "bias"),
    ("conv_lstm", ["filters": 2, "kernel": 3, "returns": "first"], "returns"), ("fft", [:], "axes"),
    ("fft", ["axes": 1], "axes"), ("fft", ["axes": [0], "part": "imaginary"], "part"),
    ("sparse_matmul", ["rows": 3], "nonzeros"), ("sparse_matmul", ["nonzeros": 3], "rows"),
    ("sparse_matmul", ["nonzeros": 0, "rows": 3], "nonzeros"),
    ("sparse_matmul", ["nonzeros": 3, "rows": 0], "rows"),
  ]

  static let large = 1 << 40

  static let giants: [Giant] = [
    Giant(
      SelectiveScan(), on: [[large, large], [large, large], [large, 16], [large, 16]], gives: [large, large],
      parameters: [1 << 44, large]),
    Giant(
      SelectiveScan(), on: [[2, large], [2, large], [2, large], [2, large]], gives: [2, large],
      parameters: [nil, large]),
    Giant(
      Mamba2Scan(large, state: large), on: [[3, large], [3, large], [3, large], [3, large]],
      gives: [3, large], parameters: [large, large, large]),
    Giant(
      WKV(), on: [[large, large], [large, large]], gives: [large, large], parameters: [large, large]),
    Giant(
      WKV6(1), on: Array(repeating: [large, large], count: 4), gives: [large, large], parameters: [large]),
    Giant(WKV7(large), on: Array(repeating: [large, large], count: 6), gives: [large, large]),
    Giant(
      LinearAttention(large), on: [[large, large], [large, large], [large, large]], gives: [large, large]),
    Giant(
      LSTM(large, projection: 2), on: [[2, 2]], gives: [2, 2],
      parameters: [1 << 43, 1 << 43, 1 << 42, 1 << 42, 1 << 41]),
    Giant(
      ConvLSTM(large, kernel: 1, bias: false), on: [[large, 2, large, 3]], gives: [large, large, large, 3],
      parameters: [1 << 43, nil]),
    Giant(
      ConvLSTM(2, kernel: .each([large]), returns: .last), on: [[large, 1, large]], gives: [2, large],
      parameters: [1 << 43, 1 << 44, 8]),
    Giant(FFT([0, 1]), on: [[large, large]], gives: [large, large]),
    Giant(FFT([0], part: .complex), on: [[large]], gives: [2, large]),
    Giant(
      SparseMatmul(large, rows: large), on: [[large, large]], gives: [large, large], parameters: [large]),
    Giant(SparseMatmul(large, rows: 1), on: [[large, 2]], gives: [1, 2], parameters: [large]),
  ]
}
