/// What a document says of a table in place of what it says by itself.
package struct DocumentWords: Hashable, Sendable {
  /// How columns are written, by their keys.
  package var styles: [String: ColumnStyle] = [:]
  /// The decimals of all columns that have any, but for those whose style says otherwise.
  package var decimals: Int?
  /// The names that networks go by: `resnet50` is `ResNet-50`.
  package var names: [String: String] = [:]
  /// The caption, in place of title, input and notes; in LaTeX these become comments.
  package var caption: String?
  /// What other parts of a document call the table, in place of the network's name.
  package var label: String?
  /// Whether numbers in LaTeX stand in columns of `siunitx`.
  package var usesSIUnits = false

  /// A document as it is by itself.
  package init() {}

  /// The table with its columns and names written so.
  func table(_ table: Table) -> Table {
    var styles = styles
    if let decimals {
      for (index, column) in table.columns.enumerated() where styles[column.key]?.decimals == nil {
        let hasDecimals = table.rows.contains { if case .decimal = $0[index] { true } else { false } }
        guard hasDecimals || styles[column.key] != nil else { continue }
        styles[column.key, default: ColumnStyle(title: column.title)].decimals = decimals
      }
    }
    var table = table.styled(styles)
    guard !names.isEmpty else { return table }
    for (index, column) in table.columns.enumerated() where column.key == "network" {
      for row in table.rows.indices {
        if case .text(let name) = table.rows[row][index], let other = names[name] {
          table.rows[row][index] = .text(other)
        }
      }
    }
    return table
  }
}
