import ArchGraph
import ArchONNX

/// The names of layers, from the paths of the modules that an exporter noted.
///
/// They only affect names.
final class LayerNames {
  /// The parts around each step's layer, outermost first.
  private var scopes: [[String]]
  /// The name of each step's layer, if it has a separate one.
  private var labels: [String?]
  private var open: [String] = []
  /// The steps that take each initialiser.
  private let users: [Int: [Int]]
  /// The whole path of each step's module.
  private let modules: [[String]]
  /// Whether the exporter wrote each step's module.
  private let isNamed: [Bool]

  init(_ model: FlatModel, needed: [Bool]) {
    var users: [Int: [Int]] = [:]
    for (index, step) in model.steps.enumerated() where needed[index] {
      for case let value? in Set(step.inputs) {
        if case .initializer = model.values[value].origin { users[value, default: []].append(index) }
      }
    }
    let written = model.steps.indices.map { needed[$0] ? Self.module(of: model.steps[$0]) : nil }
    let known = model.steps.indices.map { index -> [String]? in
      guard needed[index] else { return nil }
      let path = written[index] ?? Self.weights(model.steps[index], model, users)
      return path?.prefix(Self.deepest).map { String($0.prefix(64)) }
    }
    self.users = users
    isNamed = written.map { $0 != nil }
    scopes = Self.filled(known)
    modules = scopes
    labels = Array(repeating: nil, count: model.steps.count)
    var layers: [[String]: Int] = [:]
    for index in model.steps.indices where needed[index] { layers[scopes[index], default: 0] += 1 }
    // The only layer of a part takes the part's name.
    for index in model.steps.indices where needed[index] && layers[scopes[index]] == 1 {
      if let last = scopes[index].popLast() { labels[index] = last }
    }
  }

  /// Whether a step shares its weights with others: it takes the same numbers, and if modules are named, it has the
  /// same module.
  func shares(_ value: Int, _ index: Int) -> Bool {
    guard let users = users[value], users.count > 1 else { return false }
    return users.allSatisfy {
      !isNamed[$0] || !isNamed[index] || Self.plain(modules[$0]) == Self.plain(modules[index])
    }
  }

  /// A module's path without the number of its call: exporters write `conv_1` for the second call of `conv`.
  private static func plain(_ path: [String]) -> [String] {
    path.map { name in
      guard let underscore = name.lastIndex(of: "_"), Int(name[name.index(after: underscore)...]) != nil
      else { return name }
      return String(name[..<underscore])
    }
  }

  /// The name of the first layer of a step.
  func label(_ index: Int) -> String? { labels[index] }

  /// Goes to the part that the layer of a step is in.
  func enter(_ index: Int, _ builder: inout GraphBuilder) {
    let path = scopes[index]
    var common = 0
    while common < path.count, common < open.count, path[common] == open[common] { common += 1 }
    for _ in common..<open.count { builder.leave() }
    for name in path[common...] { builder.enter(name) }
    open = path
  }

  /// Leaves all parts.
  func leave(_ builder: inout GraphBuilder) {
    for _ in open { builder.leave() }
    open = []
  }

  // MARK: Paths

  /// The deepest nesting of parts that a name makes.
  private static let deepest = 12

  /// A step without a path is in the part shared by the nearest ones before and after it.
  private static func filled(_ known: [[String]?]) -> [[String]] {
    var next: [[String]?] = known
    for index in known.indices.reversed() where known[index] == nil && index + 1 < known.count {
      next[index] = next[index + 1]
    }
    var before: [String]?
    return known.indices.map { index in
      if let path = known[index] {
        before = path
        return path
      }
      guard let before, let after = next[index] else { return [] }
      return zip(before.dropLast(), after.dropLast()).prefix { $0 == $1 }.map(\.0)
    }
  }

  /// The path that the exporter wrote for a step's module, or `nil` if it wrote none.
  private static func module(of step: FlatModel.Step) -> [String]? {
    scopes(step.metadata.first { $0.key == "pkg.torch.onnx.name_scopes" }?.value) ?? slashes(step)
  }

  /// `['', 'layer1', 'layer1.0', 'layer1.0.conv1', 'conv2d']`: the module is the last but one.
  private static func scopes(_ text: String?) -> [String]? {
    guard let text else { return nil }
    let names = text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map(\.element)
    guard names.count > 1 else { return nil }
    return parts(names[names.count - 2])
  }

  /// `/layer1/layer1.0/conv1/Conv`: every element may carry the whole name of its module.
  private static func slashes(_ step: FlatModel.Step) -> [String]? {
    guard step.name.hasPrefix("/") else { return nil }
    var path: [String] = []
    for element in step.name.split(separator: "/").dropLast() {
      let whole = path.joined(separator: ".")
      let own =
        whole.isEmpty || !element.hasPrefix(whole + ".") ? element : element.dropFirst(whole.utf8.count + 1)
      path += parts(own)
    }
    return path
  }

  /// `layer1.0.conv1.weight`: a parameter has the name of its module.
  ///
  /// A parameter that several nodes use has the name of the first of equal modules.
  private static func weights(
    _ step: FlatModel.Step, _ model: FlatModel, _ users: [Int: [Int]]
  ) -> [String]? {
    for case let value? in step.inputs where users[value]?.count == 1 {
      guard case .initializer(let tensor) = model.values[value].origin else { continue }
      let names = parts(Substring(tensor.name))
      if names.count > 1, ["weight", "bias"].contains(names[names.count - 1]) { return names.dropLast() }
    }
    return nil
  }

  private static func parts(_ name: Substring) -> [String] {
    name.split(separator: ".").map { part(String($0)) }
  }

  private static func part(_ name: String) -> String {
    let bytes = name.utf8.prefix(64).map { isWord($0) ? $0 : UInt8(ascii: "_") }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (48...57).contains(byte) || (97...122).contains(byte | 0x20)
  }

  /// Whether a tensor has the name of a computed value or of a buffer, rather than of a parameter.
  ///
  /// Exporters name values that they compute ahead by the operation, as `unsqueeze_14`, and modules name their
  /// parameters.
  static func isComputed(_ name: String) -> Bool {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    return operations.contains(plain([last])[0])
      || buffers.contains { last.hasPrefix($0) || last.hasSuffix($0) }
  }

  private static let operations: Set<String> = [
    "val", "lifted_tensor", "c_lifted_tensor", "_to_copy", "to", "where", "unsqueeze", "squeeze",
    "expand", "slice", "select", "view", "reshape", "permute", "transpose", "t", "add", "sub",
    "mul", "div", "pow", "neg", "exp", "sqrt", "rsqrt", "reciprocal", "cos", "sin", "cat", "stack",
    "full", "full_like", "arange", "ones", "zeros", "clone", "detach", "masked_fill", "eq", "gt",
    "lt", "ge", "le", "triu", "tril", "cumsum", "index", "gather", "linspace", "outer", "tensor",
  ]

  private static let buffers = [
    "mask", "inv_freq", "freqs", "cos_cached", "sin_cached", "position_index", "position_ids",
    // As in our own files.
    "fixed",
  ]

  /// A name of the file as a valid name of the language.
  static func identifier(_ name: String) -> String {
    let name = part(name)
    guard let first = name.utf8.first else { return "value" }
    return (48...57).contains(first) ? "value_" + name : name
  }
}
