import ArchGraph
import ArchOperators

extension SequenceFacts {
  // Source: PyTorch 2.15.0, in double precision, for the inputs and parameters that `SequenceFact` makes: `F.linear`,
  // `F.rms_norm`, `F.layer_norm`, `F.normalize` and products of matrices, rotary positions by `rotate_half` as in
  // transformers and by `torch.polar`, masks by comparing positions one by one; multiply-adds by FlopCounterMode.
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
      "cross_attention(2, bias: false, rotary: 10000)", on: [[3, 8], [5, 6]], gives: [3, 8], 224, 1104,
      -1.251713231, [1: 0.102918092, 23: 0.259111255]),
    fact(
      "attention(2, bias: false, rotary: 100, rotary_width: 2, rotary_interleaved: true, rotary_scale: 2)",
      on: [[5, 8]], gives: [5, 8], 256, 1680, -1.918140947, [1: -0.101995518, 39: -0.197631673]),
    fact(
      "cross_attention(2, bias: false, rotary: 100, rotary_width: 2, rotary_interleaved: true, rotary_scale: 2)",
      on: [[3, 8], [5, 6]], gives: [3, 8], 224, 1104, -1.397739475, [1: 0.115106711, 23: 0.244921873]),
    fact(
      "attention(2, bias: false, qk_norm: rms, key_heads: 1, rotary: 500, rotary_interleaved: true)",
      on: [[5, 8]], gives: [5, 8], 200, 1360, -0.3692624211, [1: -0.00464667442, 39: 0.00452294016]),
    fact(
      "cross_attention(2, bias: false, qk_norm: rms, key_heads: 1, rotary: 500, rotary_interleaved: true)",
      on: [[3, 8], [5, 6]], gives: [3, 8], 184, 864, 0.9017954942, [1: 0.22942243, 23: 0.398605717]),
    fact(
      "attention(2, bias: false, qk_norm: layer)", on: [[5, 8]], gives: [5, 8], 272, 1680, -1.765949946,
      [1: -0.0849745072, 39: -0.0277106521]),
    fact(
      "cross_attention(2, bias: false, qk_norm: layer)", on: [[3, 8], [5, 6]], gives: [3, 8], 240, 1104,
      -0.8533500049, [1: 0.0953523209, 23: 0.266108246]),
    fact(
      "attention(2, bias: false, qk_norm: l2, learnt_scale: true)", on: [[5, 8]], gives: [5, 8], 258, 1680,
      -3.013032437, [1: -0.0921774222, 39: -0.357338203]),
    fact(
      "cross_attention(2, bias: false, qk_norm: l2, learnt_scale: true)", on: [[3, 8], [5, 6]],
      gives: [3, 8], 226, 1104, -1.361084499, [1: 0.14467533, 23: 0.336661486]),
    fact(
      "attention(2, bias: false, query_bias: true, value_bias: true)", on: [[5, 8]], gives: [5, 8], 272, 1680,
      14.35989007, [1: 0.740927438, 39: 0.695751746]),
    fact(
      "cross_attention(2, bias: false, query_bias: true, value_bias: true)", on: [[3, 8], [5, 6]],
      gives: [3, 8], 240, 1104, 6.880998388, [1: 0.84824854, 23: 0.712814451]),
    fact(
      "attention(2, bias: false, key_bias: true, scale: 1)", on: [[5, 8]], gives: [5, 8], 264, 1680,
      3.084810348, [1: -0.254132581, 39: -0.0438177047]),
    fact(
      "cross_attention(2, bias: false, key_bias: true, scale: 1)", on: [[3, 8], [5, 6]], gives: [3, 8], 232,
      1104, -0.4932719972, [1: -0.174829797, 23: -0.112005691]),
    fact(
      "attention(2, bias: false, soft_cap: 2.5, scale: 0.25)", on: [[5, 8]], gives: [5, 8], 256, 1680,
      -1.504933781, [1: -0.0948635771, 39: -0.134572239]),
    fact(
      "cross_attention(2, bias: false, soft_cap: 2.5, scale: 0.25)", on: [[3, 8], [5, 6]], gives: [3, 8], 224,
      1104, -1.207010047, [1: 0.107933077, 23: 0.260055766]),
    fact(
      "attention(2, bias: false, causal: true, window: 2)", on: [[5, 8]], gives: [5, 8], 256, 1680,
      -3.288067879, [1: 0.0239257812, 39: 0.387218505]),
    fact(
      "cross_attention(2, bias: false, causal: true, window: 2)", on: [[3, 8], [5, 6]], gives: [3, 8], 224,
      1104, -2.086132336, [1: 0.194831103, 23: 0.21396165]),
    fact(
      "attention(2, bias: false, window: 2)", on: [[5, 8]], gives: [5, 8], 256, 1680, -3.15513681,
      [1: -0.0356285731, 39: 0.387218505]),
    fact(
      "cross_attention(2, bias: false, window: 2)", on: [[3, 8], [5, 6]], gives: [3, 8], 224, 1104,
      -1.689382698, [1: 0.185254404, 23: 0.21396165]),
    fact(
      "attention(2, bias: false, causal: true, prefix: 3)", on: [[5, 8]], gives: [5, 8], 256, 1680,
      -5.800730703, [1: -0.0660014362, 39: -0.185451739]),
    fact(
      "cross_attention(2, bias: false, causal: true, prefix: 3)", on: [[3, 8], [5, 6]], gives: [3, 8], 224,
      1104, -1.574540225, [1: 0.170146047, 23: 0.269296932]),
    fact(
      "attention(2, bias: false, window: 1, prefix: 2)", on: [[5, 8]], gives: [5, 8], 256, 1680,
      -0.2438089545, [1: -0.0356285731, 39: -0.0260758907]),
    fact(
      "cross_attention(2, bias: false, window: 1, prefix: 2)", on: [[3, 8], [5, 6]], gives: [3, 8], 224, 1104,
      -1.581100652, [1: 0.170146047, 23: 0.15941218]),
    fact(
      "attention(2, bias: false, block: 2)", on: [[5, 8]], gives: [5, 8], 256, 1680, -4.062525635,
      [1: -0.0356285731, 39: 0.751953125]),
    fact(
      "cross_attention(2, bias: false, block: 2)", on: [[3, 8], [5, 6]], gives: [3, 8], 224, 1104,
      -1.802242719, [1: 0.303306814, 23: 0.111328125]),
    fact(
      "attention(2, bias: false, block: 3, causal: true)", on: [[5, 8]], gives: [5, 8], 256, 1680,
      -0.552707649, [1: 0.0239257812, 39: 0.387218505]),
    fact(
      "cross_attention(2, bias: false, block: 3, causal: true)", on: [[3, 8], [5, 6]], gives: [3, 8], 224,
      1104, -1.670869685, [1: 0.170146047, 23: 0.21396165]),
    fact(
      "attend", on: [[3, 4], [5, 4], [5, 2]], gives: [3, 2], 0, 90, 11.58882232,
      [1: 0.582000571, 5: 0.395495353]),
    fact(
      "attend(heads: 4, key_heads: 2)", on: [[3, 8], [4, 4], [4, 6]], gives: [3, 12], 0, 240, 4.796800027,
      [1: -0.0750150721, 35: 1.20899948]),
    fact(
      "attend(heads: 2, causal: true)", on: [[3, 4], [5, 4], [5, 4], [2, 3, 5]], gives: [3, 4], 0, 120,
      3.598331737, [1: 0.310329593, 11: -0.0354111403]),
    fact(
      "attend(heads: 2, scale: 1)", on: [[2, 2, 4], [2, 3, 4], [2, 3, 2], [2, 3]], gives: [2, 2, 2], 0, 72,
      12.13897851, [1: -0.573912741, 7: 0.718931722]),
    fact("rotary", on: [[4, 6]], gives: [4, 6], 0, 0, 34.33526511, [1: 1.375, 23: 1.00886609]),
    fact(
      "rotary(100, heads: 2)", on: [[5, 8]], gives: [5, 8], 0, 0, 26.23644891, [1: 1.375, 39: 0.97439511]),
    fact(
      "rotary(100, width: 2, interleaved: true, scale: 2, past: 3)", on: [[4, 6]], gives: [4, 6], 0, 0,
      34.69154182, [1: -0.775544461, 23: 1]),
  ].compactMap { $0 }

  // Source: PyTorch 2.15.0, in double precision: `torch.bmm` with the weights of the experts that are chosen.
  static let experts: [SequenceFact] = [
    SequenceFact(
      ExpertDense(3, experts: 4), on: [[6, 5], [3, 2]], indices: [1: 4], gives: [6, 3], parameters: 72,
      multiplyAdds: 90, checksum: 2.4765625, entries: [1: -0.0625, 17: 0.4609375]),
    SequenceFact(
      ExpertDense(2, experts: 3, bias: false), on: [[4, 3], [4, 1]], indices: [1: 3], gives: [4, 2],
      parameters: 18, multiplyAdds: 24, checksum: -0.015625, entries: [1: 0.921875, 7: -0.0390625]),
  ]

  /// The operator of a call; nil, and so one fact fewer than there are lines, where it is none.
  private static func fact(
    _ call: String, on inputs: [Shape], gives shape: Shape, _ parameters: Int, _ multiplyAdds: Int,
    _ checksum: Double, _ entries: KeyValuePairs<Int, Double>
  ) -> SequenceFact? {
    (try? CallText(call).makeOperator()).map {
      SequenceFact(
        $0, on: inputs, gives: shape, parameters: parameters, multiplyAdds: multiplyAdds, checksum: checksum,
        entries: entries)
    }
  }
}
