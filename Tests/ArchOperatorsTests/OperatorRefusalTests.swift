import ArchGraph
import ArchOperators
import Testing

/// What operators refuse, and that no extent is too large for them; the rows are in files by the operators' names.
@Suite struct OperatorRefusalTests {
  @Test(arguments: Refusal.all) func refusesWhatItCannotTake(refusal: Refusal) throws {
    let op = try refusal.makeOperator()
    #expect(throws: refusal.misfit) { try op.output(of: refusal.inputs) }
  }

  @Test(arguments: ArgumentRefusal.all) func refusesArgumentsOutOfRange(refusal: ArgumentRefusal) {
    let fault = #expect(throws: ArgumentFault.self) { try refusal.makeOperator() }
    #expect(fault?.argument == refusal.argument)
  }

  /// The largest extents and arguments cost no time, and a figure beyond `Int` is none at all.
  @Test(.timeLimit(.minutes(1)), arguments: Giant.all) func extentsCostNoTime(giant: Giant) throws {
    let (op, inputs) = (giant.op, giant.inputs)
    let output = try op.output(of: inputs)
    let shape = output.shape(of: inputs)
    #expect(shape == giant.output)
    #expect(output.extents(of: inputs).map(\.formula.value) == shape.dimensions)
    #expect(op.parameters(of: inputs).map { try? [$0].count($0.role).value() } == giant.parameters)
    let work = op.work(from: inputs, to: shape)
    if work == .none {
      #expect(op.placement(of: inputs) == .view, "only a view costs nothing")
    } else {
      #expect((try? work[.writes].value()) == shape.elementCount || work.unknown != nil)
    }
    _ = try? work.vector()
    switch op.reach(from: inputs, to: shape) {
    case .axes(let axes): #expect(axes.count == shape.rank - 1)
    case .permuted(let order): #expect(order.count == shape.rank)
    case .pointwise, .everything, .unknown: break
    }
  }
}
