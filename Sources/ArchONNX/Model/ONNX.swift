/// The contents of a model file in the Open Neural Network Exchange format, as its `onnx.proto3` declares them.
///
/// Only what a figure or a readable text can depend on is kept: documentation strings, training information and
/// quantisation annotations are passed over, and the numbers of large tensors stay in the file.
public enum ONNX {
  /// The set of operators that functions of ours belong to: layers that are not twins of standard operators.
  public static let ownDomain = "archcalc"

  /// A whole file: `ModelProto`.
  public struct Model: Sendable {
    /// The version of the format.
    public var irVersion: Int
    /// The version of each set of operators; the default domain is `""`.
    public var opsets: [String: Int]
    /// The program that wrote the file, with its version.
    public var producer: String
    /// The network.
    public var graph: Graph
    /// Operators that the file itself defines.
    public var functions: [Function]

    /// A model.
    public init(
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
  public struct Graph: Sendable {
    /// Its name.
    public var name: String
    /// The nodes; each comes after those whose values it takes.
    public var nodes: [Node] = []
    /// The tensors whose numbers are in the file or beside it.
    public var initializers: [Tensor] = []
    /// The inputs; before version 4 of the format the initialisers are among them.
    public var inputs: [ValueInfo] = []
    /// The outputs.
    public var outputs: [ValueInfo] = []

    /// An empty graph.
    public init(name: String = "") { self.name = name }
  }

  /// A use of an operator: `NodeProto`.
  public struct Node: Sendable {
    /// The names of the values that it takes; an absent one is `""`.
    public var inputs: [String] = []
    /// The names of the values that it gives; one that is not wanted is `""`.
    public var outputs: [String] = []
    /// Its own name; exporters write paths of modules here, or nothing.
    public var name: String = ""
    /// The operator.
    public var op: String = ""
    /// The set that the operator is from; the default one is `""`, and `ai.onnx` means that too.
    public var domain: String = ""
    /// Which of the functions of that name it calls, where there are several.
    public var overload: String = ""
    /// Its attributes.
    public var attributes: [Attribute] = []
    /// What the exporter noted about it, such as `pkg.torch.onnx.name_scopes`.
    public var metadata: [Metadata] = []

    /// A node without anything.
    public init() {}

    /// A node.
    public init(
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
  public struct Metadata: Hashable, Sendable {
    /// What it is about.
    public var key: String
    /// What it says.
    public var value: String

    /// A note.
    public init(key: String = "", value: String = "") {
      self.key = key
      self.value = value
    }
  }

  /// A named constant of a node: `AttributeProto`.
  public struct Attribute: Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: Value
    /// In the body of a function, the attribute of the call whose value it has; `""` elsewhere.
    public var reference: String

    /// What it can be.
    public indirect enum Value: Sendable {
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
    public init(_ name: String, _ value: Value, reference: String = "") {
      self.name = name
      self.value = value
      self.reference = reference
    }
  }

  /// A graph with a name that nodes can use like an operator: `FunctionProto`.
  public struct Function: Sendable {
    /// Its name.
    public var name: String = ""
    /// The set of operators that it belongs to.
    public var domain: String = ""
    /// Tells functions of one name apart.
    public var overload: String = ""
    /// The names of its inputs.
    public var inputs: [String] = []
    /// The names of its outputs.
    public var outputs: [String] = []
    /// The attributes that a call gives.
    public var attributes: [String] = []
    /// The attributes that a call may leave out, with their values.
    public var defaults: [Attribute] = []
    /// Its nodes.
    public var nodes: [Node] = []
    /// The version of each set of operators that it uses.
    public var opsets: [String: Int] = [:]

    /// A function without anything.
    public init() {}
  }

  /// An input or output: `ValueInfoProto` of a tensor.
  public struct ValueInfo: Sendable {
    /// Its name.
    public var name: String
    /// What its entries are.
    public var type: ElementType
    /// Its extents; nil where nothing is said of them, not even how many there are.
    public var dimensions: [Dimension]?
    /// Whether it is a tensor; sequences, maps and optional values are not.
    public var isTensor: Bool

    /// An input or output.
    public init(
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
  public enum Dimension: Hashable, Sendable {
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
  public func attribute(_ name: String) -> ONNX.Attribute.Value? {
    for attribute in attributes where attribute.name == name { return attribute.value }
    return nil
  }
}
