import ArchGraph
import ArchOperators

/// What PyTorch makes of small windows that see nothing after them.
enum CausalFacts {
  // Source: PyTorch 2.15.0, in double precision: torch.nn.functional.pad before the input alone, and conv1d, max_pool1d or
  // avg_pool1d, for the inputs and
  // parameters that `SequenceFact` makes.
  static let facts: [SequenceFact] = [
    SequenceFact(
      Conv(16, kernel: 2, padding: .causal, dilation: 8), on: [[4, 100]], gives: [16, 100], parameters: 144,
      multiplyAdds: 12800,
      checksum: -79.828125, entries: [533: 0.734375, 1599: -1.0234375]),
    SequenceFact(
      Conv(3, kernel: 3, stride: 2, padding: .causal, dilation: 2, groups: 1), on: [[2, 9]], gives: [3, 5],
      parameters: 21, multiplyAdds: 90,
      checksum: 0.984375, entries: [5: -0.421875, 14: 0.7265625]),
    SequenceFact(
      DepthwiseConv(kernel: 3, stride: 3, padding: .causal, multiplier: 2), on: [[3, 8]], gives: [6, 3],
      parameters: 24, multiplyAdds: 54,
      checksum: -4.796875, entries: [6: 0.46875, 17: -0.125]),
    SequenceFact(
      MaxPool(3, stride: 2, padding: .causal), on: [[2, 7]], gives: [2, 4], parameters: 0,
      checksum: 19.25, entries: [2: 1.25, 7: 0.125]),
    SequenceFact(
      AvgPool(3, stride: 2, padding: .causal), on: [[2, 7]], gives: [2, 4], parameters: 0,
      checksum: 13.54166667, entries: [2: 1.125, 7: 0]),
  ]
}
