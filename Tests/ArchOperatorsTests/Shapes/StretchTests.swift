import ArchGraph
import ArchOperators
import Testing

/// Parts of an axis, and what costs nothing.
@Suite struct StretchTests {
  private static let views: [any Operator] = [
    Dropout(), DropPath(0.1), Identity(), Reshape([3, 4]), Reshape([2, -1]),
  ]

  @Test(arguments: views) func viewsCostNothing(op: any Operator) throws {
    let output = try op.output(of: [[2, 6]]).shape(of: [[2, 6]])
    #expect(op.work(from: [[2, 6]], to: output) == .none)
  }

  /// Where a part begins follows from the extent if it is counted from the end or is a later of equal parts.
  @Test func tellsWhatDependsOnTheExtent() throws {
    func isDependent(_ op: some Operator) throws -> Bool {
      let output = try op.output(of: [[2, 6]]).shape(of: [[2, 6]])
      guard case .axes(let axes) = op.reach(from: [[2, 6]], to: output),
        case .regular(let stretch)? = axes.first
      else { throw Misfit.rank(expected: "a stretch on one axis", found: output) }
      return stretch.dependsOnExtent
    }
    #expect(try isDependent(Slice(1, from: -2)))
    #expect(try !isDependent(Slice(1, from: 4)))
    #expect(try !isDependent(Slice(1, to: -2)))
    #expect(try isDependent(Split(2, take: 1, axis: 1)))
    #expect(try !isDependent(Split(2, take: 0, axis: 1)))
    #expect(try !isDependent(Pad(1)))
    #expect(try !isDependent(Crop(1)))
  }

  /// Where a part begins follows from the extent if it is one of equal parts, not if sizes are given.
  @Test func tellsWhatOfSizesDependsOnTheExtent() throws {
    func isDependent(_ op: some Operator) throws -> Bool {
      let output = try op.output(of: [[2, 6]]).shape(of: [[2, 6]])
      guard case .axes(let axes) = op.reach(from: [[2, 6]], to: output),
        case .regular(let stretch)? = axes.first
      else { throw Misfit.rank(expected: "a stretch on one axis", found: output) }
      return stretch.dependsOnExtent
    }
    #expect(try !isDependent(Split(sizes: [2, 4], take: 1, axis: 1)))
    #expect(try !isDependent(Slice(1, from: 1, step: 2)))
    #expect(try isDependent(Cumsum(1)))
    #expect(try !isDependent(Unfold(3)))
  }
}
