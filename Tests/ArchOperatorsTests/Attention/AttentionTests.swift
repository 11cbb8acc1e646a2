import ArchGraph
import Testing

@testable import ArchOperators

/// What masks leave, and what attention has in common with cross-attention.
@Suite struct AttentionTests {
  /// What is counted in closed form is what looking at each pair of a query and a key counts.
  @Test func countsWhatMasksLeave() {
    var cases = 0
    for keys in 1...9 {
      for queries in 1...keys {
        for causal in [false, true] {
          for window in [nil, 1, 2, 5, 20] {
            for (prefix, block) in [(nil, nil), (1, nil), (4, nil), (30, nil), (nil, 1), (nil, 3), (nil, 40)]
            {
              var scoring = Scoring()
              (scoring.causal, scoring.window, scoring.prefix, scoring.block) = (
                causal, window, prefix, block
              )
              guard (try? scoring.check(queries: queries, keys: keys, of: "attention")) != nil else {
                continue
              }
              let seen = (0..<queries).reduce(0) { sum, query in
                sum + (0..<keys).count { scoring.sees(keys - queries + query, $0) }
              }
              #expect(
                scoring.visible(queries: queries, keys: keys) == seen, "\(scoring) \(queries) of \(keys)")
              cases += 1
            }
          }
        }
      }
    }
    #expect(cases > 1000)
  }

  /// A mask costs nothing and takes nothing off the figures.
  @Test func maskedScoresCount() throws {
    let input: Shape = [7, 8]
    let (plain, masked) = (Attention(2), Attention(2, causal: true))
    #expect(
      try plain.work(from: [input], to: input).vector() == masked.work(from: [input], to: input).vector())
    // Of 49 scores 28 are seen; the others cost 8 features twice.
    #expect(try masked.work(from: [input], to: input).masked.value() == 21 * 8 * 2)
    #expect(try plain.work(from: [input], to: input).masked.value() == 0)
    let weights = masked.parameters(of: [input]).map { parameter in
      Tensor<Float>(parameter.shape) { Float($0.reduce(1) { 5 * $0 + $1 } % 7 - 3) / 4 }
    }
    let x = Tensor<Float>(input) { Float(($0[0] * 3 + $0[1] * 5) % 8) / 8 }
    let y = masked.define([x], weights, output: input)
    for token in 0..<7 {
      var changed = x
      changed[[token, 2]] += 1
      let z = masked.define([changed], weights, output: input)
      #expect((0..<7).filter { z[[$0, 0]] != y[[$0, 0]] } == Array(token..<7))
    }
  }

  /// Self-attention is cross-attention to itself.
  @Test func selfAttentionIsCrossAttentionToItself() throws {
    let input: Shape = [5, 8]
    let (own, cross) = (Attention(4, keyHeads: 2), CrossAttention(4, keyHeads: 2))
    var (a, b) = (
      try own.work(from: [input], to: input).vector(),
      try cross.work(from: [input, input], to: input).vector()
    )
    #expect(b[.activationReads] == 2 * a[.activationReads])
    b[.activationReads] = 0
    a[.activationReads] = 0
    #expect(a == b)
    #expect(own.parameters(of: [input]).map(\.shape) == cross.parameters(of: [input, input]).map(\.shape))
  }
}

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `F.linear`, `F.rms_norm`, `F.layer_norm`, `F.normalize` and products of matrices,
  // rotary positions by `rotate_half` as in transformers and by `torch.polar`, masks by comparing positions one by one;
  // multiply-adds by FlopCounterMode.
  static let attention: [SequenceFact] = [
    fact(
      "attention(2, relative_bias: [4])", on: [[4, 6]], gives: [4, 6], 182, 768, -3.238863,
      [1: -0.397883263, 23: -0.395243763]),
    fact(
      "attention(2, relative_bias: [2, 1, 3])", on: [[6, 4]], gives: [6, 4], 110, 672, -2.549061414,
      [1: 0.0155803152, 23: -0.55821548]),
    fact(
      "attention(2, bias: false, relative_bias: [2, 2], class_token: true)", on: [[5, 8]], gives: [5, 8], 280,
      1680, -2.253000431, [1: -0.0751380986, 39: -0.196564688]),
    fact(
      "attention(4, key_heads: 2, bias: false, causal: true, past: 3)", on: [[2, 8]], gives: [2, 8], 192, 544,
      2.293864778, [1: -0.105366654, 15: -0.0228720325]),
    fact(
      "attention(2, bias: false, rotary: 10000)", on: [[5, 8]], gives: [5, 8], 256, 1680, -1.334351444,
      [1: -0.10764462, 39: -0.156814798]),
    fact(
      "attention(2, bias: false, rotary: 100, rotary_width: 2, rotary_interleaved: true, rotary_scale: 2)",
      on: [[5, 8]], gives: [5, 8], 256, 1680, -1.918140947, [1: -0.101995518, 39: -0.197631673]),
    fact(
      "attention(2, bias: false, qk_norm: rms, key_heads: 1, rotary: 500, rotary_interleaved: true)",
      on: [[5, 8]], gives: [5, 8], 200, 1360, -0.3692624211, [1: -0.00464667442, 39: 0.00452294016]),
    fact(
      "attention(2, bias: false, qk_norm: layer)", on: [[5, 8]], gives: [5, 8], 272, 1680, -1.765949946,
      [1: -0.0849745072, 39: -0.0277106521]),
    fact(
      "attention(2, bias: false, qk_norm: l2, learnt_scale: true)", on: [[5, 8]], gives: [5, 8], 258, 1680,
      -3.013032437, [1: -0.0921774222, 39: -0.357338203]),
    fact(
      "attention(2, bias: false, query_bias: true, value_bias: true)", on: [[5, 8]], gives: [5, 8], 272, 1680,
      14.35989007, [1: 0.740927438, 39: 0.695751746]),
    fact(
      "attention(2, bias: false, key_bias: true, scale: 1)", on: [[5, 8]], gives: [5, 8], 264, 1680,
      3.084810348, [1: -0.254132581, 39: -0.0438177047]),
    fact(
      "attention(2, bias: false, soft_cap: 2.5, scale: 0.25)", on: [[5, 8]], gives: [5, 8], 256, 1680,
      -1.504933781, [1: -0.0948635771, 39: -0.134572239]),
    fact(
      "attention(2, bias: false, causal: true, window: 2)", on: [[5, 8]], gives: [5, 8], 256, 1680,
      -3.288067879, [1: 0.0239257812, 39: 0.387218505]),
    fact(
      "attention(2, bias: false, window: 2)", on: [[5, 8]], gives: [5, 8], 256, 1680, -3.15513681,
      [1: -0.0356285731, 39: 0.387218505]),
    fact(
      "attention(2, bias: false, causal: true, prefix: 3)", on: [[5, 8]], gives: [5, 8], 256, 1680,
      -5.800730703, [1: -0.0660014362, 39: -0.185451739]),
    fact(
      "attention(2, bias: false, window: 1, prefix: 2)", on: [[5, 8]], gives: [5, 8], 256, 1680,
      -0.2438089545, [1: -0.0356285731, 39: -0.0260758907]),
    fact(
      "attention(2, bias: false, block: 2)", on: [[5, 8]], gives: [5, 8], 256, 1680, -4.062525635,
      [1: -0.0356285731, 39: 0.751953125]),
    fact(
      "attention(2, bias: false, block: 3, causal: true)", on: [[5, 8]], gives: [5, 8], 256, 1680,
      -0.552707649, [1: 0.0239257812, 39: 0.387218505]),
    // Source: PyTorch 2.15.0, in double precision: nn.MultiheadAttention and, where that has no such argument, nn.Linear around
    // scaled_dot_product_attention; multiply-adds by FlopCounterMode.
    SequenceFact(
      Attention(2), on: [[5, 8]], gives: [5, 8], parameters: 288, multiplyAdds: 1680,
      checksum: 18.73491535, entries: [1: 1.03957194, 39: 0.646189885]),
    SequenceFact(
      Attention(1), on: [[3, 4]], gives: [3, 4], parameters: 80, multiplyAdds: 264,
      checksum: -2.357206187, entries: [1: -0.0490243696, 11: -0.63697383]),
    SequenceFact(
      Attention(4), on: [[6, 8]], gives: [6, 8], parameters: 288, multiplyAdds: 2112,
      checksum: 31.18484644, entries: [1: 1.02326366, 47: 0.633832005]),
    SequenceFact(
      Attention(2, keyWidth: 3, valueWidth: 5), on: [[4, 6]], gives: [4, 6], parameters: 220,
      multiplyAdds: 1024,
      checksum: -26.2757304, entries: [1: 0.0999757778, 23: -0.586081822]),
    SequenceFact(
      Attention(2, keyWidth: 3), on: [[4, 5]], gives: [4, 5], parameters: 143, multiplyAdds: 672,
      checksum: -7.323427013, entries: [1: -0.0174829051, 19: -0.0411128179]),
    SequenceFact(
      Attention(4, keyHeads: 2), on: [[5, 8]], gives: [5, 8], parameters: 216, multiplyAdds: 1360,
      checksum: 7.039577239, entries: [1: 0.62296536, 39: 0.404622055]),
    SequenceFact(
      Attention(4, keyHeads: 1, bias: false), on: [[5, 8]], gives: [5, 8], parameters: 160,
      multiplyAdds: 1200,
      checksum: -1.515270834, entries: [1: -0.0334870491, 39: -0.156239755]),
    SequenceFact(
      Attention(2, bias: false), on: [[5, 8]], gives: [5, 8], parameters: 256, multiplyAdds: 1680,
      checksum: -1.84066828, entries: [1: -0.0985705315, 39: -0.185451739]),
    SequenceFact(
      Attention(2, outputBias: false), on: [[5, 8]], gives: [5, 8], parameters: 280, multiplyAdds: 1680,
      checksum: 22.54741535, entries: [1: 0.914571942, 39: 0.271189885]),
    SequenceFact(
      Attention(2, bias: false, outputBias: true), on: [[5, 8]], gives: [5, 8], parameters: 264,
      multiplyAdds: 1680,
      checksum: -1.90316828, entries: [1: -0.223570532, 39: -0.0604517392]),
    SequenceFact(
      Attention(2, output: false), on: [[5, 8]], gives: [5, 8], parameters: 216, multiplyAdds: 1360,
      checksum: -12.08388387, entries: [1: 0.0405439358, 39: -0.714582609]),
    SequenceFact(
      Attention(2, causal: true), on: [[5, 8]], gives: [5, 8], parameters: 288, multiplyAdds: 1680,
      checksum: 14.54681027, entries: [1: 1.14550781, 39: 0.646189885]),
    SequenceFact(
      Attention(4, keyHeads: 2, bias: false, causal: true), on: [[5, 8]], gives: [5, 8], parameters: 192,
      multiplyAdds: 1360,
      checksum: -10.61271247, entries: [1: -0.181152344, 39: -0.197932684]),
    SequenceFact(
      Attention(2), on: [[3, 4, 8]], gives: [3, 4, 8], parameters: 288, multiplyAdds: 3840,
      checksum: 48.77014947, entries: [1: 1.06491449, 95: 0.957142926]),
    SequenceFact(
      Attention(2, relativeBias: [2, 3]), on: [[2, 6, 8]], gives: [2, 6, 8], parameters: 318,
      multiplyAdds: 4224,
      checksum: 46.69689841, entries: [1: 1.00901025, 95: 0.981123889]),
    SequenceFact(
      Attention(3, outputBias: false, relativeBias: [3, 3]), on: [[2, 9, 6]], gives: [2, 9, 6],
      parameters: 237,
      multiplyAdds: 4536,
      checksum: -51.72237173, entries: [1: -0.390454661, 107: -0.363943688]),
  ].compactMap { $0 }
}

extension Refusal {
  static let attention: [Refusal] = [
    Refusal(Attention(1), on: [[5]], .rank(expected: oneImage, found: [5])),
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
  ]
}

extension ArgumentRefusal {
  static let attention: [ArgumentRefusal] = [
    ArgumentRefusal("attention", [:], "heads"),
    ArgumentRefusal("attention", ["heads": 0], "heads"),
    ArgumentRefusal("attention", ["heads": 2, "key_width": 0], "key_width"),
    ArgumentRefusal("attention", ["heads": 2, "value_width": 0], "value_width"),
    ArgumentRefusal("attention", ["heads": 2, "key_heads": 0], "key_heads"),
    ArgumentRefusal("attention", ["heads": 2, "bias": 1], "bias"),
    ArgumentRefusal("attention", ["heads": 2, "output_bias": 1], "output_bias"),
    ArgumentRefusal("attention", ["heads": 2, "output": 1], "output"),
    ArgumentRefusal("attention", ["heads": 2, "causal": 1], "causal"),
    ArgumentRefusal("attention", ["heads": 2, "relative_bias": 7], "relative_bias"),
    ArgumentRefusal("attention", ["heads": 2, "relative_bias": [7, 0]], "relative_bias"),
  ]
}

extension Giant {
  static let attention: [Giant] = [
    Giant(
      Attention(large, bias: false), on: [[2, large]], gives: [2, large], parameters: [nil, nil, nil, nil]),
    Giant(
      Attention(1, bias: false, relativeBias: [1 << 20, 1 << 20]), on: [[2, large, 2]], gives: [2, large, 2],
      parameters: [4, 4, 4, 4, (1 << 42) - (1 << 22) + 1]),
  ]
}
