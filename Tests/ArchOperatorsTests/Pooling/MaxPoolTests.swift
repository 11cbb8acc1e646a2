import ArchGraph
import ArchOperators

extension PyTorchFact {
  static let maxPool = rows(
    """
    max_pool(3, stride: 2, padding: [[0, 1], [1, 0]]) | 2 6 7 | 2 3 3 | 0 | - | 15.25 81.75 0.75
    max_pool(3, stride: 2, padding: 1) | 64 112 112 | 64 56 56 | 0 | - | -
    max_pool(3, stride: 2, ceil: true) | 96 55 55 | 96 27 27 | 0 | - | -
    max_pool([2, 4], stride: 2, padding: 1, dilation: [1, 1]) | 3 3 3 | 3 2 1 | 0 | - | 4 13.875 1
    max_pool(4, stride: [3], padding: 2, ceil: true) | 4 6 | 4 3 | 0 | - | 3.5 10.875 0.875
    max_pool([2, 1], padding: [0, 0], dilation: [3, 1], ceil: true) | 4 8 9 | 4 3 9 | 0 | - | 64.5 434.375 1
    max_pool(2, padding: 1, dilation: [3, 2]) | 4 6 9 | 4 3 5 | 0 | - | 17 130.875 0.5
    max_pool(4, stride: 2, padding: [2], dilation: [1], ceil: true) | 4 5 | 4 4 | 0 | - | 1.75 -2.75 -1.125
    max_pool([2, 4], stride: 2, dilation: [3, 1]) | 3 5 6 | 3 1 2 | 0 | - | 3.75 11.875 0.75
    max_pool(2, dilation: 2, ceil: true) | 3 5 | 3 2 | 0 | - | 2.75 4.875 -0.25
    max_pool([2, 2], stride: 3, dilation: [1, 3], ceil: true) | 1 7 4 | 1 3 1 | 0 | - | 1.25 2.25 0.625
    max_pool(1, stride: 2, ceil: true) | 1 10 | 1 5 | 0 | - | 1.375 6.375 0.25
    max_pool(3, stride: [1, 2], ceil: true) | 2 9 3 | 2 7 1 | 0 | - | 10.625 73.25 0.375
    max_pool(3, stride: 2, padding: 1, dilation: 2) | 2 5 5 3 | 2 2 2 1 | 0 | - | 4.5 21.25 0.625
    max_pool(2, padding: [0, 0], dilation: 3) | 1 6 7 | 1 2 2 | 0 | - | 2.5 5.5 1
    max_pool(2, padding: 1, dilation: 3) | 4 5 5 3 | 4 2 2 1 | 0 | - | 5.375 26.375 0.625
    max_pool([3, 4], padding: 1, ceil: true) | 4 6 3 | 4 3 1 | 0 | - | 5.5 33.25 -0.25
    max_pool(3, stride: 1, ceil: true) | 1 10 | 1 8 | 0 | - | 6.375 23.875 0.375
    max_pool([4, 4, 4], stride: 2, padding: [0, 1, 1]) | 2 4 3 5 | 2 1 1 2 | 0 | - | 4.5 11.25 1.125
    max_pool([4], stride: [2], padding: [1], dilation: 3, ceil: true) | 4 10 | 4 2 | 0 | - | 3 7.75 -0.25
    max_pool(2, stride: [3, 1], dilation: 2, ceil: true) | 1 9 6 | 1 3 4 | 0 | - | 11.5 73 1.125
    max_pool(4, padding: [0, 1], ceil: true) | 4 4 4 | 4 1 2 | 0 | - | 8.125 36.875 1
    max_pool(1, padding: [0], dilation: [2]) | 3 8 | 3 8 | 0 | - | 2.625 30.875 0.75
    """)
}

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: torch.nn.functional.pad before the input alone, and conv1d, max_pool1d or
  // avg_pool1d.
  static let maxPool: [SequenceFact] = [
    SequenceFact(
      MaxPool(3, stride: 2, padding: .causal), on: [[2, 7]], gives: [2, 4], parameters: 0,
      checksum: 19.25, entries: [2: 1.25, 7: 0.125])
  ]
}
