import ArchGraph
import ArchOperators

extension PyTorchFact {
  static let upsample = rows(
    """
    upsample(2) | 2 3 4 | 2 6 8 | 0 | - | 10.5 62.125 0.75
    upsample(3) | 1 4 3 | 1 12 9 | 0 | - | 39.375 273 -0.125
    upsample([1, 2]) | 2 2 5 | 2 2 10 | 0 | - | -2.25 -17 -1.125
    upsample([4, 5]) | 1 3 2 | 1 12 10 | 0 | - | 65 444.375 0.625
    upsample(2) | 3 6 | 3 12 | 0 | - | 2 21.75 -0.875
    upsample(3) | 2 4 | 2 12 | 0 | - | 12.375 104.25 0.375
    upsample(2) | 1 2 3 2 | 1 4 6 4 | 0 | - | 35 254 -0.125
    upsample([3, 2, 1]) | 1 2 1 3 | 1 6 2 3 | 0 | - | 19.5 127.5 0.625
    upsample(4) | 2 1 1 | 2 4 4 | 0 | - | 0 10.125 1.125
    upsample(2, mode: bilinear) | 2 3 4 | 2 6 8 | 0 | - | 10.5 72.9688 0.75
    upsample(3, mode: bilinear) | 1 4 3 | 1 12 9 | 0 | - | 39.375 276.2917 -0.125
    upsample([1, 2], mode: bilinear) | 2 2 5 | 2 2 10 | 0 | - | -2.25 -17.5 -1.125
    upsample([4, 5], mode: bilinear) | 1 3 2 | 1 12 10 | 0 | - | 65 456.4344 0.625
    upsample(2, mode: bilinear) | 3 6 | 3 12 | 0 | - | 2 21.2188 -0.875
    upsample(3, mode: bilinear) | 2 4 | 2 12 | 0 | - | 12.375 103.7083 0.375
    upsample(2, mode: bilinear) | 1 2 3 2 | 1 4 6 4 | 0 | - | 35 253.2266 -0.125
    upsample([3, 2, 1], mode: bilinear) | 1 2 1 3 | 1 6 2 3 | 0 | - | 19.5 131.1667 0.625
    upsample(4, mode: bilinear) | 2 1 1 | 2 4 4 | 0 | - | 0 10.125 1.125
    """)
}

extension Refusal {
  static let upsample: [Refusal] = [
    Refusal("upsample([2, 2])", on: [[2, 9]], .axes(argument: "scale", given: 2, needed: 1)),
    Refusal("upsample(1099511627776)", on: [[1, 1 << 40]], .tooLarge([])),
  ]
}

extension ArgumentRefusal {
  static let upsample: [ArgumentRefusal] = [
    ArgumentRefusal(call: "upsample(0)", "scale"),
    ArgumentRefusal(call: "upsample(2, mode: cubic)", "mode"),
  ]
}
