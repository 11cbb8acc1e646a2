import Testing

@testable import ArchReports

@Suite struct CommonSubsequenceTests {
  /// The length of the longest common subsequence by the textbook's table.
  private func longest(_ a: [Int32], _ b: [Int32]) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for x in a {
      var diagonal = 0
      for (j, y) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = x == y && x >= 0 ? diagonal + 1 : max(above, row[j])
        diagonal = above
      }
    }
    return row[b.count]
  }

  private func check(_ a: [Int32], _ b: [Int32]) -> Int {
    let pairs = CommonSubsequence.pairs(a[...], b[...])
    for (index, pair) in pairs.enumerated() {
      #expect(a[pair.old] == b[pair.new] && a[pair.old] >= 0)
      if index > 0 { #expect(pairs[index - 1].old < pair.old && pairs[index - 1].new < pair.new) }
    }
    return pairs.count
  }

  @Test func isTheLongest() {
    var random = Seeded(state: 1)
    for _ in 0..<3000 {
      let kinds = Int32.random(in: 1...8, using: &random)
      let sequences = (0..<2).map { _ in
        (0..<Int.random(in: 0...24, using: &random)).map { _ in Int32.random(in: -1..<kinds, using: &random) }
      }
      #expect(check(sequences[0], sequences[1]) == longest(sequences[0], sequences[1]))
    }
  }

  @Test func indicesAreThoseOfTheSlices() {
    let pairs = CommonSubsequence.pairs([9, 9, 1, 2][2...], [9, 1, 3, 2][1...])
    #expect(pairs.map(\.old) == [2, 3])
    #expect(pairs.map(\.new) == [1, 3])
  }

  /// Beyond the limit of edits, what is unique on both sides is still found, and nothing takes long.
  @Test func isBounded() {
    var random = Seeded(state: 2)
    let count = 100_000
    let unique = (0..<Int32(count)).map { $0 }
    // Every second element moved to the end: far more edits than are followed.
    let moved = unique.filter { $0 % 2 == 0 } + unique.filter { $0 % 2 == 1 }
    #expect(check(unique, moved) >= count / 2)
    let noise = (0..<2).map { _ in (0..<count).map { _ in Int32.random(in: 0..<3, using: &random) } }
    _ = check(noise[0], noise[1])
    #expect(check(unique, unique.reversed()) >= 1)
    #expect(check(unique, unique.map { $0 + Int32(count) }) == 0)
    #expect(check(Array(repeating: 1, count: count), Array(repeating: 1, count: 10)) == 10)
  }
}
