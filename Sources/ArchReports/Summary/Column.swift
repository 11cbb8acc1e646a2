import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// A column of a table: text of this kind of table, or a figure of the register.
public enum Column<Words: TableWords>: Hashable, Sendable {
  /// Text.
  case words(Words)
  /// A figure.
  case figure(Figure)

  /// The name in options and JSON.
  public var name: String {
    switch self {
    case .words(let words): words.rawValue
    case .figure(let figure): figure.name
    }
  }

  /// The column without its cells.
  public var column: Table.Column {
    switch self {
    case .words(let words):
      var column = words.heading
      column.key = name
      return column
    case .figure(let figure): return .init(figure.title, key: name, sacrifice: figure.sacrifice)
    }
  }

  /// The figure that it shows.
  public var figure: Figure? { if case .figure(let figure) = self { figure } else { nil } }

  /// The column by another convention, if it shows work or parameters; `nil` leaves it as it is.
  public func counted(by counting: Counting?) -> Column {
    guard case .figure(let figure) = self else { return self }
    return .figure(figure.counted(by: counting))
  }

  /// The convention that it is counted by, if not ours.
  public var counting: Counting? {
    if case .counted(let counting, _)? = figure?.rule { counting } else { nil }
  }

  /// Whether it is a figure of training, which takes time to compute.
  public var needsTraining: Bool { figure?.isOfTraining == true }

  /// Whether it needs receptive fields, which take time to compute.
  public var needsFields: Bool {
    guard let figure else { return false }
    if case .axes = figure.rule { return true }
    return false
  }

  /// The names of all columns.
  public static var names: [String] { Words.names }

  /// The column of a name.
  public static func named(_ name: String) -> Column? {
    if let words = Words(rawValue: name) { return .words(words) }
    return Figure.named(name).flatMap { Words.has($0) ? .figure($0) : nil }
  }
}

extension FigureValue {
  /// The figure as a table shows it.
  var cell: Cell {
    switch self {
    case .count(let value): return .count(value)
    case .atLeast(let value): return value == 0 ? .unknown : .partlyKnown(value)
    case .decimal(let value, let decimals): return .decimal(value, decimals: decimals)
    case .axes(let axes, let missing):
      let cells = axes.map { axis -> Cell in
        guard let axis else { return missing == "-" ? .absent : .text(missing) }
        return Int(exactly: axis).map { .extent($0) } ?? .text(NumberText.short(axis))
      }
      guard let first = cells.first else { return .absent }
      return cells.allSatisfy { $0 == first }
        ? first : .text(cells.map { $0.text(.separated) }.joined(separator: ", "))
    case .whole: return "whole"
    case .tooLarge: return "too many"
    case .absent: return .absent
    }
  }

  /// The figure as a line of text shows it; what is unknown is never shown as zero.
  public var text: String { cell.text(.separated) }
}

extension Sequence<Figure> {
  /// What the figures count whose names alone do not say.
  func conventions(_ element: ElementTypes) -> [TableDocument.Note] {
    var notes: [TableDocument.Note] = []
    for figure in self {
      guard let text = figure.convention?(element), !notes.contains(where: { $0.text == text }) else {
        continue
      }
      notes.append(.init(figure == .megabytes || figure == .mebibytes ? "size" : figure.title, text))
    }
    return notes
  }
}

extension JSONText {
  /// Writes a figure under its key, or its known part; a figure that is too large is null, and an absent one is left
  /// out.
  package mutating func write(_ figure: Figure, _ value: FigureValue) {
    switch value {
    case .count(let value), .atLeast(let value): integer(figure.key, value)
    case .decimal(let value, _): number(figure.key, value)
    case .tooLarge: integer(figure.key, nil)
    case .axes(let axes, _):
      if axes.count == 1 { return number(figure.key, axes[0]) }
      array(figure.key) { json in for axis in axes { json.number(nil, axis) } }
    case .whole: string(figure.key, "whole")
    case .absent: break
    }
  }
}
