import ArchGraph

/// An operator that can be written as nodes of ONNX.
public protocol ONNXWritable: Operator {
  /// Writes the nodes that compute the layer; called only with inputs that `output` took.
  func onnx(_ layer: ONNXLayer) -> ONNXNodes
}

/// How a layer stands in a model.
///
/// Values have the batch as their first axis, before the axes of ours, of whatever extent; numbers are in single precision,
/// tokens 64-bit integers.
///
/// A layer that is no twin of a standard operator is a call of a function that the model defines. A reader knows it by this:
///
/// - its domain is ``ONNXNodes/domain``, and it has an attribute ``ONNXNodes/operatorAttribute``: the name of our operator, such
///   as `attend`. The function's name is that too, with a number behind it (`attend_2`) where layers of one operator need
///   different nodes, and means nothing.
/// - Each argument of our operator that has a value is an attribute by its name. A whole number is an INT; another number that
///   single precision spells the same a FLOAT; a list of at least one whole number INTS, of numbers FLOATS; all else is a
///   STRING, as the language writes it: `same`, `true`, `[[0, 1], [1, 0]]`. A FLOAT is to be read as the shortest decimal that
///   gives it. An argument without a value is left out.
/// - The inputs are those of the layer, in our order, and behind them the tensors of its weights, in the order of
///   ``ArchGraph/Operator/parameters(of:)``.
/// - It has one output.
public enum ONNXNodes {
  /// Nodes of the network's graph: the layer's twin in the standard set.
  case nodes(ONNXTerm)
  /// A function, whose nodes these are.
  case function(ONNXTerm)

  /// The set of operators that the functions belong to.
  public static let domain = ONNX.ownDomain
  /// The attribute of a call that names our operator.
  public static let operatorAttribute = "operator"

  /// The value of the layer.
  var value: ONNXTerm {
    switch self {
    case .nodes(let value), .function(let value): value
    }
  }

  var isFunction: Bool {
    if case .function = self { true } else { false }
  }
}

extension InputLayer: ONNXWritable {
  /// The input of the model, which is there already.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes { .nodes(layer.input(0)) }
}

extension ParameterLayer: ONNXWritable {
  /// The tensor, once for each example.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let ones = layer.constant(Array(repeating: 1, count: shape.rank))
    let whole = layer.weight(0).unsqueezed([0])
    return .nodes(whole.call("Expand", [layer.call("Concat", [layer.batch, ones], ["axis": 0])]))
  }
}

/// A network that cannot be written: the first layer that cannot, and why.
public struct ONNXRefusal: Error, Hashable, Sendable {
  /// The layer.
  public var node: Node.ID
  /// Why it cannot.
  public var reason: Reason

  /// What can stand against it.
  public enum Reason: Hashable, Sendable {
    /// Its operator has no nodes.
    case noNodes
    /// It has more elements than can be counted.
    case tooLarge
    /// Its nodes need a table of so many numbers.
    case table(Int)
    /// With it all constants of the model would have more numbers than ``ONNXExport/mostConstants``.
    case constants
  }

  /// A layer that cannot be written.
  public init(_ node: Node.ID, _ reason: Reason) {
    self.node = node
    self.reason = reason
  }
}
