import Foundation
import Testing

@testable import ArchcalcCommand

/// The tables of papers and lectures, computed and compared whole; where something else was printed, it is listed.
@Suite struct PublishedTableTests {
  @Test(arguments: PublishedTable.all.indices) func isWhatWasPrinted(index: Int) throws {
    let table = PublishedTable.all[index]
    let computed = try table.computed()
    let names = computed.compactMap { $0[table.key] as? String }
    #expect(names.filter { !table.others.contains($0) } == table.rows.map(\.name), "\(table.shown)")
    for row in table.rows {
      let figures = try #require(computed.first { $0[table.key] as? String == row.name })
      for (column, printed) in zip(table.columns, row.printed) {
        let found = column.reading(figures[column.key], printed)
        let slip = table.slip(row.name, column.key)
        #expect(found == slip?.right ?? printed, "\(row.name), \(column.key)")
        if let slip { #expect(slip.right != printed, "\(row.name), \(column.key) is no slip") }
      }
    }
    for slip in table.slips {
      #expect(table.rows.contains { $0.name == slip.row } && table.columns.contains { $0.key == slip.column })
    }
  }

  /// The totals under the tables of layers are those of the papers' texts.
  @Test func totals() {
    #expect(
      archcalc("table", "squeezenet1_0", "--input", "3x227x227", "--group").output.contains("**1,248,424**"))
    #expect(archcalc("table", "googlenet", "--group").output.contains("**6,998,552**"))
  }
}
