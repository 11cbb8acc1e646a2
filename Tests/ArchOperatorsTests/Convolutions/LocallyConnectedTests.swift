import ArchGraph
import ArchOperators
import Testing

/// Locally connected layers of others.
@Suite struct LocallyConnectedTests {
  /// The examples in Keras' documentation of `LocallyConnected2D`, and the three such layers of DeepFace.
  @Test func locallyConnectedLayersAreThoseOfKerasAndDeepFace() throws {
    let layers: [(LocallyConnected, Shape, Shape, Int)] = [
      (
        LocallyConnected(64, kernel: 3), [3, 32, 32], [64, 30, 30], 30 * 30 * (3 * 3 * 3 * 64) + 30 * 30 * 64
      ),
      (
        LocallyConnected(32, kernel: 3), [64, 30, 30], [32, 28, 28],
        28 * 28 * (3 * 3 * 64 * 32) + 28 * 28 * 32
      ),
      (LocallyConnected(16, kernel: 9), [16, 63, 63], [16, 55, 55], 62_774_800),
      (LocallyConnected(16, kernel: 7, stride: 2), [16, 55, 55], [16, 25, 25], 7_850_000),
      (LocallyConnected(16, kernel: 5), [16, 25, 25], [16, 21, 21], 2_829_456),
    ]
    for (layer, input, output, parameters) in layers {
      #expect(try layer.output(of: [input]).shape(of: [input]) == output)
      #expect(try layer.parameters(of: [input]).count(.weight).value() == parameters)
    }
  }
}

extension PyTorchFact {
  static let locallyConnected = rows(
    """
    locally_connected(3, kernel: 3) | 2 5 6 | 3 3 4 | 684 | - | -7.3438 -78.7031 1.25
    locally_connected(2, kernel: [2, 3], stride: 2, padding: 1) \
      | 1 6 5 | 2 4 3 | 168 | - | 5.8594 57.6875 0.25
    locally_connected(2, kernel: 2, stride: 2, bias: false) | 3 4 4 | 2 2 2 | 96 | - | -2.5156 12.3906 1.3125
    locally_connected(2, kernel: 3, stride: 2, padding: [[0, 1], [1, 0]]) \
      | 2 5 5 | 2 2 2 | 152 | - | 9.9688 48.7812 2.8906
    """)
}

extension Refusal {
  static let locallyConnected: [Refusal] = [
    Refusal(
      "locally_connected(1, kernel: [3])", on: [[2, 9, 9]], .axes(argument: "kernel", given: 1, needed: 2)),
    Refusal(
      "locally_connected(1, kernel: 5, padding: 1)", on: [[2, 2, 6]],
      .window(axis: "height", kernel: 5, padded: 4, input: 2)
    ),
  ]
}

extension ArgumentRefusal {
  static let locallyConnected: [ArgumentRefusal] = [
    ArgumentRefusal(call: "locally_connected(1, kernel: 3, bias: 1)", "bias")
  ]
}
