import ArchGraph
import ArchPyTorch

/// A run of an exported network in PyTorch besides our own.
package struct TorchJob: EngineJob {
  /// The names of the additional files.
  package enum File {
    /// The exported network.
    package static let model = "model.py"
    /// All tensors of weights.
    package static let weights = "weights.bin"
  }

  package let text: String

  /// The job of running an exported network.
  package init(_ export: PyTorchExport, of graph: Graph, batch: Int) {
    var text = "class \(export.className)\n"
    for (weights, names) in zip(graph.weights, export.tensors) {
      for (parameter, name) in zip(weights.parameters, names) {
        text += "tensor \(name)\(Self.words(parameter.shape.dimensions))\n"
      }
    }
    self.text = text + Self.inputLines(of: graph, batch: batch)
  }
}
