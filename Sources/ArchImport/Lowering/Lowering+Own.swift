import ArchGraph
import ArchONNX
import ArchOperators

/// Layers of ours that were written as functions, since no standard operator is their twin.
extension Lowering {
  /// The rule of such a call.
  static let ownRule: Rule = { lowering throws(ImportFault) in try lowering.own() }

  /// The layer that a call names, with its arguments and its weights.
  func own() throws(ImportFault) {
    let shapes = step.inputs.indices.map { ownShape($0) }
    guard let (op, count) = OwnLayers.layer(step.attributes, shapes) else {
      throw form("it is no layer of ours, or of another version")
    }
    var values: [Node.ID] = []
    for input in 0..<count {
      guard let value = step.input(input) else { throw form("input \(input) is absent") }
      values.append(try fitted(value, to: shapes[input].dimensions))
    }
    try set(add(op, to: values, weights: Array(count..<shapes.count)))
  }

  /// The extents of an input for one example: the batch is the first axis, unless it is a tensor of weights.
  private func ownShape(_ input: Int) -> Shape {
    guard let value = step.input(input) else { return Shape([]) }
    if let node = nodes[value] { return builder.graph.nodes[node].shape }
    if places.places[value] != nil { return Shape(example(value)) }
    let dimensions = model.values[value].shape
    guard case .initializer = model.values[value].origin else { return Shape(Array(dimensions.dropFirst())) }
    return Shape(dimensions)
  }
}

/// Layers of ours by the attributes of the functions that stand for them.
public enum OwnLayers {
  /// The shape that a call gives, with the batch; nil where it is no layer of ours.
  @Sendable public static func shape(
    _ attributes: [ONNX.Attribute], _ inputs: [FlatModel.OwnInput]
  ) -> [Int]? {
    let batch = inputs.first { !$0.isStored }?.shape.first ?? 1
    let shapes = inputs.map { $0.isStored ? $0.shape : Array($0.shape.dropFirst()) }
    // Tokens look like any other whole numbers: a layer takes the ones or the others.
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

  /// The operator of a call, and how many of its inputs are values: its weights stand behind them.
  static func layer(_ attributes: [ONNX.Attribute], _ shapes: [Shape]) -> (op: any Operator, values: Int)? {
    guard
      case .string(let name)? = attributes.first(where: { $0.name == ONNXNodes.operatorAttribute })?.value,
      let type = Catalogue.standard[name], let op = try? type.init(arguments(of: type.signature, attributes))
    else { return nil }
    // As many weights as the layer has with so many values.
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
      case .string(let text)?: return OwnText.value(text)
      default: return nil
      }
    }
    return Arguments(signature, values)
  }
}

/// An argument as the language writes it: a number, a word, `true`, or a list of such.
enum OwnText {
  /// The value of a text.
  static func value(_ text: String) -> ArgumentValue {
    var rest = text.utf8[...]
    return parse(&rest, depth: 0)
  }

  private static func parse(_ text: inout Substring.UTF8View, depth: Int) -> ArgumentValue {
    skip(&text)
    if text.first == UInt8(ascii: "["), depth < 8 {
      text = text.dropFirst()
      var values: [ArgumentValue] = []
      while let byte = text.first, byte != UInt8(ascii: "]") {
        values.append(parse(&text, depth: depth + 1))
        skip(&text)
        if text.first == UInt8(ascii: ",") {
          text = text.dropFirst()
        } else if text.first != UInt8(ascii: "]") {
          break
        }
        skip(&text)
      }
      text = text.dropFirst()
      return .list(values)
    }
    let word = text.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "]") }
    text = text[word.endIndex...]
    let found = String(Substring(word))
    if found == "true" || found == "false" { return .boolean(found == "true") }
    return Int(found).map { .integer($0) } ?? Double(found).map { .decimal($0) } ?? .word(found)
  }

  private static func skip(_ text: inout Substring.UTF8View) { text = text.drop { $0 == UInt8(ascii: " ") } }
}
