import ArchGraph
import Testing

@testable import ArchOperators

/// What PyTorch 2.15 and transformers 5.24 make of caches, buckets of distances, experts' factors and longer rotary positions.
enum LongSequenceFacts {
  // Source: PyTorch 2.15.0 in double precision, for the inputs and parameters that `SequenceFact` makes: `torch.cat`, indexing
  // by `T5Attention._relative_position_bucket`, factors by expert, and pairs of features turned by the frequencies of
  // `ROPE_INIT_FUNCTIONS` of transformers 5.24.0; those of `ntk` by its formula, `base*scale^(d/(d - 2))`.
  static let facts: [SequenceFact] = [
    fact("cache(3)", on: [[2, 5]], gives: [5, 5], 27.5, [1: 0.25, 24: 0.375]),
    fact("cache(0)", on: [[3, 4]], gives: [3, 4], 30, [1: 1.375, 11: 0.125]),
    fact("bucketed_bias(7, distance: 8)", on: [[8, 2]], gives: [2, 7, 7], 105, [1: 0.25, 97: 1.375]),
    fact(
      "bucketed_bias(9, distance: 20, causal: true)", on: [[10, 3]], gives: [3, 9, 9], 431.125,
      [1: -0.875, 242: 1.25]),
    fact(
      "bucketed_bias(2, past: 9, distance: 6, causal: true)", on: [[5, 3]], gives: [3, 2, 11], 55.75,
      [1: 0, 65: 1.25]),
    fact("bucketed_bias(40)", on: [[32, 2]], gives: [2, 40, 40], 2177.625, [1: -0.375, 3199: 1.375]),
    fact(
      "bucketed_bias(3, past: 2, distance: 3)", on: [[5, 2]], gives: [2, 3, 5], 112.5, [1: 1.25, 29: 1.375]),
    fact(
      "expert_scale(experts: 4)", on: [[6, 5], [3, 2]], gives: [6, 5], 5.0546875, [1: -0.03125, 29: 0.28125],
      parameters: 40, indices: 4),
    fact(
      "expert_scale(experts: 3, bias: false)", on: [[4, 3], [4, 1]], gives: [4, 3], 0.2421875,
      [1: 0.34375, 11: -0.0078125], parameters: 9, indices: 3),
    fact(
      "expert_scale(experts: 3, scale: false)", on: [[4, 2], [2, 2]], gives: [4, 2], 23.5625,
      [1: 1.625, 7: 0.875], parameters: 6, indices: 3),
    turned("scale: 8, scaling: llama3, length: 40", 55.79295592, [1: -1.42002977, 95: -0.872638922]),
    turned(
      "width: 8, interleaved: true, scale: 4, scaling: llama3, length: 90, turns: [2, 11]", 78.5607793,
      [1: 1.56472271, 95: -0.875]),
    turned("scale: 40, scaling: yarn, length: 60", 73.50032419, [1: -1.84963178, 95: -1.19716081]),
    turned(
      "scale: 4, scaling: yarn, length: 60, turns: [2, 9], magnitude: 0.75", 39.85897843,
      [1: -1.00599971, 95: -0.652501424]),
    turned("scale: 2, scaling: dynamic, length: 5", 42.99548097, [1: -1.42190652, 95: -0.866854384]),
    turned("scale: 2, scaling: dynamic, length: 90", 33.61569898, [1: -1.25162977, 95: -0.848437674]),
    turned("scale: 8, scaling: ntk", 51.63429846, [1: -1.32957708, 95: -0.872638922]),
  ].compactMap(\.self)

  private static func fact(
    _ call: String, on inputs: [Shape], gives shape: Shape, _ checksum: Double,
    _ entries: KeyValuePairs<Int, Double>, parameters: Int = 0, indices: Int? = nil
  ) -> SequenceFact? {
    (try? CallText(call).makeOperator()).map {
      SequenceFact(
        $0, on: inputs, indices: indices.map { [1: $0] } ?? [:], gives: shape, parameters: parameters,
        checksum: checksum, entries: entries)
    }
  }

  /// Three tokens behind six others, of two heads.
  private static func turned(
    _ arguments: String, _ checksum: Double, _ entries: KeyValuePairs<Int, Double>
  ) -> SequenceFact? {
    fact("rotary(100, heads: 2, past: 6, \(arguments))", on: [[3, 32]], gives: [3, 32], checksum, entries)
  }
}

extension SequenceFact {
  static let longSequences: [SequenceFact] = LongSequenceFacts.facts
}

@Suite struct LongSequenceTests {
  @Test func everyFactIsRead() { #expect(LongSequenceFacts.facts.count == 17) }
}
