import ArchGraph

/// Values in words, and as arguments of operators.
extension Value {
  /// A description of the value in words.
  func kind(_ names: Names) -> String {
    switch self {
    case .integer(let value): "the number \(value)"
    case .decimal(let value): "the number \(value)"
    case .boolean(let value): "`\(value)`"
    case .string: "a string"
    case .word(let name): "the word `\(names[name])`"
    case .list: "a list"
    case .tensor: "the value of a layer"
    case .points: "a list of values"
    case .callable(.op(let type)): "the layer `\(type.signature.name)`"
    case .callable(.block(let block, _)): "the block `\(names[block.word.name])`"
    case .callable(.instance(let instance)): "the shared instance `\(names[instance.name])`"
    case .callable(.bound(let bound)):
      if case .block = bound.base { "the block `\(text(names))`" } else { "the layer `\(text(names))`" }
    case .poison: "a faulty value"
    }
  }

  /// The value as a call would show it, with long lists cut short.
  func text(_ names: Names) -> String {
    var budget = 40
    return text(names, &budget)
  }

  private func text(_ names: Names, _ budget: inout Int) -> String {
    budget -= 1
    switch self {
    case .integer(let value): return "\(value)"
    case .decimal(let value): return "\(value)"
    case .boolean(let value): return "\(value)"
    case .string(let text): return "\"\(text.prefix(60))\""
    case .word(let name): return names[name]
    case .list(let values):
      var parts: [String] = []
      for value in values {
        guard parts.count < 8, budget > 0 else {
          parts.append("…")
          break
        }
        parts.append(value.text(names, &budget))
      }
      return "[\(parts.joined(separator: ", "))]"
    case .tensor, .points: return "…"
    case .callable(.bound(let bound)):
      var parts: [String] = []
      for argument in bound.arguments {
        guard parts.count < 8, budget > 0 else {
          parts.append("…")
          break
        }
        parts.append(
          (argument.word.map { "\(names[$0.name]): " } ?? "") + argument.value.text(names, &budget))
      }
      return "\(bound.base.name(names))(\(parts.joined(separator: ", ")))"
    case .callable(let callable): return callable.name(names)
    case .poison: return "?"
    }
  }

  /// The value as an argument of an operator, or `nil` if it cannot be one.
  func argument(_ names: Names) -> ArgumentValue? {
    var budget = Self.longestArgument
    return argument(names, &budget)
  }

  /// The most elements of a list that may be passed to an operator; lists of lists grow fast.
  private static let longestArgument = 100_000

  private func argument(_ names: Names, _ budget: inout Int) -> ArgumentValue? {
    budget -= 1
    guard budget > 0 else { return nil }
    switch self {
    case .integer(let value): return .integer(value)
    case .decimal(let value): return .decimal(value)
    case .boolean(let value): return .boolean(value)
    case .string(let text): return .word(text)
    case .word(let name): return .word(names[name])
    case .list(let values):
      var arguments: [ArgumentValue] = []
      for value in values {
        guard let argument = value.argument(names, &budget) else { return nil }
        arguments.append(argument)
      }
      return .list(arguments)
    case .callable(.op(let type)):
      // A word used as an argument may also name a layer: `gelu(approximate: tanh)`.
      return .word(type.signature.name)
    case .tensor, .points, .callable, .poison: return nil
    }
  }
}
