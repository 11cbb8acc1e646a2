import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `F.linear`, `F.rms_norm`, `F.layer_norm`, `F.normalize` and products of matrices,
  // rotary positions by `rotate_half` as in transformers and by `torch.polar`, masks by comparing positions one by one;
  // multiply-adds by FlopCounterMode.
  static let attend: [SequenceFact] = [
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
}
