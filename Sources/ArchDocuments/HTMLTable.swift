/// One table of a page, with the text around it.
struct HTMLTable {
  private let document: TableDocument
  private let written: WrittenTable
  private let place: Int

  init(_ document: TableDocument, _ numbers: NumberStyle, place: Int) {
    self.document = document
    self.place = place
    written = WrittenTable(document.table, numbers)
  }

  private var id: String { place == 0 ? "title" : "title-\(place + 1)" }

  var text: String {
    let heading = place == 0 ? "h1" : "h2"
    return "<\(heading) id=\"\(id)\">\(HTML.escaped(document.title))</\(heading)>\n"
      + document.details.map { "<p>\(HTML.escaped($0))</p>\n" }.joined() + table + notes
  }

  private var table: String {
    var text =
      "<div class=\"table\" role=\"region\" aria-labelledby=\"\(id)\" tabindex=\"0\">\n<table>\n<thead>\n<tr>"
    for column in written.columns {
      text +=
        "<th scope=\"col\"\(name(column))><button type=\"button\">\(HTML.escaped(column.title))</button></th>"
    }
    text += "</tr>\n</thead>\n<tbody>\n"
    for (cells, row) in zip(document.table.rows, written.rows) { text += line(row, cells) }
    text += "</tbody>\n"
    if !written.totals.isEmpty {
      text += "<tfoot>\n"
      for (cells, row) in zip(document.table.totals, written.totals) { text += line(row, cells) }
      text += "</tfoot>\n"
    }
    return text + "</table>\n</div>\n"
  }

  /// One row; the first cell names it, and each number has the value that the script sorts by.
  private func line(_ row: [String], _ cells: [Cell]) -> String {
    var text = "<tr>"
    for (index, column) in written.columns.enumerated() {
      let value =
        cells[index].value.map { " data-value=\"\(Int(exactly: $0).map(String.init) ?? "\($0)")\"" } ?? ""
      let content = column.alignment == .left ? HTML.breakable(row[index]) : HTML.escaped(row[index])
      text +=
        index == 0
        ? "<th scope=\"row\"\(name(column))\(value)>\(content)</th>"
        : "<td\(name(column))\(value)>\(content)</td>"
    }
    return text + "</tr>\n"
  }

  private func name(_ column: Table.Column) -> String {
    column.alignment == .right ? " class=\"number\"" : column.mayShrink ? " class=\"words\"" : ""
  }

  private var notes: String {
    guard !document.notes.isEmpty else { return "" }
    let items = document.notes.map {
      "<dt>\(HTML.escaped($0.term))</dt><dd>\(HTML.escaped($0.text))</dd>\n"
    }
    return "<dl>\n\(items.joined())</dl>\n"
  }
}
