/// The contents of a model file in the Open Neural Network Exchange format, as its `onnx.proto3` declares them.
///
/// Only the parts that affect a figure or a readable text are kept: documentation strings, training information and
/// quantisation annotations are skipped, and the numbers of large tensors stay in the file.
package enum ONNX {
  /// The set of operators that our functions belong to: layers without an equivalent standard operator.
  package static let ownDomain = "archcalc"

  /// A whole file: `ModelProto`.
  package struct Model: Sendable {
    /// The version of the format.
    package var irVersion: Int
    /// The version of each set of operators; the default domain is `""`.
    package var opsets: [String: Int]
    /// The program that wrote the file, with its version.
    package var producer: String
    /// The network.
    package var graph: Graph
    /// Operators that the file itself defines.
    package var functions: [Function]

    /// A model.
    package init(
      irVersion: Int = 10, opsets: [String: Int] = [:], producer: String = "", graph: Graph = Graph(),
      functions: [Function] = []
    ) {
      self.irVersion = irVersion
      self.opsets = opsets
      self.producer = producer
      self.graph = graph
      self.functions = functions
    }
  }

  /// Nodes and the tensors they begin from: `GraphProto`.
  package struct Graph: Sendable {
    /// Its name.
    package var name: String
    /// The nodes; each comes after those whose values it takes.
    package var nodes: [Node] = []
    /// The tensors whose numbers are in the file or beside it.
    package var initializers: [Tensor] = []
    /// The inputs; before version 4 of the format the initialisers are among them.
    package var inputs: [ValueInfo] = []
    /// The outputs.
    package var outputs: [ValueInfo] = []

    /// An empty graph.
    package init(name: String = "") { self.name = name }
  }

  /// A use of an operator: `NodeProto`.
  package struct Node: Sendable {
    /// The names of its inputs; an absent one is `""`.
    package var inputs: [String] = []
    /// The names of its outputs; an unwanted one is `""`.
    package var outputs: [String] = []
    /// Its name; exporters write paths of modules here, or nothing.
    package var name: String = ""
    /// The operator.
    package var op: String = ""
    /// The operator's set; the default one is `""`, which `ai.onnx` means too.
    package var domain: String = ""
    /// Which of the functions with that name it calls, if there are several.
    package var overload: String = ""
    /// Its attributes.
    package var attributes: [Attribute] = []
    /// What the exporter noted about it, such as `pkg.torch.onnx.name_scopes`.
    package var metadata: [Metadata] = []

    /// An empty node.
    package init() {}

    /// A node.
    package init(
      _ op: String, _ inputs: [String], _ outputs: [String], name: String = "", domain: String = "",
      attributes: [Attribute] = []
    ) {
      self.op = op
      self.inputs = inputs
      self.outputs = outputs
      self.name = name
      self.domain = domain
      self.attributes = attributes
    }
  }

  /// A note: `StringStringEntryProto`.
  package struct Metadata: Hashable, Sendable {
    /// Its key.
    package var key: String
    /// Its text.
    package var value: String

    /// A note.
    package init(key: String = "", value: String = "") {
      self.key = key
      self.value = value
    }
  }

  /// A named constant of a node: `AttributeProto`.
  package struct Attribute: Sendable {
    /// Its name.
    package var name: String
    /// Its value.
    package var value: Value
    /// In the body of a function, the attribute of the call that provides its value; `""` elsewhere.
    package var reference: String

    /// The value of an attribute.
    package indirect enum Value: Sendable {
      /// Nothing recognised.
      case none
      /// A single-precision number.
      case float(Float)
      /// A whole number.
      case integer(Int)
      /// A text.
      case string(String)
      /// A tensor.
      case tensor(Tensor)
      /// A graph, as in branches and loops.
      case graph(Graph)
      /// Numbers.
      case floats([Float])
      /// Whole numbers.
      case integers([Int])
      /// Texts.
      case strings([String])
      /// Tensors.
      case tensors([Tensor])
      /// Graphs.
      case graphs([Graph])
      /// A sparse tensor: its shape.
      case sparse([Int], ElementType)
    }

    /// An attribute.
    package init(_ name: String, _ value: Value, reference: String = "") {
      self.name = name
      self.value = value
      self.reference = reference
    }
  }

  /// A graph with a name that nodes can use like an operator: `FunctionProto`.
  package struct Function: Sendable {
    /// Its name.
    package var name: String = ""
    /// The set of operators that it belongs to.
    package var domain: String = ""
    /// Distinguishes functions with the same name.
    package var overload: String = ""
    /// The names of its inputs.
    package var inputs: [String] = []
    /// The names of its outputs.
    package var outputs: [String] = []
    /// The attributes that a call must give.
    package var attributes: [String] = []
    /// The attributes that a call may leave out, with their values.
    package var defaults: [Attribute] = []
    /// Its nodes.
    package var nodes: [Node] = []
    /// The version of each set of operators that it uses.
    package var opsets: [String: Int] = [:]

    /// An empty function.
    package init() {}
  }

  /// An input or output: `ValueInfoProto` of a tensor.
  package struct ValueInfo: Sendable {
    /// Its name.
    package var name: String
    /// The type of its entries.
    package var type: ElementType
    /// Its extents, or `nil` if nothing is declared, not even their number.
    package var dimensions: [Dimension]?
    /// Whether it is a tensor; sequences, maps and optional values are not.
    package var isTensor: Bool

    /// An input or output.
    package init(
      _ name: String = "", _ type: ElementType = .undefined, _ dimensions: [Dimension]? = nil,
      isTensor: Bool = true
    ) {
      self.name = name
      self.type = type
      self.dimensions = dimensions
      self.isTensor = isTensor
    }
  }

  /// An extent of an input or output.
  package enum Dimension: Hashable, Sendable {
    /// A number.
    case value(Int)
    /// A name that represents a number.
    case symbol(String)
    /// It is not declared.
    case unknown
  }
}

extension ONNX.Node {
  /// The attribute with a name.
  package func attribute(_ name: String) -> ONNX.Attribute.Value? {
    for attribute in attributes where attribute.name == name { return attribute.value }
    return nil
  }
}
