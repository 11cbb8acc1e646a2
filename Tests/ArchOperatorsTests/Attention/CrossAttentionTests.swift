import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `F.linear`, `F.rms_norm`, `F.layer_norm`, `F.normalize` and products of matrices,
  // rotary positions by `rotate_half` as in transformers and by `torch.polar`, masks by comparing positions one by one;
  // multiply-adds by FlopCounterMode.
  static let crossAttention: [SequenceFact] = [
    fact(
      "cross_attention(2, bias: false, rotary: 10000)", on: [[3, 8], [5, 6]], gives: [3, 8], 224, 1104,
      -1.251713231, [1: 0.102918092, 23: 0.259111255]),
    fact(
      "cross_attention(2, bias: false, rotary: 100, rotary_width: 2, rotary_interleaved: true, rotary_scale: 2)",
      on: [[3, 8], [5, 6]], gives: [3, 8], 224, 1104, -1.397739475, [1: 0.115106711, 23: 0.244921873]),
    fact(
      "cross_attention(2, bias: false, qk_norm: rms, key_heads: 1, rotary: 500, rotary_interleaved: true)",
      on: [[3, 8], [5, 6]], gives: [3, 8], 184, 864, 0.9017954942, [1: 0.22942243, 23: 0.398605717]),
    fact(
      "cross_attention(2, bias: false, qk_norm: layer)", on: [[3, 8], [5, 6]], gives: [3, 8], 240, 1104,
      -0.8533500049, [1: 0.0953523209, 23: 0.266108246]),
    fact(
      "cross_attention(2, bias: false, qk_norm: l2, learnt_scale: true)", on: [[3, 8], [5, 6]],
      gives: [3, 8], 226, 1104, -1.361084499, [1: 0.14467533, 23: 0.336661486]),
    fact(
      "cross_attention(2, bias: false, query_bias: true, value_bias: true)", on: [[3, 8], [5, 6]],
      gives: [3, 8], 240, 1104, 6.880998388, [1: 0.84824854, 23: 0.712814451]),
    fact(
      "cross_attention(2, bias: false, key_bias: true, scale: 1)", on: [[3, 8], [5, 6]], gives: [3, 8], 232,
      1104, -0.4932719972, [1: -0.174829797, 23: -0.112005691]),
    fact(
      "cross_attention(2, bias: false, soft_cap: 2.5, scale: 0.25)", on: [[3, 8], [5, 6]], gives: [3, 8], 224,
      1104, -1.207010047, [1: 0.107933077, 23: 0.260055766]),
    fact(
      "cross_attention(2, bias: false, causal: true, window: 2)", on: [[3, 8], [5, 6]], gives: [3, 8], 224,
      1104, -2.086132336, [1: 0.194831103, 23: 0.21396165]),
    fact(
      "cross_attention(2, bias: false, window: 2)", on: [[3, 8], [5, 6]], gives: [3, 8], 224, 1104,
      -1.689382698, [1: 0.185254404, 23: 0.21396165]),
    fact(
      "cross_attention(2, bias: false, causal: true, prefix: 3)", on: [[3, 8], [5, 6]], gives: [3, 8], 224,
      1104, -1.574540225, [1: 0.170146047, 23: 0.269296932]),
    fact(
      "cross_attention(2, bias: false, window: 1, prefix: 2)", on: [[3, 8], [5, 6]], gives: [3, 8], 224, 1104,
      -1.581100652, [1: 0.170146047, 23: 0.15941218]),
    fact(
      "cross_attention(2, bias: false, block: 2)", on: [[3, 8], [5, 6]], gives: [3, 8], 224, 1104,
      -1.802242719, [1: 0.303306814, 23: 0.111328125]),
    fact(
      "cross_attention(2, bias: false, block: 3, causal: true)", on: [[3, 8], [5, 6]], gives: [3, 8], 224,
      1104, -1.670869685, [1: 0.170146047, 23: 0.21396165]),
    // Source: PyTorch 2.15.0, in double precision: nn.MultiheadAttention and, where that has no such argument, nn.Linear around
    // scaled_dot_product_attention; multiply-adds by FlopCounterMode.
    SequenceFact(
      CrossAttention(2), on: [[5, 8], [3, 8]], gives: [5, 8], parameters: 288, multiplyAdds: 1264,
      checksum: 18.43189708, entries: [1: 1.04281219, 39: 0.590489115]),
    SequenceFact(
      CrossAttention(2), on: [[4, 8], [7, 6]], gives: [4, 8], parameters: 256, multiplyAdds: 1632,
      checksum: 9.398862695, entries: [1: 1.10277577, 31: 0.627069853]),
    SequenceFact(
      CrossAttention(4, keyHeads: 2, bias: false), on: [[4, 8], [6, 5]], gives: [4, 8], parameters: 168,
      multiplyAdds: 1136,
      checksum: 2.246019283, entries: [1: 0.000867082774, 31: 0.0445106277]),
    SequenceFact(
      CrossAttention(2, keyWidth: 3, valueWidth: 5), on: [[4, 6], [3, 4]], gives: [4, 6], parameters: 188,
      multiplyAdds: 768,
      checksum: -24.86617099, entries: [1: -0.220492958, 23: -0.342857183]),
    SequenceFact(
      CrossAttention(2, valueWidth: 3, output: false), on: [[2, 4, 6], [2, 3, 4]], gives: [2, 4, 6],
      parameters: 102, multiplyAdds: 864,
      checksum: 5.865780533, entries: [1: 0.205366268, 47: 0.419202884]),
  ].compactMap { $0 }
}

extension Refusal {
  static let crossAttention: [Refusal] = [
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
  ]
}

extension ArgumentRefusal {
  static let crossAttention: [ArgumentRefusal] = [
    ArgumentRefusal("cross_attention", ["heads": 0], "heads"),
    ArgumentRefusal("cross_attention", ["heads": 2, "output_bias": "none"], "output_bias"),
  ]
}

extension Giant {
  static let crossAttention: [Giant] = [
    Giant(
      CrossAttention(2, keyWidth: large / 2, valueWidth: 3, bias: false, output: false),
      on: [[4, 8], [large, 2]], gives: [4, 6], parameters: [1 << 43, 1 << 41, 12])
  ]
}
