/// Changes to the text of a table in a document.
package struct DocumentWords: Hashable, Sendable {
  /// How columns are written, by their keys.
  package var styles: [String: ColumnStyle] = [:]
  /// The decimals of all columns with decimals, except those whose style says otherwise.
  package var decimals: Int?
  /// The display names of networks: `resnet50` is `ResNet-50`.
  package var names: [String: String] = [:]
  /// The caption, in place of title, input and notes; in LaTeX these become comments.
  package var caption: String?
  /// The name of the table in other parts of a document, in place of the network's name.
  package var label: String?
  /// Whether numbers in LaTeX are in columns of `siunitx`.
  package var usesSIUnits = false

  /// No changes.
  package init() {}

  /// The table with these columns and names.
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
