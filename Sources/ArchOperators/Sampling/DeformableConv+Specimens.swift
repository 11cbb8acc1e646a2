import ArchGraph

extension DeformableConv {
  /// Kernels, strides, dilations and padding, groups of both kinds, with and without a mask, single elements.
  public static let specimens: [Specimen<DeformableConv>] = [
    Specimen(DeformableConv(2, kernel: 3, padding: 1), on: [[2, 3, 4], [18, 3, 4]]),
    Specimen(DeformableConv(3, kernel: 2), on: [[2, 3, 3], [8, 2, 2], [4, 2, 2]]),
    Specimen(DeformableConv(1, kernel: 1, bias: false), on: [[3, 2, 3], [2, 2, 3]]),
    Specimen(
      DeformableConv(2, kernel: .each([3, 1]), stride: .each([2, 1]), padding: .symmetric(.each([1, 0]))),
      on: [[1, 4, 2], [6, 2, 2], [3, 2, 2]]),
    Specimen(DeformableConv(2, kernel: 2, padding: 1, dilation: 2), on: [[2, 3, 2], [8, 3, 2]]),
    Specimen(DeformableConv(4, kernel: 2, stride: 2, groups: 2), on: [[4, 3, 4], [8, 1, 2]]),
    Specimen(
      DeformableConv(4, kernel: 2, groups: 4, offsetGroups: 2), on: [[4, 2, 3], [16, 1, 2], [8, 1, 2]]),
    Specimen(DeformableConv(2, kernel: 2, offsetGroups: 3, bias: false), on: [[3, 2, 3], [24, 1, 2]]),
    Specimen(DeformableConv(2, kernel: 2, padding: .same), on: [[1, 2, 3], [8, 2, 3]]),
    Specimen(DeformableConv(3, kernel: 1), on: [[1, 1, 1], [2, 1, 1], [1, 1, 1]]),
    Specimen(
      DeformableConv(1, kernel: 2, stride: 2, padding: .explicit([.init(0, 1), .init(1, 0)])),
      on: [[1, 3, 3], [8, 2, 2]]),
  ]
}
