import ArchGraph
import Testing

/// What is named instead of a number that does not divide: its neighbours among all divisors.
@Suite struct DivisorHelpTests {
  private func help(_ count: Int, _ divisor: Int, _ other: Int? = nil) -> String? {
    Misfit.indivisible(what: "its channels", count: count, by: "groups", divisor: divisor, other: other)
      .wording(for: "conv").help
  }

  private func neighbours(_ wanted: Int, of counts: [Int]) -> [Int] {
    let divisors = (1...(counts.min() ?? 1)).filter { divisor in counts.allSatisfy { $0 % divisor == 0 } }
    return [divisors.last { $0 < wanted }, divisors.first { $0 > wanted }].compactMap { $0 }
  }

  private func sentence(_ divisors: [Int], _ whole: String) -> String {
    "\(divisors.map(String.init).joined(separator: " and ")) divide\(divisors.count == 1 ? "s" : "") \(whole)"
  }

  @Test func theNearestDivisors() {
    for count in 2...48 {
      for divisor in 2...50 where count % divisor != 0 {
        #expect(help(count, divisor) == sentence(neighbours(divisor, of: [count]), "\(count)"))
      }
    }
    // 1 is divided by nothing else: nothing can be named; nor is a divisor looked for that would take long to be found.
    for divisor in [2, 3, 100] { #expect(help(1, divisor) == nil) }
    #expect(help(1 << 20, 3) == "2 and 4 divide 1048576" && help((1 << 20) + 1, 3) == nil)
    #expect(help(12, 0) == nil && help(12, -5) == nil)
  }

  /// What the call counts may be changed instead.
  @Test(arguments: [
    (8, 5, 5, "1 is the only number that divides both 8 and 5; or 5 or 10 filters"),
    (3, 4, 8, "1 is the only number that divides both 3 and 8; or 4 filters"),
    (12, 8, 16, "4 divides both 12 and 16; or 8 or 16 filters"),
  ])
  func otherCounts(filters: Int, groups: Int, channels: Int, help: String) {
    let misfit = Misfit.indivisible(
      what: "its filters", count: filters, by: "groups", divisor: groups, other: channels,
      adjustable: "filters")
    #expect(misfit.wording(for: "conv").help == help)
  }

  @Test func theNearestOfTwo() {
    for count in 2...24 {
      for other in 2...24 {
        let common = (1...min(count, other)).last { count % $0 == 0 && other % $0 == 0 } ?? 1
        for divisor in 2...26 where common % divisor != 0 {
          let both = "both \(count) and \(other)"
          let expected =
            common == 1
            ? "1 is the only number that divides \(both)"
            : sentence(neighbours(divisor, of: [count, other]), both)
          #expect(help(count, divisor, other) == expected)
        }
      }
    }
  }
}
