/// An attribute as it is read: its type can come before or after its value, and older files do not state it.
struct AttributeParts {
  var name = ""
  var reference = ""
  /// `AttributeProto.AttributeType`.
  var type: Int?
  var value = ONNX.Attribute.Value.none
  var floats: [Float] = []
  var integers: [Int] = []
  var strings: [String] = []
  var tensors: [ONNX.Tensor] = []
  var graphs: [ONNX.Graph] = []

  var attribute: ONNX.Attribute { ONNX.Attribute(name, found, reference: reference) }

  /// A value of zero, or an empty list, is often not written: the type tells that it is there.
  private var found: ONNX.Attribute.Value {
    switch type {
    case 6: return .floats(floats)
    case 7: return .integers(integers)
    case 8: return .strings(strings)
    case 9: return .tensors(tensors)
    case 10: return .graphs(graphs)
    default: break
    }
    if case .none = value {
      switch type {
      case 1: return .float(0)
      case 2: return .integer(0)
      case 3: return .string("")
      default: break
      }
      if !integers.isEmpty { return .integers(integers) }
      if !floats.isEmpty { return .floats(floats) }
      if !strings.isEmpty { return .strings(strings) }
      if !tensors.isEmpty { return .tensors(tensors) }
      if !graphs.isEmpty { return .graphs(graphs) }
    }
    return value
  }
}
