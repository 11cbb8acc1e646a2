import ArchGraph
import ArchOperators
import Testing

/// A call as the language writes it, read without the language.
struct CallText {
  private let name: String
  private var arguments: [(name: String?, value: ArgumentValue)] = []
  private var rest: Substring

  init(_ text: String) throws {
    rest = text[...]
    name = Self.word(&rest)
    guard accept("(") else { return }
    repeat {
      let value = try self.value()
      if case .word(let word) = value, accept(":") {
        arguments.append((word, try self.value()))
      } else {
        arguments.append((nil, value))
      }
    } while accept(",")
    try #require(accept(")") && rest.isEmpty, "\(text)")
  }

  func makeOperator() throws -> any Operator {
    let type = try #require(Catalogue.standard[name])
    var values = [ArgumentValue?](repeating: nil, count: type.signature.arguments.count)
    for (index, argument) in arguments.enumerated() {
      let place =
        argument.name.map { name in type.signature.arguments.firstIndex { $0.name == name } } ?? index
      values[try #require(place, "\(argument.name ?? "") of \(name)")] = argument.value
    }
    return try type.init(Arguments(type.signature, values))
  }

  private mutating func value() throws -> ArgumentValue {
    _ = accept(" ")
    if accept("[") {
      var values: [ArgumentValue] = []
      repeat { values.append(try value()) } while accept(",")
      try #require(accept("]"))
      return .list(values)
    }
    let word = Self.word(&rest)
    if let integer = Int(word) { return .integer(integer) }
    if let decimal = Double(word) { return .decimal(decimal) }
    return word == "true" || word == "false" ? .boolean(word == "true") : .word(word)
  }

  private mutating func accept(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private static func word(_ text: inout Substring) -> String {
    let word = text.prefix { $0.isLetter || $0.isNumber || "_.-".contains($0) }
    text.removeFirst(word.count)
    return String(word)
  }
}
