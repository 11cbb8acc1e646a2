import ArchGraph
import ArchOperators
import Testing

/// The operators that act on elements, rows and shapes, against another implementation and at their limits.
@Suite struct ElementOperatorTests {
  static let references =
    ElementReferences.references + NamedAxisFacts.references + ArithmeticFacts.elements
    + ArithmeticFacts.merges

  /// Shape, parameters and values are those that PyTorch computes.
  @Test(arguments: references) func agreesWithPyTorch(reference: Reference) throws {
    try reference.check(reference.op)
  }

  @Test func coversEveryOperatorOfItsKinds() {
    let kinds: [Signature.Category] = [.activation, .normalisation, .regularisation, .merge]
    let covered = Set(Self.references.map { $0.op.name })
    let operators = Catalogue.standard.operators.filter { kinds.contains($0.signature.category) }
    #expect(operators.map { $0.signature.name }.filter { !covered.contains($0) } == [])
  }

  /// Every operator but the merges takes one tensor of numbers, and says so.
  @Test(arguments: references) func takesNumbersOnly(reference: Reference) {
    let op = reference.op
    let tokens = reference.inputs.map { Shape($0.dimensions, of: .token) }
    #expect(throws: Misfit.element(expected: .number, found: tokens[0])) { try op.output(of: tokens) }
    switch type(of: op).signature.inputs {
    case .one:
      #expect(throws: Misfit.inputs(expected: "one input", found: 0)) { try op.output(of: []) }
      #expect(throws: Misfit.inputs(expected: "one input", found: 2)) {
        try op.output(of: [[2, 3], [2, 3]])
      }
    case .exactly(let names, _) where (2...3).contains(names.count):
      let expected = names.count == 2 ? "two inputs" : "three inputs"
      for count in [1, names.count - 1, names.count + 1] {
        #expect(throws: Misfit.inputs(expected: expected, found: count)) {
          try op.output(of: Array(repeating: [2, 3], count: count))
        }
      }
    case .several:
      #expect(throws: Misfit.inputs(expected: "at least two inputs", found: 1)) {
        try op.output(of: [[2, 3]])
      }
    case .exactly, .none: Issue.record("\(op.name) takes nothing")
    }
  }

  @Test(arguments: ElementRefusals.misfits + NamedAxisFacts.misfits + ArithmeticRefusals.misfits)
  func refusesWhatItCannotTake(
    refusal: Refusal
  ) {
    #expect(throws: refusal.misfit) { try refusal.op.output(of: refusal.inputs) }
  }

  @Test(arguments: ElementRefusals.faults + ArithmeticRefusals.faults) func refusesArgumentsOutOfRange(
    name: String, values: [ArgumentValue?], argument: String
  ) throws {
    let type = try #require(Catalogue.standard[name])
    #expect(
      performing: { _ = try type.init(Arguments(type.signature, values)) },
      throws: { ($0 as? ArgumentFault)?.argument == argument })
  }

  @Test(arguments: ElementRefusals.views) func viewsCostNothing(op: any Operator) throws {
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

  /// The largest extents that the language allows cost no time, and a figure beyond `Int` is none at all.
  @Test(.timeLimit(.minutes(1)), arguments: ElementRefusals.giants + ArithmeticRefusals.giants)
  func extentsCostNoTime(giant: Giant)
    throws
  {
    let (op, inputs) = (giant.op, giant.inputs)
    let output = try op.output(of: inputs)
    let shape = output.shape(of: inputs)
    #expect(shape == giant.output)
    #expect(output.extents(of: inputs).map(\.formula.value) == shape.dimensions)
    #expect(op.parameters(of: inputs).map { try? [$0].count($0.role).value() } == giant.parameters)
    let work = op.work(from: inputs, to: shape)
    #expect((try? work[.writes].value()) == shape.elementCount || work == .none)
    switch op.reach(from: inputs, to: shape) {
    case .axes(let axes): #expect(axes.count == shape.rank - 1)
    case .permuted(let order): #expect(order.count == shape.rank)
    case .pointwise, .everything, .unknown: break
    }
  }
}
