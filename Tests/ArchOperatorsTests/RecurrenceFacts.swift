import ArchGraph
import ArchOperators

/// What other implementations make of small cases of scans, linear attention and what else goes over sequences.
enum RecurrenceFacts {
  static let facts: [SequenceFact] = scans + layers + products

  // Source: NumPy 2.4.6, in double precision, for the inputs and parameters that `SequenceFact` makes, each written in
  // another form than the definition: the scans as sums over all pairs of tokens (the attention form of Dao and Gu
  // 2024), `wkv` as the plain quotient of sums of exponentials, `wkv7` as products of matrices, linear attention with the whole matrix of its
  // weights. The multiply-adds are those of the recurrences in the papers.
  private static let scans: [SequenceFact] = [
    SequenceFact(
      SelectiveScan(), on: [[5, 3], [5, 3], [5, 4], [5, 4]], gives: [5, 3], parameters: 15, multiplyAdds: 60,
      checksum: -22.07227028, entries: [1: -1.45019531, 14: -2.39170423]),
    SequenceFact(
      SelectiveScan(softplus: true), on: [[4, 2], [4, 2], [4, 3], [4, 3]], gives: [4, 2], parameters: 8,
      multiplyAdds: 24,
      checksum: -15.18138854, entries: [1: -2.2136393, 7: -0.831879084]),
    SequenceFact(
      SelectiveScan(softplus: true, skip: false), on: [[6, 3], [6, 3], [6, 2], [6, 2]], gives: [6, 3],
      parameters: 6, multiplyAdds: 36,
      checksum: -11.47896541, entries: [1: -1.11914579, 17: 0.408030125]),
    SequenceFact(
      SelectiveScan(), on: [[1, 2], [1, 2], [1, 2], [1, 2]], gives: [1, 2], parameters: 6, multiplyAdds: 4,
      checksum: -1.514648438, entries: [1: -0.982910156]),
    SequenceFact(
      Mamba2Scan(2, state: 4), on: [[5, 6], [5, 2], [5, 4], [5, 4]], gives: [5, 6], parameters: 6,
      multiplyAdds: 120,
      checksum: -52.41308091, entries: [1: -3.13499079, 29: -0.349086171]),
    SequenceFact(
      Mamba2Scan(4, state: 2), on: [[4, 8], [4, 4], [4, 4], [4, 4]], gives: [4, 8], parameters: 12,
      multiplyAdds: 64,
      checksum: -24.11327571, entries: [1: -1.61046415, 31: -0.0475934572]),
    SequenceFact(
      Mamba2Scan(3, state: 2, skip: false), on: [[3, 3], [3, 3], [3, 6], [3, 6]], gives: [3, 3],
      parameters: 6, multiplyAdds: 18,
      checksum: -9.834165865, entries: [1: -0.86372637, 8: 1.44337586]),
    SequenceFact(
      Mamba2Scan(1, state: 3), on: [[1, 4], [1, 1], [1, 3], [1, 3]], gives: [1, 4], parameters: 3,
      multiplyAdds: 12,
      checksum: -17.66545503, entries: [1: -2.39901241, 3: -1.96282834]),
    SequenceFact(
      WKV(), on: [[6, 3], [6, 3]], gives: [6, 3], parameters: 6,
      checksum: 3.187344789, entries: [1: 0.375, 17: 0.383209311]),
    SequenceFact(
      WKV(), on: [[1, 2], [1, 2]], gives: [1, 2], parameters: 4,
      checksum: 1.25, entries: [1: 0.375]),
    SequenceFact(
      WKV(), on: [[12, 1], [12, 1]], gives: [12, 1], parameters: 2,
      checksum: -3.18602608, entries: [1: 0.387609828, 11: -0.634589022]),
    SequenceFact(
      WKV6(2), on: [[5, 6], [5, 6], [5, 6], [5, 6]], gives: [5, 6], parameters: 6, multiplyAdds: 90,
      checksum: -13.90540777, entries: [1: -0.205078125, 29: 0.184069712]),
    SequenceFact(
      WKV6(1), on: [[1, 2], [1, 2], [1, 2], [1, 2]], gives: [1, 2], parameters: 2, multiplyAdds: 4,
      checksum: -0.6083984375, entries: [1: -0.217285156]),
    SequenceFact(
      WKV6(1), on: [[7, 2], [7, 2], [7, 2], [7, 2]], gives: [7, 2], parameters: 2, multiplyAdds: 28,
      checksum: -11.33594791, entries: [1: -0.217285156, 13: 0.0908896949]),
    SequenceFact(
      WKV7(2), on: [[5, 6], [5, 6], [5, 6], [5, 6], [5, 6], [5, 6]], gives: [5, 6], parameters: 0,
      multiplyAdds: 180,
      checksum: -15.40031716, entries: [1: -1.01953125, 29: -0.398962533]),
    SequenceFact(
      WKV7(1), on: [[1, 3], [1, 3], [1, 3], [1, 3], [1, 3], [1, 3]], gives: [1, 3], parameters: 0,
      multiplyAdds: 18,
      checksum: -5.77734375, entries: [1: -1.01953125, 2: -0.849609375]),
    SequenceFact(
      WKV7(2), on: [[6, 2], [6, 2], [6, 2], [6, 2], [6, 2], [6, 2]], gives: [6, 2], parameters: 0,
      multiplyAdds: 24,
      checksum: 1.060782328, entries: [1: -0.64453125, 11: -0.0271801059]),
    SequenceFact(
      LinearAttention(2), on: [[4, 6], [4, 6], [4, 6]], gives: [4, 6], parameters: 0, multiplyAdds: 168,
      checksum: 6.530878656, entries: [1: -0.0616722338, 23: 0.574357484]),
    SequenceFact(
      LinearAttention(2), on: [[3, 4], [5, 4], [5, 8]], gives: [3, 8], parameters: 0, multiplyAdds: 140,
      checksum: 27.2032228, entries: [1: 0.354932073, 23: 0.266526081]),
    SequenceFact(
      LinearAttention(2, causal: true), on: [[5, 6], [5, 6], [5, 4]], gives: [5, 4], parameters: 0,
      multiplyAdds: 150,
      checksum: 5.419258523, entries: [1: -0.624999907, 19: 0.052527606]),
    SequenceFact(
      LinearAttention(1, feature: .relu, epsilon: 0.5), on: [[4, 3], [3, 3], [3, 2]], gives: [4, 2],
      parameters: 0, multiplyAdds: 54,
      checksum: -10.04035689, entries: [1: -0.389705882, 7: -0.275]),
    SequenceFact(
      LinearAttention(2, feature: .none, normalize: false), on: [[5, 6], [4, 6], [4, 4]], gives: [5, 4],
      parameters: 0, multiplyAdds: 108,
      checksum: 0.3671875, entries: [1: 0.197265625, 19: -0.33203125]),
    SequenceFact(
      LinearAttention(1, causal: true, feature: .relu, normalize: false), on: [[4, 3], [4, 3], [4, 2]],
      gives: [4, 2], parameters: 0, multiplyAdds: 48,
      checksum: -13.89257812, entries: [1: -0.517578125, 7: -0.236328125]),
  ]

  // Source: PyTorch 2.15.0, in double precision: nn.LSTM with `proj_size` (with `biases: one` the second bias is
  // zero), and a loop over the steps with F.conv1d to F.conv3d, whose multiply-adds FlopCounterMode counts.
  private static let layers: [SequenceFact] = [
    SequenceFact(
      ConvLSTM(2, kernel: 3), on: [[3, 2, 4, 5]], gives: [3, 2, 4, 5], parameters: 296, multiplyAdds: 17280,
      checksum: 5.738004479, entries: [1: -0.209931408, 119: -0.171246745]),
    SequenceFact(
      ConvLSTM(2, kernel: .each([2, 3]), padding: .valid, bias: false, returns: .last), on: [[3, 1, 5, 4]],
      gives: [2, 4, 2], parameters: 144, multiplyAdds: 3456,
      checksum: 2.541081906, entries: [1: 0.135964641, 15: 0.0157056831]),
    SequenceFact(
      ConvLSTM(3, kernel: 2, stride: 2), on: [[2, 3, 6]], gives: [2, 3, 3], parameters: 156,
      multiplyAdds: 864,
      checksum: 0.2483040933, entries: [1: -0.102592994, 17: 0.138849432]),
    SequenceFact(
      ConvLSTM(1, kernel: .each([3, 1, 2])), on: [[2, 1, 3, 2, 3]], gives: [2, 1, 3, 2, 3], parameters: 52,
      multiplyAdds: 1728,
      checksum: -12.52045806, entries: [1: 0.0429636337, 35: -0.240117821]),
    SequenceFact(
      LSTM(4, projection: 2), on: [[4, 3]], gives: [4, 2], parameters: 120, multiplyAdds: 352,
      checksum: -1.415091777, entries: [1: -0.00415199559, 7: 0.0344621603]),
    SequenceFact(
      LSTM(3, bidirectional: true, projection: 2), on: [[3, 2]], gives: [3, 4], parameters: 156,
      multiplyAdds: 324,
      checksum: -2.208237209, entries: [1: -0.0510604208, 11: -0.0425723469]),
    SequenceFact(
      LSTM(3, returns: .last, projection: 1), on: [[4, 2]], gives: [1], parameters: 63, multiplyAdds: 156,
      checksum: -0.06326587525, entries: [0: -0.0632658752]),
    SequenceFact(
      LSTM(3, bidirectional: true, biases: .none, returns: .last, projection: 2), on: [[3, 3]], gives: [4],
      parameters: 132, multiplyAdds: 396,
      checksum: 0.5110687758, entries: [1: -0.0391155663, 3: 0.108570951]),
    SequenceFact(
      LSTM(3, biases: .one, projection: 2), on: [[4, 2]], gives: [4, 2], parameters: 66, multiplyAdds: 216,
      checksum: 1.031094717, entries: [1: -0.0169085441, 7: -0.158765138]),
  ]

  // Source: NumPy 2.4.6, in double precision: `numpy.fft.fftn`, and a product with the whole matrix.
  private static let products: [SequenceFact] = [
    SequenceFact(
      FFT([0, 1]), on: [[4, 6]], gives: [4, 6], parameters: 0, multiplyAdds: 480,
      checksum: -33.01715532, entries: [1: -4.4375, 23: -4.43181033]),
    SequenceFact(
      FFT([0], part: .complex), on: [[5]], gives: [2, 5], parameters: 0, multiplyAdds: 50,
      checksum: -26.61894, entries: [1: -2.0625, 9: 0.43011935]),
    SequenceFact(
      FFT([1]), on: [[3, 8]], gives: [3, 8], parameters: 0, multiplyAdds: 192,
      checksum: -44.625, entries: [1: -1.875, 23: -1.875]),
    SequenceFact(
      FFT([2, 0, 1]), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 0, multiplyAdds: 528,
      checksum: -82, entries: [1: -0.875, 23: -2.375]),
    SequenceFact(
      FFT([0, 1], part: .complex), on: [[2, 5]], gives: [2, 2, 5], parameters: 0, multiplyAdds: 240,
      checksum: -47.11287999, entries: [1: -1.75, 19: 0]),
    SequenceFact(
      FFT([0], part: .complex), on: [[6, 1]], gives: [2, 6, 1], parameters: 0, multiplyAdds: 72,
      checksum: -32.21891109, entries: [1: -2, 11: 0.649519053]),
    SequenceFact(
      SparseMatmul(7, rows: 4), on: [[5, 3]], gives: [4, 3], parameters: 0, multiplyAdds: 21,
      checksum: 1.359375, entries: [1: -0.3125, 11: -0.046875]),
    SequenceFact(
      SparseMatmul(3, rows: 6), on: [[4, 2]], gives: [6, 2], parameters: 0, multiplyAdds: 6,
      checksum: 0.484375, entries: [1: -0.6875, 11: 0]),
    SequenceFact(
      SparseMatmul(9, rows: 3), on: [[3, 4]], gives: [3, 4], parameters: 0, multiplyAdds: 36,
      checksum: 7.484375, entries: [1: -1.109375, 11: 0.1796875]),
  ]
}
