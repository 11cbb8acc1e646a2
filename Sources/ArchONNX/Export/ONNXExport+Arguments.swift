import ArchGraph

extension ONNXExport {
  /// The attributes by which a call describes its operator, see ``ONNXNodes``.
  static func attributes(of op: any Operator) -> [ONNX.Attribute] {
    var found = [ONNX.Attribute(ONNXNodes.operatorAttribute, .string(op.name))]
    for (argument, value) in zip(type(of: op).signature.arguments, op.arguments) {
      if let value { found.append(ONNX.Attribute(argument.name, attribute(value))) }
    }
    return found
  }

  private static func attribute(_ value: ArgumentValue) -> ONNX.Attribute.Value {
    switch value {
    case .integer(let number): return .integer(number)
    case .decimal(let number): if let single = single(number) { return .float(single) }
    case .list(let values) where !values.isEmpty:
      let integers = values.compactMap { if case .integer(let number) = $0 { number } else { nil } }
      if integers.count == values.count { return .integers(integers) }
      let singles = values.compactMap { value in
        switch value {
        case .integer(let number): Float(exactly: number)
        case .decimal(let number): single(number)
        default: nil
        }
      }
      if singles.count == values.count { return .floats(singles) }
    case .text(let text): return .string(text)
    case .list, .boolean, .word: break
    }
    return .string(value.description)
  }

  /// The number in single precision, if its shortest decimal is the same.
  private static func single(_ number: Double) -> Float? {
    let single = Float(number)
    return Double(single.description) == number ? single : nil
  }
}
