/// A table whose numbers have been written.
package struct WrittenTable {
  var columns: [Table.Column]
  package var rows: [[String]]
  var totals: [[String]]

  package init(_ table: Table, _ numbers: NumberStyle) {
    columns = table.columns
    for index in columns.indices { columns[index].title = columns[index].title.visible }
    rows = table.rows.map { row in row.map { $0.text(numbers).visible } }
    totals = table.totals.map { row in row.map { $0.text(numbers).visible } }
  }

  /// The table with some of its columns.
  func keeping(_ indices: [Int]) -> WrittenTable {
    var table = self
    table.columns = indices.map { columns[$0] }
    table.rows = rows.map { row in indices.map { row[$0] } }
    table.totals = totals.map { row in indices.map { row[$0] } }
    return table
  }
}
