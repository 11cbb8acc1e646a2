import ArchGraph
import ArchOperators

extension PyTorchFact {
  static let lpPool = rows(
    """
    lp_pool(2) | 2 6 7 | 2 3 3 | 0 | - | 24.9413 141.7225 1.5512
    lp_pool(3, stride: 2, padding: 1) | 1 7 6 | 1 4 3 | 0 | - | 21.8197 145.0795 2.0578
    lp_pool(3, power: 3, stride: 1) | 2 5 5 | 2 3 3 | 0 | - | 27.8104 163.7723 1.6682
    lp_pool(3, stride: 2, ceil: true) | 2 7 8 | 2 3 4 | 0 | - | 49.8483 319.5261 1.8498
    lp_pool([2, 3], power: 1) | 1 6 6 | 1 3 2 | 0 | - | 20.625 66.75 2.25
    lp_pool(3, stride: 2) | 3 9 | 3 4 | 0 | - | 13.8295 90.6301 0.8839
    lp_pool(2, power: 1.5) | 2 6 | 2 3 | 0 | - | 5.4982 13.118 0.125
    lp_pool(3, power: 4, stride: 2, padding: [[1, 0], [0, 1]]) | 1 6 5 | 1 3 2 | 0 | - | 7.9219 28.2238 1.4356
    """)
}

extension Refusal {
  static let lpPool: [Refusal] = [
    Refusal(
      "lp_pool(3, stride: [1, 2])", on: [[2, 9, 9, 9]], .axes(argument: "stride", given: 2, needed: 3)),
    Refusal("lp_pool(3)", on: [[2, 5, 5, 2]], .window(axis: "width", kernel: 3, padded: 2, input: 2)),
  ]
}

extension ArgumentRefusal {
  static let lpPool: [ArgumentRefusal] = [
    ArgumentRefusal(call: "lp_pool(2, power: 0.5)", "power")
  ]
}
