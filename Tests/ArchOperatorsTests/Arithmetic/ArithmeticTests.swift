import ArchGraph
import ArchKernels
import ArchOperators
import ArchRuntime
import Testing

/// What arithmetic does beside the cases of all operators: numbers that are equal, and such as are none.
@Suite struct ArithmeticTests {
  /// Operators that choose by an order.
  private static let choices: [(op: any Runnable, inputs: [Shape])] = {
    let merges: [any Runnable] = [
      Greater(), GreaterOrEqual(), Less(), LessOrEqual(), Equal(), Minimum(), Maximum(),
    ]
    let functions: [any Runnable] = [
      Sign(), Floor(), Ceil(), Round(), Abs(), Clamp(min: -0.5, max: 0.25), HardTanh(-0.25, 0.5),
      Threshold(0.25, 3), HardShrink(), SoftShrink(),
    ]
    var choices: [(op: any Runnable, inputs: [Shape])] = functions.map { ($0, [[2, 3, 4]]) }
    for op in merges {
      choices.append((op, [[2, 3, 4], [2, 3, 4]]))
      choices.append((op, [[3, 1], [2, 3, 8]]))
    }
    choices.append((Where(), [[2, 3, 4], [2, 3, 4], [2, 3, 4]]))
    choices.append((Where(), [[5, 6], [2, 1, 1], [2, 5, 6]]))
    return choices
  }()

  /// Where numbers are equal to each other or to a bound, kernels choose as definitions do.
  @Test(arguments: choices.indices) func kernelsChooseAsDefinitionsDo(index: Int) throws {
    try checkChoices(Self.choices[index].op, Self.choices[index].inputs)
  }

  private func checkChoices<O: Runnable>(_ op: O, _ inputs: [Shape]) throws {
    let output = try op.output(of: inputs).shape(of: inputs)
    let trial = KernelTrial(op, on: inputs, output: output, batch: 1, step: 0.25)
    let defined = op.define(zip(inputs, trial.inputs).map { Tensor($0, $1) }, [], output: output)
    #expect(try trial.run(pool: .serial).values == defined.values, "\(op.call) on \(inputs)")
  }

  /// What depends on something that is not a number is none either, whatever it is compared with.
  @Test func whatIsNoNumberStaysSo() {
    let shape: Shape = [4]
    let (odd, plain) = (Tensor<Float>(shape, [.nan, 1, 1, 1]), Tensor<Float>(shape, [1, .nan, 1, 2]))
    func isNumber(_ op: some Operator, _ inputs: [Tensor<Float>]) -> [Bool] {
      op.define(inputs, [], output: shape).values.map { !$0.isNaN }
    }
    let merges: [any Operator] = [
      Greater(), GreaterOrEqual(), Less(), LessOrEqual(), Equal(), Minimum(), Divide(),
    ]
    for op in merges { #expect(isNumber(op, [odd, plain]) == [false, false, true, true], "\(op.name)") }
    #expect(isNumber(Where(), [odd, plain, plain]) == [false, false, true, true])
    let functions: [any Operator] = [
      Sign(), Floor(), Ceil(), Round(), Threshold(0, 1), HardShrink(), SoftShrink(), HardTanh(), CELU(),
      LogSigmoid(), Softsign(), Power(2), Affine(factor: 2),
    ]
    for op in functions { #expect(isNumber(op, [odd]) == [false, true, true, true], "\(op.name)") }
  }

  /// A comparison with the largest numbers is one, as it would not be by a difference.
  @Test func comparesWhatIsInfinite() {
    let (a, b) = (
      Tensor<Float>([3], [.infinity, -.infinity, 1]), Tensor<Float>([3], [.infinity, 0, .infinity])
    )
    func values(_ op: some Operator) -> [Float] { op.define([a, b], [], output: [3]).values }
    #expect(values(Equal()) == [1, 0, 0])
    #expect(values(Greater()) == [0, 0, 0])
    #expect(values(GreaterOrEqual()) == [1, 0, 0])
    #expect(values(LessOrEqual()) == [1, 1, 1])
  }

  /// The value may be over inputs of its own shape alone.
  @Test func standsOverInputsOfItsShape() {
    #expect(Add().placement(of: [[2, 3], [2, 3], [2, 3]]) == .over([0, 1]))
    #expect(Add().placement(of: [[3], [2, 3], [2, 3]]) == .over([1]))
    #expect(Add().placement(of: [[2, 3], [1]]) == .over([0]))
    #expect(Add().placement(of: [[2, 1], [1, 3]]) == .own)
    #expect(Where().placement(of: [[2, 1], [1, 3], [2, 3]]) == .over([2]))
    #expect(Multiply().placement(of: [[2, 3], [2, 3]]) == .own)
  }

  /// Only a value of the same shape is added by the kernel before.
  @Test func finishesWithValuesOfItsShape() {
    #expect(Add().finishStep([], of: [[2, 3], [2, 3]]) != nil)
    #expect(Add().finishStep([], of: [[2, 3], [1, 3]]) == nil)
    #expect(Add().finishStep([], of: [[2, 3], [2, 3], [2, 3]]) == nil)
  }
}
