import ArchGraph
import Testing

/// How many elements parameters have: a number where there is one, and otherwise none.
@Suite struct ParameterCountTests {
  private func parameter(_ extents: [Int], _ role: Parameter.Role = .weight, chosen: Int? = nil) -> Parameter
  {
    Parameter(
      "w", extents.enumerated().map { Factor("f\($0)", $1) }, use: .shift, role: role, chosen: chosen)
  }

  @Test(
    arguments: [
      ([[2, 3], [5]], 11), ([[7, 1, 2], [2, 2], [1]], 19), ([], 0), ([[]], 1), ([[0, 9], [4]], 4),
      ([[1 << 31, 1 << 31], [(1 << 62) - 1]], Int.max), ([[Int.max - 1], [1]], Int.max),
      ([[1 << 32, 1 << 31]], nil), ([[Int.max], [1]], nil),
      ([[1 << 62], [1 << 31, 1 << 31]], nil), ([[3], [1 << 32, 1 << 31], [4]], nil),
    ] as [([[Int]], Int?)])
  func elements(extents: [[Int]], count: Int?) throws {
    for role in [Parameter.Role.weight, .buffer] {
      let other: Parameter.Role = role == .weight ? .buffer : .weight
      // Those of the other role are not in it.
      let parameters = extents.map { parameter($0, role) } + [parameter([1000], other)]
      #expect((try? parameters.elements(role)) == count)
      #expect((try? parameters.count(role).value()) == count)
      #expect(try parameters.elements(other) == 1000)
    }
  }

  /// Of experts those count that are chosen for a token.
  @Test func activeElements() throws {
    let experts = [parameter([8, 3, 5], chosen: 2), parameter([8, 5], chosen: 9), parameter([7])]
    #expect(try experts.elements(.weight) == 8 * 15 + 40 + 7)
    #expect(try experts.elements(.weight, isActive: true) == 2 * 15 + 40 + 7)
  }
}
