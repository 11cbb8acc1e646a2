import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Wordings about arguments.
extension LanguageFault {
  /// For a decimal in place of a whole number, the functions that round it; for a number that is too large, the
  /// largest allowed.
  static func cure(_ fault: ArgumentFault) -> String? {
    if let help = word(fault) { return help }
    guard fault.expected.has("whole number") else { return nil }
    let values: [ArgumentValue] = if case .list(let values) = fault.found { values } else { [fault.found] }
    for value in values {
      let number: Double
      switch value {
      case .integer(let integer): number = Double(integer)
      case .decimal(let decimal): number = decimal
      default: continue
      }
      if number.magnitude > Double(Limits.extent) {
        return "a whole number in an argument is at most \(Limits.extent.groupedDigits)"
      }
      if number.rounded() != number {
        return "`floor(…)`, `ceil(…)`, `round(…)` or `round_to(…, 8)` makes it whole"
      }
    }
    return nil
  }

  /// The word with corrected case, or the word that a Boolean corresponds to.
  private static func word(_ fault: ArgumentFault) -> String? {
    switch fault.found {
    case .word(let word):
      let lower = word.lowercased()
      return lower != word && fault.expected.has("`\(lower)`") ? "it is written `\(lower)`" : nil
    case .boolean(let value):
      guard fault.expected.has("`tanh`"), fault.expected.has("`none`") else { return nil }
      return "it is written `\(value ? "tanh" : "none")`"
    case .integer(let number) where fault.expected == "`true` or `false`" && (number == 0 || number == 1):
      return "it is written `\(number == 1)`"
    default: return nil
    }
  }

  /// A value as text, with long lists cut short.
  static func shortened(_ value: ArgumentValue) -> String {
    guard case .list(let values) = value, values.count > 8 else { return shortened(value.description) }
    return shortened(ArgumentValue.list(Array(values.prefix(8))).description) + " and more"
  }

  static func shortened(_ text: String) -> String {
    text.count > 60 ? text.prefix(57) + "…" : text
  }

  /// How to take the values of a list, either one or all by a layer.
  static func elements(_ count: Int, _ layer: String?) -> String {
    let last = count == 1 ? "" : " to `x[\(count - 1)]`"
    let values = "the values of a list with the label `x` are `x[0]`\(last)"
    return layer.map { "\(values): `x[0] -> \($0)…`" } ?? values
  }
}
