import ArchGraph

/// How a layer is represented in a model.
///
/// Values have the batch as their first axis, of any extent, before our axes; numbers are in single precision, tokens
/// 64-bit integers.
///
/// A layer that has no equivalent standard operator is a call of a function that the model defines. A reader knows it
/// by this:
///
/// - its domain is ``ONNXNodes/domain``, and it has an attribute ``ONNXNodes/operatorAttribute``: the name of our
///   operator, such as `attend`. The function's name is the same, with a number after it (`attend_2`) if layers of one
///   operator need different nodes, and means nothing.
/// - Each argument of our operator that has a value is an attribute with its name. An integer is an INT; another number
///   that single precision spells the same is a FLOAT; a list of at least one integer is INTS, of numbers FLOATS; all
///   else is a STRING, as the language writes it: `same`, `true`, `[[0, 1], [1, 0]]`. A FLOAT is to be read as the
///   shortest decimal that gives it. An argument without a value is left out.
/// - The inputs are those of the layer, in our order, followed by the tensors of its weights, in the order of
///   ``ArchGraph/Operator/parameters(of:)``.
/// - It has one output.
package enum ONNXNodes {
  /// Nodes of the network's graph: the layer's equivalent in the standard set.
  case nodes(ONNXTerm)
  /// A function with these nodes.
  case function(ONNXTerm)

  /// The set of operators that the functions belong to.
  package static let domain = ONNX.ownDomain
  /// The attribute of a call that names our operator.
  package static let operatorAttribute = "operator"

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
