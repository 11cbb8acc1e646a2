import ArchGraph
import ArchOperators
import Testing

/// What other implementations make of small cases of reductions, changes of shape and lookups.
enum ShapeFacts {
  static let facts = reductions + moves + windows + lookups
}

/// Reductions, changes of shape and lookups against other implementations, and at their limits.
@Suite struct ShapeOperatorTests {
  /// Shape, parameters and values are those that PyTorch computes.
  @Test(arguments: ShapeFacts.facts) func agreesWithPyTorch(fact: SequenceFact) throws {
    try fact.check(fact.op)
  }

  /// Each takes as many tensors as it says, of numbers or of tokens.
  @Test(arguments: ShapeFacts.facts) func takesTheRightInputs(fact: SequenceFact) {
    let (op, inputs) = (fact.op, fact.inputs)
    let expected = ["one input", "two inputs", "three inputs"][inputs.count - 1]
    #expect(throws: Misfit.inputs(expected: expected, found: 0)) { try op.output(of: []) }
    #expect(throws: Misfit.inputs(expected: expected, found: inputs.count + 1)) {
      try op.output(of: inputs + [inputs[0]])
    }
    guard op.name != "one_hot" else { return }
    let wanted = inputs[0].element
    let wrong = inputs.map { Shape($0.dimensions, of: wanted == .token ? .number : .token) }
    #expect(throws: Misfit.element(expected: wanted, found: wrong[0])) { try op.output(of: wrong) }
  }

  @Test func coversEveryOperatorOfItsKinds() {
    let covered = Set(ShapeFacts.facts.map(\.op.name))
    let names = [
      "mean", "sum", "max", "min", "variance", "norm", "arg_max", "arg_min", "cumsum", "triangle", "roll",
      "flip",
      "slice", "expand", "tile", "repeat_interleave", "pad", "split", "unfold", "fold", "gather",
      "take_along",
      "scatter_add", "one_hot", "top_k", "embedding_bag", "embedding",
    ]
    #expect(names.filter { !covered.contains($0) } == [])
  }

  /// Where a part begins follows from the extent if it is one of equal parts, not if sizes are given.
  @Test func tellsWhatDependsOnTheExtent() throws {
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

  @Test(arguments: ShapeRefusals.misfits) func refusesWhatItCannotTake(refusal: Refusal) {
    #expect(throws: refusal.misfit) { try refusal.op.output(of: refusal.inputs) }
  }

  @Test(arguments: ShapeRefusals.faults) func refusesArgumentsOutOfRange(
    name: String, values: [String: ArgumentValue], argument: String
  ) throws {
    let type = try #require(Catalogue.standard[name])
    #expect(values.keys.allSatisfy { type.signature.index(of: $0) != nil })
    let given = type.signature.arguments.map { values[$0.name] }
    #expect(
      performing: { _ = try type.init(Arguments(type.signature, given)) },
      throws: { ($0 as? ArgumentFault)?.argument == argument })
  }

  /// The largest extents cost no time, and a figure beyond `Int` is none at all.
  @Test(.timeLimit(.minutes(1)), arguments: ShapeRefusals.giants) func extentsCostNoTime(giant: Giant) throws
  {
    let (op, inputs) = (giant.op, giant.inputs)
    let output = try op.output(of: inputs)
    let shape = output.shape(of: inputs)
    #expect(shape == giant.output)
    #expect(output.extents(of: inputs).map(\.formula.value) == shape.dimensions)
    #expect(op.parameters(of: inputs).map { try? [$0].count($0.role).value() } == giant.parameters)
    let work = op.work(from: inputs, to: shape)
    #expect((try? work[.writes].value()) == shape.elementCount)
    _ = try? work.vector()
    _ = op.reach(from: inputs, to: shape)
  }
}
