import ArchGraph

/// What is known while one block or network is being expanded.
final class Frame {
  let module: Int
  /// Parameters, constants, loop variables and labels, the innermost last.
  @exclusivity(unchecked) var variables: [(name: Name, value: Value, span: Span)] = []
  /// The value that entered the innermost block or branch.
  @exclusivity(unchecked) var input: Point?
  /// The value that the next statement works on.
  @exclusivity(unchecked) var current: Point?
  /// The labels declared so far, for the members of the block's value.
  @exclusivity(unchecked) var labels: [(name: Name, value: Value)] = []

  init(module: Int) { self.module = module }

  func find(_ name: Name) -> Value? {
    for entry in variables.reversed() where entry.name == name { return entry.value }
    return nil
  }
}

/// A call of a block that is being expanded.
struct CallRecord {
  let block: BlockSyntax
  let module: Int
  let callModule: Int
  let callSpan: Span
  let variables: [(name: Name, value: Value)]
  /// The indices of the loops being run in the block, outermost first.
  var iterations: [Int] = []
}
