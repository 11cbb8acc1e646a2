/// A form that a report can be written in.
public enum DocumentForm: String, CaseIterable, Sendable {
  /// For a terminal.
  case text
  /// For a README or a pull request.
  case markdown
  /// For spreadsheets and scripts.
  case csv
  /// For programs, see `docs/json.md`.
  case json
  /// One page that needs nothing else.
  case html
  /// For a paper.
  case latex

  /// The endings of such files' names, the usual one first.
  public var endings: [String] {
    switch self {
    case .text: ["txt"]
    case .markdown: ["md", "markdown"]
    case .csv: ["csv"]
    case .json: ["json"]
    case .html: ["html", "htm"]
    case .latex: ["tex"]
    }
  }
}
