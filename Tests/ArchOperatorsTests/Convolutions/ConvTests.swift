import ArchGraph
import ArchOperators

extension PyTorchFact {
  static let conv = rows(
    """
    conv(4, kernel: 3) | 3 7 8 | 4 5 6 | 112 | 3240 | -37.8906 -96.75 -1.3125
    conv(4, kernel: 3, padding: same) | 3 7 8 | 4 7 8 | 112 | 6048 | -46.2031 -423.0312 -0.0781
    conv(3, kernel: 4, padding: same) | 2 6 7 | 3 6 7 | 99 | 4032 | 1.0938 141.3906 0.4844
    conv(2, kernel: [2, 3], padding: same, dilation: 2) \
      | 2 8 9 | 2 8 9 | 26 | 1728 | -99.1094 -701.0156 0.0312
    conv(3, kernel: 2, padding: same, dilation: 3) | 2 9 | 3 9 | 15 | 108 | -16.2031 -75.2812 -0.3281
    conv(3, kernel: 3, stride: 2, padding: [[0, 1], [2, 0]]) \
      | 2 6 5 | 3 3 3 | 57 | 486 | 34.9688 278.7344 3.0469
    conv(2, kernel: [3, 5], stride: [1, 2], padding: [1, 2], dilation: [1, 2], bias: false) \
      | 1 5 9 | 2 5 3 | 30 | 450 | 0.1562 52.1406 -1.0938
    conv(64, kernel: 7, stride: 2, padding: 3, bias: false) | 3 224 224 | 64 112 112 | 9408 | 118013952 | -
    conv(128, kernel: 3, padding: 1, groups: 32, bias: false) | 128 28 28 | 128 28 28 | 4608 | 3612672 | -
    conv(2, kernel: 2, stride: 3, dilation: [3]) | 4 6 | 2 1 | 18 | 16 | 4.3438 7.8906 3.5469
    conv(4, kernel: 4, padding: [1], groups: 2) | 8 11 | 4 10 | 68 | 640 | 27.9375 141.7344 0.625
    conv(2, kernel: 3, stride: 3, padding: [1, 0]) | 2 3 7 | 2 1 2 | 38 | 72 | -2.25 -2.4844 0.7969
    conv(3, kernel: 1, stride: [2], padding: 1, dilation: 3) | 3 10 | 3 6 | 12 | 54 | 13.5469 94.8906 1.8906
    conv(2, kernel: 3, stride: 2, groups: 2) | 6 4 5 | 2 1 2 | 56 | 108 | -3.9062 -12.8594 -1.625
    conv(6, kernel: [3, 4], stride: [2, 1], groups: 2) | 4 9 5 | 6 4 2 | 150 | 1152 | 32.0156 7.3281 -5.4844
    conv(9, kernel: 2, padding: [1, 1], groups: 3) | 6 9 9 | 9 10 10 | 81 | 7200 | -104.6562 -613.4531 -1.25
    conv(1, kernel: 3, dilation: 3) | 2 7 7 | 1 1 1 | 19 | 18 | 7.1875 7.1875 7.1875
    conv(4, kernel: 2, padding: [1], groups: 2) | 2 5 | 4 6 | 12 | 48 | -7.125 -54.2344 0.9062
    conv(1, kernel: 4, dilation: 2, bias: false) | 1 7 | 1 1 | 4 | 4 | -0.0781 -0.0781 -0.0781
    conv(1, kernel: 3, stride: 2, padding: 2, dilation: 2) | 2 9 6 | 1 5 3 | 19 | 270 | -5.1719 15.5 -1.0938
    conv(3, kernel: 4, stride: [2], padding: [1], dilation: [2]) | 2 6 | 3 1 | 27 | 24 | -2.4375 -4 -1.5625
    conv(2, kernel: 2, stride: 3, dilation: 3) | 3 11 | 2 3 | 14 | 36 | 1.6406 10.9375 0.9688
    conv(2, kernel: 2, stride: 2, dilation: [1, 2]) | 1 5 9 | 2 2 4 | 10 | 64 | -8.1875 -51.3594 -0.3594
    conv(1, kernel: 1, stride: 2, padding: [2, 1]) | 4 4 3 | 1 4 3 | 5 | 48 | -5.7344 -37.7656 -0.5
    conv(6, kernel: 3, groups: 3, bias: false) | 6 3 | 6 1 | 36 | 36 | 2.375 1.125 1.3281
    conv(3, kernel: 2, padding: 1, dilation: [3, 3]) | 4 6 6 | 3 5 5 | 51 | 1200 | 85.2031 455.6562 2.1094
    conv(1, kernel: 2, stride: [3], padding: 1, dilation: 2) | 4 6 | 1 2 | 9 | 16 | 0.8594 1.1562 0.2969
    conv(1, kernel: [4], stride: 2, padding: 2, dilation: 2) | 4 6 | 1 2 | 17 | 32 | 3.4062 4.125 0.7188
    conv(1, kernel: 1, stride: [2], dilation: [3], bias: false) | 3 5 | 1 3 | 3 | 9 | -0.5781 -1.5156 -0.125
    """)
}

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: torch.nn.functional.pad before the input alone, and conv1d, max_pool1d or
  // avg_pool1d.
  static let conv: [SequenceFact] = [
    SequenceFact(
      Conv(16, kernel: 2, padding: .causal, dilation: 8), on: [[4, 100]], gives: [16, 100], parameters: 144,
      multiplyAdds: 12800,
      checksum: -79.828125, entries: [533: 0.734375, 1599: -1.0234375]),
    SequenceFact(
      Conv(3, kernel: 3, stride: 2, padding: .causal, dilation: 2, groups: 1), on: [[2, 9]], gives: [3, 5],
      parameters: 21, multiplyAdds: 90,
      checksum: 0.984375, entries: [5: -0.421875, 14: 0.7265625]),
  ]
}
