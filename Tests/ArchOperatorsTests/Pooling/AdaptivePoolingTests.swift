import ArchGraph
import ArchOperators
import Testing

/// Which windows an adaptive pooling lists.
@Suite struct AdaptivePoolingTests {
  /// Windows of uneven sizes are listed up to a limit; beyond it the reach is the whole axis.
  @Test func adaptiveReachIsListedOnlyWhereItIsShort() {
    func reach(_ size: Int, _ extent: Int) -> Reach {
      AdaptiveAvgPool(.all(size)).reach(from: [[1, extent]], to: [1, size])
    }
    #expect(reach(2, 3) == .axes([.listed([0..<2, 1..<3])]))
    #expect(reach(3, 12) == .axes([.regular(.init(taps: 4, stride: 4, dependsOnExtent: true))]))
    #expect(reach(1, 12) == .axes([.everything]))
    #expect(reach(4097, 5000) == .axes([.everything]))
    guard case .axes(let axes) = reach(4096, 5000), case .listed(let ranges) = axes[0] else {
      Issue.record("4096 windows are listed")
      return
    }
    #expect(ranges.count == 4096)
    #expect(ranges.last?.upperBound == 5000)
  }
}

extension PyTorchFact {
  static let adaptivePooling = rows(
    """
    adaptive_avg_pool(3) | 2 7 5 | 2 3 3 | 0 | - | 1.6111 7.0278 0.4375
    adaptive_avg_pool(2) | 2 6 8 | 2 2 2 | 0 | - | -0.0938 -2.3438 -0.1354
    adaptive_avg_pool([4, 6]) | 1 10 7 | 1 4 6 | 0 | - | -1.0625 -7.7083 -0.1042
    adaptive_avg_pool(4) | 3 11 | 3 4 | 0 | - | 1.2917 4.0625 -0.25
    adaptive_avg_pool(8) | 2 5 | 2 8 | 0 | - | 7.4375 55.1875 0.125
    adaptive_avg_pool([2, 3, 4]) | 1 4 5 6 | 1 2 3 4 | 0 | - | 1.3229 12.0208 -0.0312
    adaptive_avg_pool(1) | 2 5 6 | 2 1 1 | 0 | - | 0.0333 -0.0833 -0.1167
    adaptive_avg_pool([6, 5]) | 1 13 9 | 1 6 5 | 0 | - | 0.6319 5.4236 0.6042
    adaptive_avg_pool(6) | 256 13 13 | 256 6 6 | 0 | - | -
    adaptive_max_pool(3) | 2 7 5 | 2 3 3 | 0 | - | 17.625 96.75 1.125
    adaptive_max_pool(2) | 2 6 8 | 2 2 2 | 0 | - | 8.25 36 1.125
    adaptive_max_pool([4, 6]) | 1 10 7 | 1 4 6 | 0 | - | 21.375 136.5 0.75
    adaptive_max_pool(4) | 3 11 | 3 4 | 0 | - | 4.5 22.25 -0.125
    adaptive_max_pool(8) | 2 5 | 2 8 | 0 | - | 9 60.75 0.125
    adaptive_max_pool([2, 3, 4]) | 1 4 5 6 | 1 2 3 4 | 0 | - | 23.75 156.875 0.75
    adaptive_max_pool(1) | 2 5 6 | 2 1 1 | 0 | - | 2.25 3.375 1.125
    adaptive_max_pool([6, 5]) | 1 13 9 | 1 6 5 | 0 | - | 25.25 164.75 1.125
    """)
}

extension Refusal {
  static let adaptivePooling: [Refusal] = [
    Refusal("adaptive_avg_pool([1, 1])", on: [[2, 9]], .axes(argument: "size", given: 2, needed: 1)),
    Refusal("adaptive_max_pool([1])", on: [[2, 9, 9]], .axes(argument: "size", given: 1, needed: 2)),
  ]
}

extension ArgumentRefusal {
  static let adaptivePooling: [ArgumentRefusal] = [
    ArgumentRefusal(call: "adaptive_avg_pool(0)", "size"),
    ArgumentRefusal(call: "adaptive_max_pool([2, 0])", "size"),
  ]
}
