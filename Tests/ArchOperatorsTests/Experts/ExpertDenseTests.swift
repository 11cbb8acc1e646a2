import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `torch.bmm` with the weights of the experts that are chosen.
  static let expertDense: [SequenceFact] = [
    SequenceFact(
      ExpertDense(3, experts: 4), on: [[6, 5], [3, 2]], indices: [1: 4], gives: [6, 3], parameters: 72,
      multiplyAdds: 90, checksum: 2.4765625, entries: [1: -0.0625, 17: 0.4609375]),
    SequenceFact(
      ExpertDense(2, experts: 3, bias: false), on: [[4, 3], [4, 1]], indices: [1: 3], gives: [4, 2],
      parameters: 18, multiplyAdds: 24, checksum: -0.015625, entries: [1: 0.921875, 7: -0.0390625]),
  ]
}
