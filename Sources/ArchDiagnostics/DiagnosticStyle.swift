/// The colours of a rendered diagnostic.
public enum DiagnosticStyle: Sendable {
  /// No colours.
  case plain
  /// ANSI escape sequences for a terminal.
  case ansi

  enum Part: String {
    case error = "1;31"
    case warning = "1;33"
    case title = "1"
    case frame = "34"
    case help = "1;36"
  }

  func paint(_ text: String, _ part: Part) -> String {
    self == .plain ? text : "\u{1B}[\(part.rawValue)m\(text)\u{1B}[0m"
  }
}
