import ArchGraph
import ArchONNX
import ArchOperators

/// Layers of ours that were written as functions, because no standard operator matches them.
extension Lowering {
  /// The rule of such a call.
  static let ownRule: Rule = { lowering throws(ImportFault) in try lowering.own() }

  /// The layer that a call names, with its arguments and its weights.
  func own() throws(ImportFault) {
    let shapes = step.inputs.indices.map { ownShape($0) }
    guard let (op, count) = OwnLayers.layer(step.attributes, shapes) else {
      throw form("it is not one of our layers, or has a different version")
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
    if let node = nodes[value] {
      let shape = builder.graph.nodes[node].shape
      // A value that does not depend on an example still has the batch in front in a file of ours: an axis of one.
      guard places.places[value] == nil, shape.rank > 0, shape[0] == 1,
        shape.dimensions == model.values[value].shape
      else { return shape }
      return Shape(Array(shape.dimensions.dropFirst()), of: shape.element)
    }
    if places.places[value] != nil { return Shape(example(value)) }
    let dimensions = model.values[value].shape
    guard case .initializer = model.values[value].origin else { return Shape(Array(dimensions.dropFirst())) }
    return Shape(dimensions)
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
