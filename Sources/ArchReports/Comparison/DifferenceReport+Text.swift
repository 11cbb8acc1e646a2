import ArchAnalysis
import ArchDocuments

extension DifferenceReport {
  /// The networks and their inputs.
  public var heading: [String] {
    let inputs = networks.map { network in
      network.inputs.map { "\($0.name) \(options.layout.text($0.shape))" }.joined(separator: ", ")
    }
    guard networks.count == 2 else {
      let isSame = inputs.allSatisfy { $0 == inputs[0] }
      let batches =
        networks.allSatisfy { $0.batch == networks[0].batch } ? ", batch \(networks[0].batch)" : ""
      return [
        "\(networks.count) networks, compared with \(networks[0].title)",
        (isSame ? "input \(inputs[0])" : "each at its own input") + batches,
      ]
    }
    let names = names
    var lines: [String] = []
    if names[0] == networks[0].title {
      lines.append("\(names[0]) against \(names[1])")
    } else {
      for index in networks.indices { lines.append("\(names[index]): \(networks[index].title)") }
    }
    let batches = networks.map { ", batch \($0.batch)" }
    if inputs[0] == inputs[1], batches[0] == batches[1] {
      lines.append("input \(inputs[0])\(batches[0])")
    } else {
      for index in networks.indices {
        lines.append("\(names[index]): input \(inputs[index])\(batches[index])")
      }
    }
    return lines
  }

  /// The text instead of the lines if there is no difference.
  private var likeness: String? {
    guard let difference = comparison.difference, showsLines, difference.isEmpty else { return nil }
    let count = difference.entries.count
    return count == 1 ? "the only layer is alike" : "all \(count) layers are alike"
  }

  /// What the figures count.
  public var notes: [(name: String, text: String)] {
    let shown = networks.count == 2 ? totalFigures : networkColumns.compactMap(\.figure)
    // The usual totals need no explanation with each comparison.
    let explained = shown.filter { $0.isWork || !Figure.compared.contains($0) }
    var notes: [(name: String, text: String)] = []
    for note in explained.conventions(options.element) {
      notes.append((note.term, note.text))
    }
    let unknown = networks.filter { $0.sums.unknownLayers > 0 }.map(\.title)
    if !unknown.isEmpty {
      notes.append(
        ("unknown", "work that depends on the data is not included: \(unknown.joined(separator: ", "))"))
    }
    return notes
  }

  private static let separationsTitle =
    "multiply-adds of standard and of depthwise separable convolutions, N filters of k x k"

  /// The whole report for a terminal of `width` columns; `nil` makes it as wide as it needs.
  public func text(width: Int?) -> String {
    var omitted: [String] = []
    func text(_ table: Table) -> String {
      let (text, left) = table.text(width: width)
      for title in left where !omitted.contains(title) { omitted.append(title) }
      return text
    }
    var parts = [heading.joined(separator: "\n") + "\n"]
    if networks.count == 2 {
      parts.append(text(totalsTable))
      if showsLines {
        if let likeness, !options.isListing {
          parts.append(likeness + "\n")
        } else {
          parts.append(text(linesTable(fitting: width)))
        }
        if let table = separationsTable { parts.append(Self.separationsTitle + "\n\n" + text(table)) }
      }
    } else {
      parts.append(text(networksTable))
    }
    var notes = notes
    if !omitted.isEmpty {
      notes.append(
        ("left out", "\(omitted.joined(separator: ", ")): hidden to fit the window"))
    }
    let width = notes.map(\.name.count).max() ?? 0
    parts.append(
      notes.map { $0.name + String(repeating: " ", count: width + 2 - $0.name.count) + $0.text + "\n" }
        .joined())
    return parts.joined(separator: "\n")
  }

  /// The lines without their share if that makes room for names and words; columns that the user chose stay.
  private func linesTable(fitting width: Int?) -> Table {
    let table = linesTable
    guard let width, options.columns == nil, WrittenTable(table, .separated).naturalWidth > width else {
      return table
    }
    return table.leavingOut(LineWords.share.rawValue)
  }

  /// The report in Markdown, for a pull request; its numbers are text, which no style changes.
  public func markdown(numbers: NumberStyle = .separated) -> String {
    var parts = ["**\(Markdown.escaped(heading[0]))**\n"]
    parts += heading.dropFirst().map { Markdown.escaped($0) + "\n" }
    if networks.count == 2 {
      parts.append(totalsTable.markdown())
      if showsLines {
        if let likeness, !options.isListing {
          parts.append(likeness.prefix(1).uppercased() + likeness.dropFirst() + ".\n")
        } else {
          parts.append(linesTable.markdown())
        }
        if let table = separationsTable {
          parts.append(
            Self.separationsTitle.prefix(1).uppercased() + Self.separationsTitle.dropFirst() + ":\n")
          parts.append(table.markdown())
        }
      }
    } else {
      parts.append(networksTable.markdown())
    }
    parts.append(notes.map { "- \($0.name): \(Markdown.escaped($0.text))\n" }.joined())
    return parts.joined(separator: "\n")
  }

  /// Exact numbers for spreadsheets and scripts: the lines of two networks, or a row for each network with all totals.
  public func csv(numbers: NumberStyle = .exact) -> String {
    guard comparison.difference != nil, showsLines else { return totalsCSV }
    let chosen =
      options.columns?.filter { $0.figure?.isSum ?? true }
      ?? [.words(.layer), .words(.change)] + Figure.compared.filter(\.isSum).map { .figure($0) }
    let columns = chosen.map { $0.counted(by: options.counting) }
    var table = Table([.init("kind")] + columns.map { .init($0.name) })
    for line in lines {
      table.add([line.kind.rawValue] + columns.map { exact($0, of: line) })
    }
    return table.csv()
  }

  private func exact(_ column: DifferenceColumn, of line: DifferenceLine) -> String {
    switch column {
    case .words(.layer): return line.path
    case .words(.change): return line.text
    case .words(.output): return line.shape.map(options.layout.text) ?? ""
    case .words(.share):
      let all = networks[1].sums.multiplyAdds - networks[0].sums.multiplyAdds
      // A share of zero has no sign.
      return all == 0 ? "" : "\(Double(line.difference.multiplyAdds) / Double(all) + 0)"
    case .figure(let figure):
      if figure.isWork, line.hasUnknownWork { return "" }
      return figure.value(of: line.difference, options.element).known.map(String.init) ?? ""
    }
  }

  private var totalsCSV: String {
    let figures = (options.columns?.compactMap(\.figure) ?? Figure.compared)
      .map { $0.counted(by: options.counting) }
    var table = Table([.init("network")])
    for figure in figures {
      for column in ["", "_difference", "_ratio"] { table.columns.append(.init(figure.name + column)) }
    }
    for index in networks.indices {
      var row = [networks[index].title]
      for figure in figures {
        let total = comparison.total(figure, of: index, options.element)
        let isUnknown = total.hasUnknownDifference
        switch total.amount {
        case .atLeast: row.append("")
        case let amount: row.append(amount.cell.text(.exact))
        }
        row.append(isUnknown ? "" : total.difference.map(String.init) ?? "")
        row.append(total.ratio.map { "\($0)" } ?? "")
      }
      table.add(row)
    }
    return table.csv()
  }
}

extension DifferenceReport: Report {
  /// The totals, the lines between them, and convolutions beside their separable forms.
  package var documents: [TableDocument] {
    let label = networks.map(\.title).joined(separator: "-")
    let notes = notes.map { TableDocument.Note($0.name, $0.text) }
    let isOfTwo = networks.count == 2
    var first = isOfTwo ? totalsTable : networksTable
    if isOfTwo { first.columns[0].title = "figure" }
    var documents = [
      TableDocument(
        label: label, title: heading[0], details: Array(heading.dropFirst()), table: first, notes: notes)
    ]
    guard isOfTwo, showsLines else { return documents }
    if let likeness, !options.isListing {
      documents[0].details.append(likeness)
    } else {
      documents.append(
        TableDocument(label: label + "-layers", title: "Layers that differ", table: linesTable))
    }
    if let separations = separationsTable {
      documents.append(
        TableDocument(
          label: label + "-separable",
          title: Self.separationsTitle.prefix(1).uppercased() + Self.separationsTitle.dropFirst(),
          table: separations))
    }
    return documents
  }
}
