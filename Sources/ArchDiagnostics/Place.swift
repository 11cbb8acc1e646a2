/// Where something was written: in an architecture file, in a user's Swift source, or in a file of another program.
public enum Place: Hashable, Sendable {
  /// Not known.
  case unknown
  /// The bytes from `lower` up to `upper` of a text.
  case text(SourceText, lower: Int32, upper: Int32)
  /// A line of a Swift source, as given by `#fileID`, `#line` and `#column`.
  case swift(file: String, line: Int32, column: Int32)
  /// A node of a model file, by its name there, or all of the file if the name is empty.
  case model(file: String, node: String)

  /// The place of a byte range of a text.
  public init(_ source: SourceText, _ range: Range<Int>) {
    self = .text(
      source, lower: Int32(clamping: range.lowerBound), upper: Int32(clamping: range.upperBound))
  }

  /// The name of the file.
  public var file: String? {
    switch self {
    case .unknown: nil
    case .text(let source, _, _): source.name
    case .swift(let file, _, _), .model(let file, _): file
    }
  }

  /// The line, from 1.
  public var line: Int? { position?.line }

  /// The line and column, from 1.
  public var position: SourceText.Position? {
    switch self {
    case .unknown, .model: nil
    case .text(let source, let lower, _): source.position(of: Int(lower))
    case .swift(_, let line, let column): .init(line: Int(line), column: Int(column))
    }
  }
}

extension Place: CustomStringConvertible {
  /// `file:line:column`, as editors and terminals link it, or `file, node name`.
  public var description: String {
    if case .model(let file, let node) = self { return node.isEmpty ? file : "\(file), node \(node)" }
    guard let file, let position else { return "unknown place" }
    return "\(file):\(position.line):\(position.column)"
  }
}
