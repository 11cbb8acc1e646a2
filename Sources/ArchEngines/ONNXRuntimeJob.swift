import ArchGraph
import ArchONNX

/// A run of a written network, or of a model that others wrote, in ONNX Runtime besides our own.
package struct ONNXRuntimeJob: EngineJob {
  /// The names of the additional files.
  package enum File {
    /// The written network.
    package static let model = "model.onnx"
    /// The numbers of its weights, if they have a separate file.
    package static let weights = "model.onnx.data"
  }

  package let text: String

  /// The job of running a written network.
  package init(_ export: ONNXExport, of graph: Graph, batch: Int) {
    var text = ""
    for (tensor, place) in zip(export.model.graph.initializers, export.tensors) {
      let role = graph.weights[place.weights].parameters[place.parameter].role
      text += "tensor \(tensor.name) \(role.rawValue)\(Self.words(tensor.dimensions))\n"
    }
    self.text = text + Self.inputLines(of: graph, batch: batch)
  }

  /// A model file that others wrote.
  package struct Original: Sendable {
    /// Its path.
    package var path: String
    /// The graph's inputs in the file, in the graph's order.
    package var inputs: [End]
    /// The graph's outputs in the file, in the graph's order.
    package var outputs: [End]

    /// The fraction bits of the coarsest real numbers that it computes with.
    package var fractionBits: Int
    /// Whether it rounds values to steps.
    package var isQuantised: Bool

    /// An input or an output.
    package struct End: Sendable {
      /// Its name.
      package var name: String
      /// The axis of the batch, or `nil` if no axis is the batch alone.
      package var axis: Int?

      /// An input or an output.
      package init(name: String, axis: Int?) {
        self.name = name
        self.axis = axis
      }
    }

    /// The file of a model with its inputs and outputs.
    package init(path: String, of model: FlatModel, inputs: [End], outputs: [End]) {
      self.path = path
      self.inputs = inputs
      self.outputs = outputs
      let types = Set(model.values.filter { !$0.isConstant }.map(\.type))
      fractionBits = types.contains(.bfloat16) ? 7 : types.contains(.float16) ? 10 : 23
      let steps = ["QuantizeLinear", "DynamicQuantize", "QLinear", "Round"]
      isQuantised = model.steps.contains { step in steps.contains { step.op.hasPrefix($0) } }
    }
  }

  /// The job of running the file that a graph was made from.
  package init(_ original: Original, of graph: Graph, batch: Int) {
    func line(_ word: String, _ end: Original.End, _ node: Node.ID) -> String {
      let shape = Self.words([batch] + graph.nodes[node].shape.dimensions)
      return "\(word) \(Self.escaped(end.name)) \(end.axis ?? -1)\(shape)\n"
    }
    text =
      "file \(Self.escaped(original.path))\n"
      + zip(original.inputs, graph.inputs).map { line("given", $0, $1) }.joined()
      + zip(original.outputs, graph.outputs).map { line("wanted", $0, $1.node) }.joined()
  }

  /// A name as one word: anything but letters and digits becomes two hexadecimal digits after a percent sign.
  private static func escaped(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return name.utf8.map { byte -> String in
      let isPlain = (48...57).contains(byte) || (97...122).contains(byte | 0x20)
      return isPlain
        ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
  }
}
