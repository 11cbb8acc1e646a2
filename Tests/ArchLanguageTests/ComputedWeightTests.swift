import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

/// Weights that go through a layer or block: `conv(64, kernel: 3, weights: weight_norm)`.
@Suite struct ComputedWeightTests {
  private func lines(_ body: String) throws -> [String] {
    try expand("network net {\ninput image: [3, 8, 8]\n\(body)\n}\n").nodes.map {
      "\($0.op.call) \($0.inputs) \($0.shape)"
    }
  }

  /// The short form is the long one: the weights as a value, the layer that they go through, and the layer they are for.
  @Test(arguments: [
    (
      "conv(6, kernel: [3, 2], groups: 3, weights: weight_norm)", "parameter([6, 1, 3, 2]) -> weight_norm",
      "conv(6, kernel: [3, 2], groups: 3, weights: w, bias: true)"
    ),
    (
      "conv(4, kernel: 3, weights: spectral_norm(iterations: 1), bias: false)",
      "parameter([4, 3, 3, 3]) -> spectral_norm(iterations: 1)", "conv(4, kernel: 3, weights: w)"
    ),
    (
      "conv_transpose(6, kernel: 2, stride: 2, groups: 3, weights: weight_norm(axis: 1))",
      "parameter([3, 2, 2, 2]) -> weight_norm(axis: 1)",
      "conv_transpose(6, kernel: 2, stride: 2, groups: 3, weights: w, bias: true)"
    ),
    (
      "depthwise_conv(kernel: 3, multiplier: 2, weights: weight_norm)",
      "parameter([6, 1, 3, 3]) -> weight_norm",
      "depthwise_conv(kernel: 3, multiplier: 2, weights: w, bias: true)"
    ),
    (
      "dense(5, weights: layer_norm(scale: false, shift: false))",
      "parameter([5, 8]) -> layer_norm(scale: false, shift: false)", "dense(5, weights: w, bias: true)"
    ),
  ])
  func isTheLongForm(short: String, weights: String, layer: String) throws {
    #expect(try lines(short) == lines("w: \(weights)\nimage -> \(layer)"))
  }

  /// The current value is what it was; the parts have the layer's name before theirs.
  @Test func isABlockOfThree() throws {
    let graph = try expand(
      """
      block twice(act) { act -> act }
      network net {
          input image: [3, 8, 8]
          let layer = conv(4, kernel: 3, weights: weight_norm)
          c1: layer
          relu -> layer
          conv(2, kernel: 1, weights: twice(tanh))
      }
      """)
    #expect(
      graph.layerPaths == [
        "c1.weight", "c1.weight_norm", "c1.conv", "relu", "conv[0].weight", "conv[0].weight_norm",
        "conv[0].conv", "conv[1].weight", "conv[1].twice.tanh[0]", "conv[1].twice.tanh[1]", "conv[1].conv",
      ])
    #expect(graph.nodes.last?.shape == [2, 4, 4])
    #expect(graph.nodes[3].inputs == [0, 2])
  }

  @Test(arguments: [
    ("conv(4, kernel: 3, weights: flatten)", "conflict"),
    ("conv(4, kernel: 9, weights: weight_norm)", "window-too-large"),
    ("flatten -> dense(4, weights: weight_norm, weights: relu)", "repeated-argument"),
    ("shared s: conv(4, kernel: 3, weights: weight_norm)\ns", "weights-of-shared"),
    ("w: parameter([4, 3, 1, 1])\nshared s: conv(4, kernel: 1, weights: w)\nimage -> s", "weights-of-shared"),
    ("permute([1, 2, 0]) -> reshape([64, 3]) -> lstm(4, state: tanh)", "layer-as-value"),
    ("matmul(image, b: relu)", "layer-as-value"),
    (
      "reshape([3, 64]) -> permute([1, 0])\nexperts(4, top: 2) { dense(3, weights: weight_norm) }", "conflict"
    ),
  ])
  func refusesWhatItCannotTake(body: String, code: String) throws {
    do {
      _ = try lines(body)
      Issue.record("`\(body)` is taken")
    } catch let diagnostics as Diagnostics {
      #expect(diagnostics.items.map(\.code) == [code])
    }
  }
}
