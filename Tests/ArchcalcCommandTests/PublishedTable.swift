import Foundation

@testable import ArchcalcCommand

/// A table as somebody printed it, with the command that computes it and where the two part.
struct PublishedTable: Sendable {
  /// The heading on the page; nil where the table goes on from the one before.
  var title: String?
  /// What is to be said about it.
  var text: String
  /// The operands and options of `archcalc table`.
  var command: [String]
  /// The column that names the rows.
  var key = "layer"
  /// The columns that were printed, and how a computed figure is written as the printed ones are.
  var columns: [(key: String, reading: Reading)]
  /// The rows with what was printed in each column.
  var rows: [(name: String, printed: [String])]
  /// Rows of ours that the source does not have.
  var others: [String] = ["image"]
  /// Where something else was printed than what is so.
  var slips: [Slip] = []

  struct Slip: Sendable {
    var row: String
    var column: String
    /// What is right, written as the printed figure is.
    var right: String
    var why: String
  }

  /// Writes a computed figure as the printed one is.
  typealias Reading = @Sendable (_ computed: Any?, _ printed: String) -> String

  func slip(_ row: String, _ column: String) -> Slip? {
    slips.first { $0.row == row && $0.column == column }
  }

  /// The command as one types it.
  var shown: String {
    let words = command.map { $0.contains { " ():".contains($0) } ? "'\($0)'" : $0 }
    return "archcalc table " + words.joined(separator: " ")
  }

  /// The rows of the tool.
  func computed() throws -> [[String: Any]] {
    let outcome = CommandLineProgram.run(["table"] + command + ["--format", "json"], in: Environment())
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return json?["rows"] as? [[String: Any]] ?? []
  }

  /// Its section of `docs/tables.md`.
  var section: String {
    var lines = title.map { ["## \($0)", ""] } ?? []
    lines += [text, "", "    \(shown)", ""]
    lines.append(CommandLineProgram.run(["table"] + command, in: Environment()).output)
    if !slips.isEmpty {
      lines += [
        "Printed differently:", "", "| row | column | printed | is | why |",
        "| --- | --- | --- | --- | --- |",
      ]
      for slip in slips {
        let row = rows.first { $0.name == slip.row }
        let column = columns.firstIndex { $0.key == slip.column }
        let printed = row.flatMap { row in column.map { row.printed[$0] } } ?? "?"
        lines.append("| `\(slip.row)` | \(slip.column) | \(printed) | \(slip.right) | \(slip.why) |")
      }
      lines.append("")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Readings

  static let exact: Reading = { computed, _ in (computed as? Int).map { "\($0)" } ?? "" }

  /// Nothing where there is nothing: pooling has no parameters.
  static let exactOrNone: Reading = { computed, _ in (computed as? Int).map { $0 == 0 ? "" : "\($0)" } ?? "" }

  /// `28x28x8`.
  static let shape: Reading = { computed, _ in
    (computed as? [Int])?.map(String.init).joined(separator: "x") ?? ""
  }

  static let words: Reading = { computed, _ in computed as? String ?? "" }

  /// In a unit, rounded to as many decimals as were printed, with what is after the number.
  static func rounded(_ unit: Double, _ suffix: String = "") -> Reading {
    { computed, printed in
      guard let number = (computed as? NSNumber)?.doubleValue, number != 0 else { return "" }
      let decimals = printed.split(separator: ".").dropFirst().first?.prefix { $0.isNumber }.count ?? 0
      return String(format: "%.\(decimals)f", number / unit) + suffix
    }
  }

  /// The operators of a row one by one: `[1x1, 64; 3x3, 64] x 3` has two.
  static func operators(_ text: String) -> [String] {
    let inner = text.first == "[" ? String(text.dropFirst().prefix { $0 != "]" }) : text
    return inner.components(separatedBy: "; ")
  }
}
