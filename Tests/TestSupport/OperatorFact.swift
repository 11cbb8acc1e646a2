import ArchONNX

/// A use of an operator as a line says it, with what another program found that it gives:
/// `op version | attributes | inputs | outputs`.
///
/// Tensors are `float32[2,3]`, with their numbers in braces where a file has them, or a run gives them as outputs, in
/// parentheses where a run is given them, and `-` where absent; attributes are `name=kind:value` with the kinds `i`, `is`,
/// `f`, `fs`, `s` and `t`. A tilde before it says that the reference of onnx found it, since ONNX Runtime has no kernel.
package struct OperatorFact: CustomStringConvertible {
  package var description: String
  package var op: String
  package var domain = ""
  package var version: Int
  package var attributes: [ONNX.Attribute] = []
  package var inputs: [Tensor?]
  package var outputs: [Tensor?]

  package struct Tensor: Equatable {
    package var type: ONNX.ElementType
    package var shape: [Int]
    package var numbers: [Double]?
    /// Whether the numbers are those of a run.
    package var isGiven = false
  }

  package init?(_ line: Substring) {
    description = String(line)
    let parts = line.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let head = parts[0].drop { $0 == "~" }.split(separator: " ")
    guard head.count == 2, let number = Int(head[1]) else { return nil }
    version = number
    if let point = head[0].lastIndex(of: ".") {
      domain = String(head[0][..<point])
      op = String(head[0][head[0].index(after: point)...])
    } else {
      op = String(head[0])
    }
    inputs = []
    outputs = []
    for text in parts[1].split(separator: " ") {
      guard let attribute = Self.attribute(text) else { return nil }
      attributes.append(attribute)
    }
    for text in parts[2].split(separator: " ") {
      guard let tensor = Self.tensor(text) else { return nil }
      inputs.append(tensor)
    }
    for text in parts[3].split(separator: " ") {
      guard let tensor = Self.tensor(text) else { return nil }
      outputs.append(tensor)
    }
  }

  private static func attribute(_ text: Substring) -> ONNX.Attribute? {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let rest = text[text.index(after: equals)...]
    guard let colon = rest.firstIndex(of: ":") else { return nil }
    let value = rest[rest.index(after: colon)...]
    let list = value.split(separator: ",")
    let read: ONNX.Attribute.Value? =
      switch rest[..<colon] {
      case "i": Int(value).map { .integer($0) }
      case "is": .integers(list.compactMap { Int($0) })
      case "f": Float(value).map { .float($0) }
      case "fs": .floats(list.compactMap { Float($0) })
      case "s": .string(String(value))
      case "t": tensor(value).flatMap { $0 }.map { .tensor($0.model("")) }
      default: nil
      }
    return read.map { ONNX.Attribute(String(text[..<equals]), $0) }
  }

  /// A tensor; the inner nil is an absent one, the outer one a text that is none.
  private static func tensor(_ text: Substring) -> Tensor?? {
    if text == "-" { return .some(nil) }
    guard let open = text.firstIndex(of: "["), let close = text.firstIndex(of: "]"),
      let type = types[String(text[..<open])]
    else { return nil }
    let shape = text[text.index(after: open)..<close].split(separator: ",").compactMap { Int($0) }
    let rest = text[text.index(after: close)...]
    let numbers: [Double]? =
      rest.hasPrefix("{") || rest.hasPrefix("(")
      ? rest.dropFirst().dropLast().split(separator: ",").compactMap { Double($0) } : nil
    return Tensor(type: type, shape: shape, numbers: numbers, isGiven: rest.hasPrefix("("))
  }

  private static let types: [String: ONNX.ElementType] = Dictionary(
    uniqueKeysWithValues: (1...26).compactMap { ONNX.ElementType(rawValue: $0) }.map { ("\($0)", $0) })

  /// The use as a model of one node.
  package var model: ONNX.Model {
    var graph = ONNX.Graph(name: "fact")
    for (index, tensor) in inputs.enumerated() {
      guard let tensor else { continue }
      if tensor.numbers != nil, !tensor.isGiven {
        graph.initializers.append(tensor.model("i\(index)"))
      } else {
        graph.inputs.append(.init("i\(index)", tensor.type, tensor.shape.map { .value($0) }))
      }
    }
    let names = outputs.enumerated().map { $1 == nil ? "" : "o\($0)" }
    graph.nodes = [
      ONNX.Node(
        op, inputs.enumerated().map { $1 == nil ? "" : "i\($0)" }, names, name: "node", domain: domain,
        attributes: attributes)
    ]
    graph.outputs = names.filter { !$0.isEmpty }.map { ONNX.ValueInfo($0) }
    var opsets = ["": 17]
    opsets[domain] = version
    return ONNX.Model(opsets: opsets, graph: graph)
  }
}

extension OperatorFact.Tensor {
  func model(_ name: String) -> ONNX.Tensor {
    guard let numbers else { return ONNX.Tensor(name, type, shape) }
    return ONNX.Tensor(
      name, type, shape, type.isFloat ? .floats(numbers) : .integers(numbers.map { Int(clamping: $0) }))
  }
}

extension Int {
  /// The nearest integer.
  fileprivate init(clamping number: Double) {
    self = Int(exactly: number.rounded()) ?? (number < 0 ? .min : .max)
  }
}
