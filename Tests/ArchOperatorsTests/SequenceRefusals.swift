import ArchGraph
import ArchOperators
import Testing

/// What recurrent layers, attention and the like do not take, and inputs that are too large to be looked through.
enum SequenceRefusals {
  static let words = Shape([3], of: .token)
  static let rows = "a sequence of features, such as 197 x 768"
  static let sequences = "a sequence of features, such as 128 x 512"
  static let boxMap = "a map of channels, height and width, such as 255 x 13 x 13"

  static let misfits: [Refusal] = [
    Refusal(
      Embedding(5, 4), on: [Shape([], of: .token)], .rank(expected: "tokens", found: Shape([], of: .token))),
    Refusal(Position(), on: [[5]], .rank(expected: "rows of features, such as 197 x 768", found: [5])),
    Refusal(
      Position(length: 4), on: [[5, 2]],
      .range(what: "`length`", value: "4", allowed: "the input 5 x 2 has 5 positions")),
    Refusal(ClassToken(), on: [[5]], .rank(expected: "rows of features, such as 196 x 768", found: [5])),
    Refusal(
      ClassToken(), on: [[2, 3, 4]], .rank(expected: "rows of features, such as 196 x 768", found: [2, 3, 4])),
    Refusal(ClassToken(.max), on: [[2, 3]], .tooLarge([])),
    Refusal(Matmul(), on: [[3], [3, 4]], .rank(expected: "matrices", found: [3])),
    Refusal(Matmul(), on: [[2, 3], [3]], .rank(expected: "matrices", found: [3])),
    Refusal(
      Matmul(), on: [[2, 3, 4], [4, 5]],
      .conflict(
        "`matmul` cannot pair the matrices of 2 x 3 x 4 with those of 4 x 5",
        help: "all axes but the last two must be the same in both")),
    Refusal(
      Matmul(), on: [[2, 3, 4], [3, 4, 5]],
      .conflict(
        "`matmul` cannot pair the matrices of 2 x 3 x 4 with those of 3 x 4 x 5",
        help: "all axes but the last two must be the same in both")),
    Refusal(
      Matmul(), on: [[3, 4], [5, 4]],
      .conflict(
        "`matmul` cannot multiply 3 x 4 by 5 x 4",
        help: "the last axis of the first has 4, the axis that it meets 5")),
    Refusal(
      Matmul(transposeB: true), on: [[3, 4], [4, 5]],
      .conflict(
        "`matmul` cannot multiply 3 x 4 by 4 x 5 transposed",
        help: "the last axis of the first has 4, the axis that it meets 5")),
    Refusal(RNN(3), on: [[5]], .rank(expected: sequences, found: [5])),
    Refusal(LSTM(3), on: [[2, 3, 4]], .rank(expected: sequences, found: [2, 3, 4])),
    Refusal(GRU(3), on: [[5]], .rank(expected: sequences, found: [5])),
    Refusal(LSTM(.max, bidirectional: true), on: [[2, 3]], .tooLarge([])),
    Refusal(Attention(1), on: [[5]], .rank(expected: rows, found: [5])),
    Refusal(
      Attention(3), on: [[5, 8]],
      .indivisible(what: "its 8 features", count: 8, by: "heads", divisor: 3)),
    Refusal(
      Attention(0), on: [[5, 8]],
      .indivisible(what: "its 8 features", count: 8, by: "heads", divisor: 0)),
    Refusal(
      Attention(4, keyHeads: 3), on: [[5, 8]],
      .indivisible(what: "its 4 heads", count: 4, by: "key heads", divisor: 3)),
    Refusal(
      Attention(4, keyHeads: 0), on: [[5, 8]],
      .indivisible(what: "its 4 heads", count: 4, by: "key heads", divisor: 0)),
    Refusal(
      Attention(2, keyWidth: large), on: [[5, 8]], .tooLarge([2, large])),
    Refusal(Attention(2, valueWidth: .max), on: [[5, 8]], .tooLarge([2, .max])),
    Refusal(
      Attention(2, relativeBias: [2, 3]), on: [[5, 8]],
      .range(
        what: "`relative_bias`", value: "[2, 3]",
        allowed: "it gives the extents of a window of 5 tokens on one to three axes")),
    Refusal(
      Attention(2, relativeBias: [5], classToken: true), on: [[5, 8]],
      .range(
        what: "`relative_bias`", value: "[5]",
        allowed: "it gives the extents of a window of 4 tokens on one to three axes")),
    Refusal(
      Attention(2, relativeBias: [-1, -5]), on: [[5, 8]],
      .range(
        what: "`relative_bias`", value: "[-1, -5]",
        allowed: "it gives the extents of a window of 5 tokens on one to three axes")),
    Refusal(
      CrossAttention(1), on: [[5, 4], [5]],
      .rank(expected: "sequences of features, such as 197 x 768", found: [5])),
    Refusal(
      CrossAttention(1), on: [[2, 5, 4], [5, 4]],
      .conflict(
        "`cross_attention` cannot pair the windows of 2 x 5 x 4 with those of 5 x 4",
        help: "all axes but the last two must be the same in both")),
    Refusal(
      CrossAttention(3), on: [[5, 8], [2, 6]],
      .indivisible(what: "its 8 features", count: 8, by: "heads", divisor: 3)),
    Refusal(
      CrossAttention(2, keyHeads: 3), on: [[5, 8], [2, 6]],
      .indivisible(what: "its 2 heads", count: 2, by: "key heads", divisor: 3)),
    Refusal(CrossAttention(2, keyWidth: large), on: [[5, 8], [2, 6]], .tooLarge([2, large])),
    Refusal(BoxDecode(4, anchors: 3), on: [[27, 2]], .rank(expected: boxMap, found: [27, 2])),
    Refusal(
      BoxDecode(4, anchors: 3), on: [[28, 2, 2]],
      .range(what: "the number of channels", value: "28", allowed: "3 boxes of 5 + 4 values need 27")),
    Refusal(BoxDecode(.max, anchors: 2), on: [[28, 2, 2]], .tooLarge([2, .max])),
    Refusal(
      NonMaximumSuppression(3), on: [[5]],
      .rank(expected: "boxes of at least 5 values, such as 10647 x 85", found: [5])),
    Refusal(
      NonMaximumSuppression(3), on: [[5, 4]],
      .rank(expected: "boxes of at least 5 values, such as 10647 x 85", found: [5, 4])),
    Refusal(NonMaximumSuppression(3), on: [], .inputs(expected: "one input", found: 0)),
    Refusal(NonMaximumSuppression(3), on: [words], .element(expected: .number, found: words)),
  ]

  static let faults: [(String, [String: ArgumentValue], String)] = [
    ("embedding", ["vocabulary": 0, "features": 4], "vocabulary"),
    ("embedding", ["vocabulary": 5, "features": 0], "features"), ("embedding", [:], "vocabulary"),
    ("position", ["length": 0], "length"), ("class_token", ["tokens": 0], "tokens"),
    ("matmul", ["transpose_b": 1], "transpose_b"), ("rnn", [:], "units"), ("rnn", ["units": 0], "units"),
    ("rnn", ["units": 2, "bidirectional": 1], "bidirectional"),
    ("rnn", ["units": 2, "activation": "sigmoid"], "activation"),
    ("rnn", ["units": 2, "biases": "three"], "biases"), ("rnn", ["units": 2, "returns": "first"], "returns"),
    ("lstm", ["units": 0.5], "units"), ("lstm", ["units": 2, "bidirectional": "yes"], "bidirectional"),
    ("lstm", ["units": 2, "biases": 2], "biases"), ("lstm", ["units": 2, "returns": true], "returns"),
    ("gru", ["units": -1], "units"), ("gru", ["units": 2, "bidirectional": 2], "bidirectional"),
    ("gru", ["units": 2, "reset_after": "no"], "reset_after"),
    ("gru", ["units": 2, "biases": true], "biases"),
    ("gru", ["units": 2, "returns": "all"], "returns"), ("attention", [:], "heads"),
    ("attention", ["heads": 0], "heads"), ("attention", ["heads": 2, "key_width": 0], "key_width"),
    ("attention", ["heads": 2, "value_width": 0], "value_width"),
    ("attention", ["heads": 2, "key_heads": 0], "key_heads"), ("attention", ["heads": 2, "bias": 1], "bias"),
    ("attention", ["heads": 2, "output_bias": 1], "output_bias"),
    ("attention", ["heads": 2, "output": 1], "output"), ("attention", ["heads": 2, "causal": 1], "causal"),
    ("attention", ["heads": 2, "relative_bias": 7], "relative_bias"),
    ("attention", ["heads": 2, "relative_bias": [7, 0]], "relative_bias"),
    ("cross_attention", ["heads": 0], "heads"),
    ("cross_attention", ["heads": 2, "output_bias": "none"], "output_bias"),
    ("box_decode", ["classes": 0, "anchors": 3], "classes"),
    ("box_decode", ["classes": 3, "anchors": 0], "anchors"), ("box_decode", ["classes": 3], "anchors"),
    ("non_maximum_suppression", ["most": 0], "most"),
    ("non_maximum_suppression", ["most": 2, "overlap": 1.5], "overlap"),
  ]

  static let large = 1 << 40

  static let giants: [Giant] = [
    Giant(
      Embedding(large, 1024), on: [Shape([large], of: .token)], gives: [large, 1024], parameters: [1 << 50]),
    Giant(Embedding(large, large), on: [words], gives: [3, large], parameters: [nil]),
    Giant(Position(length: large), on: [[large, 2048]], gives: [large, 2048], parameters: [1 << 51]),
    Giant(ClassToken(large), on: [[large, 2048]], gives: [2 * large, 2048], parameters: [1 << 51]),
    Giant(Matmul(), on: [[4, large], [large, 4]], gives: [4, 4]),
    Giant(Matmul(), on: [[large, large], [large, 4]], gives: [large, 4]),
    Giant(
      RNN(large, returns: .last), on: [[large, 2]], gives: [large],
      parameters: [1 << 41, nil, large, large]),
    Giant(
      LSTM(large, bidirectional: true, biases: .one), on: [[2, 2]], gives: [2, 2 * large],
      parameters: [1 << 43, nil, 1 << 42, 1 << 43, nil, 1 << 42]),
    Giant(GRU(2, biases: .none), on: [[large, large]], gives: [large, 2], parameters: [6 << 40, 12]),
    Giant(
      Attention(large, bias: false), on: [[2, large]], gives: [2, large], parameters: [nil, nil, nil, nil]),
    Giant(
      Attention(1, bias: false, relativeBias: [1 << 20, 1 << 20]), on: [[2, large, 2]], gives: [2, large, 2],
      parameters: [4, 4, 4, 4, (1 << 42) - (1 << 22) + 1]),
    Giant(
      CrossAttention(2, keyWidth: large / 2, valueWidth: 3, bias: false, output: false),
      on: [[4, 8], [large, 2]], gives: [4, 6], parameters: [1 << 43, 1 << 41, 12]),
    Giant(BoxDecode(large - 5, anchors: 1), on: [[large, 2, 2]], gives: [4, large], parameters: [2]),
    Giant(NonMaximumSuppression(large), on: [[large, 85]], gives: [large, 85]),
  ]
}
