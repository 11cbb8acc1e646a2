import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

/// Comparisons of the language: below, at and above equality, in whole numbers, decimals and both.
@Suite struct RelationTests {
  private func graph(_ body: String) throws -> Graph {
    let program = Program(
      SourceText(name: "n.arch", text: "network n {\n\(body)\n}\n"), catalogue: .standard,
      imports: NoImports())
    return try program.expand("n", settings: Settings()).graph
  }

  /// What each relation says where the left side is less, equal and greater.
  private static let table: [(relation: String, less: Bool, equal: Bool, greater: Bool)] = [
    ("<", true, false, false), ("<=", true, true, false), (">", false, false, true),
    (">=", false, true, true), ("==", false, true, false), ("!=", true, false, true),
  ]

  private static let numbers: [(low: String, same: String, high: String)] = [
    ("1", "2", "3"), ("1.5", "2.0", "2.5"), ("1", "2.0", "3"), ("-3", "2", "9007199254740993"),
    ("1.999999", "2", "2.000001"),
  ]

  @Test(arguments: table.indices) func conditions(index: Int) throws {
    let row = Self.table[index]
    for numbers in Self.numbers {
      for (left, holds) in [(numbers.low, row.less), (numbers.same, row.equal), (numbers.high, row.greater)] {
        let condition = "\(left) \(row.relation) 2"
        let chosen = try graph("input x: [2]\nif \(condition) { relu } else { tanh }").nodes[1].op.name
        #expect((chosen == "relu") == holds, "\(condition)")
      }
    }
  }

  /// A number that counts rounds begins at 0, in chains and around branches.
  @Test func countsBeginAtZero() throws {
    func filters(_ body: String) throws -> [Int] {
      try graph("input x: [2, 3, 3]\n\(body)").nodes.compactMap { ($0.op as? Conv)?.filters }
    }
    #expect(try filters("repeat 3 as i { conv(i + 1, kernel: 1) }") == [1, 2, 3])
    #expect(
      try filters("concat { repeat 3 as i { branch { conv(8 * (i + 1), kernel: 1) } } }") == [8, 16, 24])
    #expect(try filters("for f in [5, 7, 9] { conv(f, kernel: 1) }") == [5, 7, 9])
  }
}
