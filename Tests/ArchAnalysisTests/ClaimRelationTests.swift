import ArchAnalysis
import ArchDiagnostics
import ArchGraph
import Testing

/// Claims below, at and above what they are about.
@Suite struct ClaimRelationTests {
  private static let table: [(relation: String, less: Bool, equal: Bool, greater: Bool)] = [
    ("<", true, false, false), ("<=", true, true, false), (">", false, false, true),
    (">=", false, true, true), ("==", false, true, false), ("!=", true, false, true),
  ]

  /// `conv(8, kernel: 3)` on three channels of 6 x 6: 224 parameters, 3,456 multiply-adds, 1 layer.
  private static let figures: [(figure: String, value: Int)] = [
    ("params", 224), ("trainable", 224), ("frozen", 0), ("buffers", 0), ("macs", 3456), ("layers", 1),
    ("depth", 1), ("params(c)", 224), ("macs(c)", 3456), ("activations(c)", 128), ("layers(c)", 1),
    ("connections(c)", 3584), ("peak_memory", 236),
  ]

  private func holds(_ claim: String) throws -> Bool {
    let graph = try expand("network n {\ninput x: [3, 6, 6]\nc: conv(8, kernel: 3)\nexpect \(claim)\n}")
    let results = try Analysis(graph).claims()
    #expect(results.count == 1)
    return results[0].holds
  }

  @Test(arguments: table.indices) func atEquality(index: Int) throws {
    let row = Self.table[index]
    for (figure, value) in Self.figures where figure != "peak_memory" {
      // The found figure stands on the left: it is less than what is claimed where one more is claimed.
      for (claimed, expected) in [(value + 1, row.less), (value, row.equal), (value - 1, row.greater)] {
        #expect(
          try holds("\(figure) \(row.relation) \(claimed)") == expected,
          "\(figure) \(row.relation) \(claimed)")
        #expect(
          try holds("\(figure) \(row.relation) \(claimed).0") == expected,
          "\(figure) \(row.relation) \(claimed).0")
      }
    }
  }

  /// A share of what is claimed, with both ends in it.
  @Test func within() throws {
    for (claim, expected) in [
      ("params within 10% of 224", true), ("params within 1% of 226", true),
      ("params within 1% of 227", false),
      ("params within 1% of 221", false), ("params within 1% of 222", true), ("macs within 0% of 3456", true),
      ("macs within 0% of 3455", false),
    ] {
      #expect(try holds(claim) == expected, "\(claim)")
    }
  }

  /// One number stands for all axes, and lists are compared number by number.
  @Test func lists() throws {
    for (claim, expected) in [
      ("output == [8, 4, 4]", true), ("output == [8, 4, 5]", false), ("output != [8, 4, 4]", false),
      ("output != [8, 4]", true), ("receptive_field == 3", true), ("receptive_field == [3, 3]", true),
      ("receptive_field <= 3", true), ("receptive_field < 3", false), ("receptive_field >= 4", false),
      ("stride == 1", true), ("padding == 0", true), ("receptive_field == [3, 4]", false),
    ] {
      #expect(try holds(claim) == expected, "\(claim)")
    }
  }
}
