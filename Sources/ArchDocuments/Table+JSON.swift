extension Table {
  /// Writes the columns, the rows and the totals, each row as an object with the columns' keys.
  ///
  /// Numbers are exact; unknown or absent values are null, and blank cells are left out.
  package func write(to json: inout JSONText) {
    json.array("columns") { json in
      for column in columns {
        json.compact { json in
          json.object { json in
            json.string("key", column.key)
            json.string("title", column.title)
          }
        }
      }
    }
    json.array("rows") { json in for row in rows { write(row, nil, to: &json) } }
    // The word that labels the sums is for people.
    if let row = totals.first {
      write(row.map { if case .text = $0 { .blank } else { $0 } }, "totals", to: &json)
    }
  }

  private func write(_ row: [Cell], _ key: String?, to json: inout JSONText) {
    json.compact { json in
      json.object(key) { json in for (column, cell) in zip(columns, row) { cell.write(column.key, to: &json) }
      }
    }
  }
}

extension Cell {
  fileprivate func write(_ key: String, to json: inout JSONText) {
    switch self {
    case .text(let text): json.string(key, text)
    case .count(let value), .extent(let value): json.integer(key, value)
    case .decimal(let value, _, _): json.number(key, value)
    case .shape(let extents): json.array(key) { json in for extent in extents { json.integer(nil, extent) } }
    case .partlyKnown(let value):
      json.string(key, nil)
      json.integer(key + "_known", value)
    case .unknown, .absent: json.string(key, nil)
    case .blank: break
    }
  }
}
