import ArchGraph
import ArchOperators
import Testing

/// What positions read.
@Suite struct PositionTests {
  /// A table longer than the sequence is read in part.
  @Test func positionsReadWhatTheyAdd() throws {
    let work = Position(length: 1024).work(from: [[10, 4]], to: [10, 4])
    #expect(try work[.weightReads].value() == 40)
    #expect(try parameters(Position(length: 1024), on: [[10, 4]]) == 4096)
    let lookup = Embedding(1000, 4).work(from: [Shape([10], of: .token)], to: [10, 4])
    #expect(try lookup.vector()[.weightReads] == 40)
    #expect(lookup.entries.allSatisfy { !$0.kind.isArithmetic })
  }
}

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision; multiply-adds by FlopCounterMode.
  static let position: [SequenceFact] = [
    SequenceFact(
      Position(), on: [[4, 6]], gives: [4, 6], parameters: 24,
      checksum: 24.3125, entries: [1: 1.625, 23: 0.75]),
    SequenceFact(
      Position(length: 9), on: [[4, 6]], gives: [4, 6], parameters: 54,
      checksum: 24.3125, entries: [1: 1.625, 23: 0.75]),
  ]
}

extension Refusal {
  static let position: [Refusal] = [
    Refusal(Position(), on: [[5]], .rank(expected: "rows of features, such as 197 x 768", found: [5])),
    Refusal(
      Position(length: 4), on: [[5, 2]],
      .range(what: "`length`", value: "4", allowed: "the input 5 x 2 has 5 positions")),
  ]
}

extension ArgumentRefusal {
  static let position: [ArgumentRefusal] = [
    ArgumentRefusal("position", ["length": 0], "length")
  ]
}

extension Giant {
  static let position: [Giant] = [
    Giant(Position(length: large), on: [[large, 2048]], gives: [large, 2048], parameters: [1 << 51])
  ]
}
