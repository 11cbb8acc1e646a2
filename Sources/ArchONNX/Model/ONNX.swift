/// The contents of a model file in the Open Neural Network Exchange format, as its `onnx.proto3` declares them.
///
/// Only what a figure or a readable text can depend on is kept: documentation strings, training information and
/// quantisation annotations are passed over, and the numbers of large tensors stay in the file.
package enum ONNX {
  /// The set of operators that functions of ours belong to: layers that are not twins of standard operators.
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

  /// Nodes with what they begin from: `GraphProto`.
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
    /// The names of the values that it takes; an absent one is `""`.
    package var inputs: [String] = []
    /// The names of the values that it gives; one that is not wanted is `""`.
    package var outputs: [String] = []
    /// Its own name; exporters write paths of modules here, or nothing.
    package var name: String = ""
    /// The operator.
    package var op: String = ""
    /// The set that the operator is from; the default one is `""`, and `ai.onnx` means that too.
    package var domain: String = ""
    /// Which of the functions of that name it calls, where there are several.
    package var overload: String = ""
    /// Its attributes.
    package var attributes: [Attribute] = []
    /// What the exporter noted about it, such as `pkg.torch.onnx.name_scopes`.
    package var metadata: [Metadata] = []

    /// A node without anything.
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
    /// What it is about.
    package var key: String
    /// What it says.
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
    /// In the body of a function, the attribute of the call whose value it has; `""` elsewhere.
    package var reference: String

    /// What it can be.
    package indirect enum Value: Sendable {
      /// Nothing that was recognised.
      case none
      /// A single-precision number.
      case float(Float)
      /// A whole number.
      case integer(Int)
      /// A text.
      case string(String)
      /// A tensor.
      case tensor(Tensor)
      /// A graph, as branches and loops have it.
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
      /// A tensor with few numbers that are not zero: its shape.
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
    /// Tells functions of one name apart.
    package var overload: String = ""
    /// The names of its inputs.
    package var inputs: [String] = []
    /// The names of its outputs.
    package var outputs: [String] = []
    /// The attributes that a call gives.
    package var attributes: [String] = []
    /// The attributes that a call may leave out, with their values.
    package var defaults: [Attribute] = []
    /// Its nodes.
    package var nodes: [Node] = []
    /// The version of each set of operators that it uses.
    package var opsets: [String: Int] = [:]

    /// A function without anything.
    package init() {}
  }

  /// An input or output: `ValueInfoProto` of a tensor.
  package struct ValueInfo: Sendable {
    /// Its name.
    package var name: String
    /// What its entries are.
    package var type: ElementType
    /// Its extents; nil where nothing is said of them, not even how many there are.
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
    /// A name that stands for a number.
    case symbol(String)
    /// Nothing is said of it.
    case unknown
  }
}

extension ONNX.Node {
  /// The attribute of a name.
  package func attribute(_ name: String) -> ONNX.Attribute.Value? {
    for attribute in attributes where attribute.name == name { return attribute.value }
    return nil
  }
}
