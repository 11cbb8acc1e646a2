import ArchGraph
import Testing

/// Sums of work.
@Suite struct WorkVectorTests {
  /// Sums of work are refused where one kind is beyond counting, whichever it is.
  @Test(arguments: Work.Kind.all) func sumsOfWork(kind: Work.Kind) {
    var (sum, most) = (WorkVector(), WorkVector())
    most[kind] = Int.max - 1
    sum[kind] = 1
    #expect(throws: Never.self) { try sum.add(most) }
    #expect(sum[kind] == Int.max)
    var one = WorkVector()
    one[kind] = 1
    #expect(throws: Overflow.self) { try sum.add(one) }
  }

  @Test func allArithmetic() {
    var vector = WorkVector()
    vector[.additions] = Int.max - 5
    vector[.divisions] = 5
    vector[.writes] = 7
    #expect(vector.operations == Int.max)
    vector[.exponentials] = 1
    #expect(vector.operations == Int.max)
    vector[.additions] = 2
    #expect(vector.operations == 8)
  }
}
