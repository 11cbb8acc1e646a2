import ArchGraph
import ArchONNX
import ArchOperators

/// Our layers, by the attributes of the functions that they were written as.
package enum OwnLayers {
  /// The shape that a call gives, with the batch, or `nil` if it is not one of our layers.
  @Sendable package static func shape(
    _ attributes: [ONNX.Attribute], _ inputs: [FlatModel.OwnInput]
  ) -> [Int]? {
    let batch = inputs.first { !$0.isStored }?.shape.first ?? 1
    let shapes = inputs.map { $0.isStored ? $0.shape : Array($0.shape.dropFirst()) }
    // Tokens look like any other integers: a layer takes one or the other.
    for element in [Shape.Element.number, .token] {
      let given = zip(shapes, inputs).map { Shape($0, of: $1.isStored ? .number : element) }
      if let (op, count) = layer(attributes, given),
        let output = try? op.output(of: Array(given.prefix(count))).shape(of: Array(given.prefix(count)))
      {
        return [batch] + output.dimensions
      }
    }
    return nil
  }

  /// The operator of a call, and how many of its inputs are values: its weights come after them.
  static func layer(_ attributes: [ONNX.Attribute], _ shapes: [Shape]) -> (op: any Operator, values: Int)? {
    guard
      case .string(let name)? = attributes.first(where: { $0.name == ONNXNodes.operatorAttribute })?.value,
      let type = Catalogue.standard[name], let op = try? type.init(arguments(of: type.signature, attributes))
    else { return nil }
    // As many weights as the layer has with that many values.
    let most = min(shapes.count, type.signature.inputs.counts.upperBound)
    for count in stride(from: most, through: 0, by: -1) {
      let inputs = Array(shapes.prefix(count))
      if (try? op.output(of: inputs)) != nil, op.parameters(of: inputs).count == shapes.count - count {
        return (op, count)
      }
    }
    return nil
  }

  /// The attributes of a call as the arguments that our operator declares.
  private static func arguments(of signature: Signature, _ attributes: [ONNX.Attribute]) -> Arguments {
    let values = signature.arguments.map { argument -> ArgumentValue? in
      switch attributes.first(where: { $0.name == argument.name })?.value {
      case .integer(let value)?: return .integer(value)
      case .float(let value)?: return .init(Double(value).asWritten)
      case .integers(let values)?: return .init(values)
      case .floats(let values)?: return .list(values.map { .init(Double($0).asWritten) })
      case .string(let text)?:
        if case .text = argument.kind { return .text(text) }
        return OwnText.value(text)
      default: return nil
      }
    }
    return Arguments(signature, values)
  }
}
