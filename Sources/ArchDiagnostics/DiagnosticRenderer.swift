import ArchDocuments

/// Draws diagnostics as text: the layout here, the colours in ``DiagnosticStyle``.
public struct DiagnosticRenderer: Sendable {
  /// The colours.
  public var style: DiagnosticStyle

  /// A renderer that colours with `style`.
  public init(style: DiagnosticStyle = .plain) { self.style = style }

  /// The longest source line that is shown in full; a longer one is cut around the fault.
  static let widestLine = 120

  /// All diagnostics, separated by empty lines, ending in a line break.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined(separator: "\n")
  }

  /// One diagnostic, ending in a line break.
  public func render(_ diagnostic: Diagnostic) -> String {
    let diagnostic = diagnostic.shown
    let mark = diagnostic.severity.rawValue
    var text = style.paint("\(mark):", diagnostic.severity == .error ? .error : .warning)
    text += " " + style.paint(diagnostic.title, .title) + "\n"
    let snippet = snippet(of: diagnostic.place)
    let gutter = String(repeating: " ", count: snippet?.number.count ?? 0)
    if diagnostic.place != .unknown {
      text += gutter + style.paint("-->", .frame) + " \(diagnostic.place.description.visible)\n"
    }
    if let snippet {
      text += style.paint("\(gutter) |", .frame) + "\n"
      text += style.paint("\(snippet.number) |", .frame) + " \(snippet.line)\n"
      text += style.paint("\(gutter) |", .frame) + " "
      text += String(repeating: " ", count: snippet.indent)
      text +=
        style.paint(
          String(repeating: "^", count: snippet.carets),
          diagnostic.severity == .error ? .error : .warning) + "\n"
    }
    for line in diagnostic.evidence { text += style.paint("\(gutter) |", .frame) + "  \(line)\n" }
    for line in diagnostic.trail { text += style.paint("\(gutter) =", .frame) + " \(line)\n" }
    if let help = diagnostic.help {
      text += style.paint("\(gutter) =", .frame) + " " + style.paint("help:", .help) + " \(help)\n"
    }
    return text
  }

  private struct Snippet {
    var number: String
    var line: String
    var indent: Int
    var carets: Int
  }

  /// The source line of a place with the extent of its carets, both in characters.
  private func snippet(of place: Place) -> Snippet? {
    guard case .text(let source, let lower, let upper) = place, !source.bytes.isEmpty else { return nil }
    var line = source.lineRange(around: Int(lower))
    let start = min(Int(lower), line.upperBound)
    if line.count > Self.widestLine {
      let from = max(line.lowerBound, start - Self.widestLine / 2)
      line = from..<min(line.upperBound, from + Self.widestLine)
      line = source.wholeScalars(in: line)
    }
    let end = min(max(Int(upper), start + 1), max(line.upperBound, start + 1))
    let number = String(source.position(of: Int(lower)).line)
    return Snippet(
      number: number, line: Self.printable(source.text(in: line)),
      indent: source.scalarCount(line.lowerBound..<max(start, line.lowerBound)),
      carets: max(1, source.scalarCount(start..<end)))
  }

  /// The line with each tab or hidden character as a single one, so that carets stay under their words.
  private static func printable(_ line: String) -> String {
    var text = ""
    for scalar in line.unicodeScalars {
      text.unicodeScalars.append(scalar == "\t" ? " " : scalar.isHidden ? "\u{FFFD}" : scalar)
    }
    return text
  }
}
