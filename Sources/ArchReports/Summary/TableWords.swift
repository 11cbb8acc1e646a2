import ArchAnalysis
import ArchDocuments

/// The columns of one kind of table that are not figures.
public protocol TableWords: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The heading, and how the column shrinks if there is little room.
  var heading: Table.Column { get }

  /// Whether the rows of the table have a figure.
  static func has(_ figure: Figure) -> Bool

  /// The names of all columns, words and figures.
  static var names: [String] { get }
}
