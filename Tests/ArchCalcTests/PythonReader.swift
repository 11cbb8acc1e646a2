import Foundation

/// The modules of an exported file, made as Python would make them: each class's constructor, with its arguments.
///
/// It reads the Python that an export consists of and no more: names, numbers, tuples and calls on the right of
/// `self.name =`, with `.requires_grad_(False)` after.
struct PythonReader {
  /// A module of PyTorch, with the arguments that it is made with.
  struct Module: Equatable {
    var type: String
    var arguments: [Value]
    var named: [String: Value]
    var isFrozen: Bool
  }

  indirect enum Value: Equatable {
    case number(Double)
    case truth(Bool)
    case none
    case text(String)
    case tuple([Value])

    var integer: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }

    /// One number for each of `count` axes.
    func axes(_ count: Int) -> [Int]? {
      switch self {
      case .number: integer.map { Array(repeating: $0, count: count) }
      case .tuple(let values): values.count == count ? values.map { $0.integer ?? -1 } : nil
      default: nil
      }
    }
  }

  struct Fault: Error { var text: String }

  private struct Class {
    /// Whether it is of a part of the network.
    var isPart = false
    var parameters: [(name: String, default: String?)] = []
    var lines: [(name: String, value: String)] = []
  }

  private var classes: [String: Class] = [:]
  private var functions: Set<String> = []
  /// Each module of PyTorch in the network, by its path in the `state_dict`.
  private(set) var modules: [String: Module] = [:]

  /// Reads a file and makes the network of a class.
  init(_ text: String, network: String) throws {
    read(text)
    try make(network, arguments: [], named: [:], path: "", isFrozen: false)
  }

  private mutating func read(_ text: String) {
    var name = ""
    // A statement that goes on over several lines, until its brackets are closed.
    var statement = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      statement += statement.isEmpty ? String(line) : " " + line.drop { $0 == " " }
      let open = statement.count { "([{".contains($0) }
      guard open == statement.count(where: { ")]}".contains($0) }) else { continue }
      let whole = statement
      statement = ""
      if whole.hasPrefix("class "), let end = whole.firstIndex(of: "(") {
        name = String(whole[..<end].dropFirst(6))
        classes[name] = Class()
      } else if !whole.hasPrefix(" "), !whole.isEmpty {
        name = ""
      }
      if whole.hasPrefix("def "), let end = whole.firstIndex(of: "(") {
        functions.insert(String(whole[..<end].dropFirst(4)))
      }
      guard !name.isEmpty else { continue }
      if whole.hasPrefix("    \"\"\"The block `") || whole.hasPrefix("    \"\"\"The part `") {
        classes[name]?.isPart = true
      }
      if whole.hasPrefix("    def __init__("), let end = whole.lastIndex(of: ")") {
        let inner = whole[..<end].dropFirst("    def __init__(".count)
        classes[name]?.parameters = Self.split(String(inner)).dropFirst().map { parameter in
          let parts = parameter.split(separator: "=", maxSplits: 1).map(String.init)
          return (parts[0], parts.count > 1 ? parts[1] : nil)
        }
      } else if whole.hasPrefix("        self."), let equals = whole.range(of: " = ") {
        classes[name]?.lines.append(
          (String(whole[..<equals.lowerBound].dropFirst(13)), String(whole[equals.upperBound...])))
      }
    }
  }

  /// The parts between the commas that are in no brackets.
  private static func split(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  private mutating func make(
    _ name: String, arguments: [Value], named: [String: Value], path: String, isFrozen: Bool
  ) throws {
    guard let own = classes[name] else { throw Fault(text: "no class \(name)") }
    // Classes of the library are written out by hand, with expressions; what they are made of is not read.
    guard own.isPart || path.isEmpty else { return }
    var names: [String: Value] = [:]
    for (index, parameter) in own.parameters.enumerated() {
      if index < arguments.count {
        names[parameter.name] = arguments[index]
      } else if let value = named[parameter.name] {
        names[parameter.name] = value
      } else if let text = parameter.default {
        names[parameter.name] = try value(text, [:])
      } else {
        throw Fault(text: "\(name) needs \(parameter.name)")
      }
    }
    for argument in named.keys where !own.parameters.contains(where: { $0.name == argument }) {
      throw Fault(text: "\(name) has no \(argument)")
    }
    for (member, text) in own.lines {
      var text = text
      let frozen = ".requires_grad_(False)"
      let isOwnFrozen = text.hasSuffix(frozen) || text.hasSuffix(".requires_grad_( False )")
      if let range = text.range(of: ".requires_grad_(") { text = String(text[..<range.lowerBound]) }
      guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { continue }
      let type = String(text[..<open])
      let own = Self.split(String(text[text.index(after: open)...].dropLast()))
      guard type != "nn.Parameter", type.hasPrefix("nn.") || classes[type] != nil else { continue }
      var (positional, keywords): ([Value], [String: Value]) = ([], [:])
      for argument in own {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        if parts.count == 2, parts[0].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
          keywords[parts[0]] = try value(parts[1], names)
        } else {
          positional.append(try value(argument, names))
        }
      }
      let inner = path.isEmpty ? member : "\(path).\(member)"
      if classes[type] != nil {
        modules[inner] = Module(
          type: type, arguments: positional, named: keywords, isFrozen: isFrozen || isOwnFrozen)
        try make(
          type, arguments: positional, named: keywords, path: inner, isFrozen: isFrozen || isOwnFrozen)
      } else {
        modules[inner] = Module(
          type: type, arguments: positional, named: keywords, isFrozen: isFrozen || isOwnFrozen)
      }
    }
  }

  private func value(_ text: String, _ names: [String: Value]) throws -> Value {
    if let value = names[text] { return value }
    switch text {
    case "True": return .truth(true)
    case "False": return .truth(false)
    case "None": return .none
    default: break
    }
    if let number = Double(text) { return .number(number) }
    if functions.contains(text) || text.hasPrefix("torch.") || text.hasPrefix("F.") { return .text(text) }
    if text.hasPrefix("("), text.hasSuffix(")") {
      return .tuple(try Self.split(String(text.dropFirst().dropLast())).map { try value($0, names) })
    }
    if let first = text.first, first == "\"" || first == "'" {
      return .text(String(text.dropFirst().dropLast()))
    }
    // A product of numbers.
    let factors = text.components(separatedBy: " * ")
    if factors.count > 1 {
      let factors = try factors.map { try value($0, names) }
      return .number(
        factors.reduce(1) { product, factor in
          if case .number(let number) = factor { product * number } else { .nan }
        })
    }
    throw Fault(text: "`\(text)` is no value")
  }
}
