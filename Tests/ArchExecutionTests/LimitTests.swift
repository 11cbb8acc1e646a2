import ArchAnalysis
import ArchExecution
import ArchGraph
import ArchKernels
import ArchOperators
import Testing

/// Limits hold to the last unit: what is allowed passes, one more does not.
@Suite struct LimitTests {
  /// Two thousand sums of a thousand values each are as many connections as a network may have.
  @Test func connections() throws {
    var builder = GraphBuilder("n")
    let input = try builder.input("x", [1])
    let inputs = Array(repeating: input, count: 1000)
    let form = try builder.form(of: Add(), on: inputs)
    for _ in 0..<Limits.connections / 1000 { _ = try builder.apply(form, to: inputs) }
    var fault: Misfit?
    do throws(Misfit) { try builder.apply(ReLU(), to: [input]) } catch { fault = error }
    #expect(fault == .tooMany("connections between layers", limit: Limits.connections))
  }

  /// A function of 32 elements, one comparison each, whose definition computes all of them: 64 in all.
  @Test(arguments: [(64, true), (63, false)]) func definitionsWithinTheirBudget(budget: Int, isCompared: Bool)
    throws
  {
    var builder = GraphBuilder("n")
    let input = try builder.input("x", [2, 4, 4])
    builder.output(try builder.apply(ReLU(), to: [input]), named: nil)
    var validator = Validator(pool: .serial)
    validator.definitionBudget = budget
    let validation = try validator.validate(Analysis(builder.graph))
    var found = false
    if case .compared? = validation.layers.first?.definition { found = true }
    #expect(found == isCompared)
  }
}
