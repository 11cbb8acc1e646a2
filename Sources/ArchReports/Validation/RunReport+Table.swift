import ArchDocuments
import ArchExecution
import ArchGraph

// MARK: Tables

extension RunReport: Report {
  /// A table for each value, with a row for each of its numbers.
  package var documents: [TableDocument] {
    run.values.map { value in
      let extents = shape(value.node)
      var table = Table(Self.axes(extents.count) + [.init("number")])
      table.rows = Self.rows(value.numbers, extents, axes: extents.count)
      let path = run.graph.path(of: value.node)
      return TableDocument(
        label: path, title: "\(path) of \(run.graph.name)",
        details: [Layout.chw.text(run.graph.nodes[value.node].shape)] + [madeUp].compactMap { $0 },
        table: table)
    }
  }

  /// The numbers of all values in one table; if one has fewer axes than another, the last are empty.
  package func csv(numbers: NumberStyle) -> String {
    let rank = run.values.map { shape($0.node).count }.max() ?? 0
    var table = Table([.init("path", .left)] + Self.axes(rank) + [.init("number")])
    for value in run.values {
      let path = Cell.text(run.graph.path(of: value.node))
      table.rows += Self.rows(value.numbers, shape(value.node), axes: rank).map { [path] + $0 }
    }
    return table.csv(numbers: numbers)
  }

  private static func axes(_ count: Int) -> [Table.Column] {
    (0..<count).map { .init("axis \($0)", key: "axis_\($0)") }
  }

  /// The place of each number, and the shortest decimal that gives the same 32-bit number.
  private static func rows(_ numbers: [Float], _ extents: [Int], axes: Int) -> [[Cell]] {
    let empty = [Cell](repeating: .blank, count: axes - extents.count)
    return zip(Positions(extents), numbers).map { position, number in
      position.map { .extent($0) } + empty + [Double("\(number)").map { .decimal($0) } ?? .text("\(number)")]
    }
  }
}
