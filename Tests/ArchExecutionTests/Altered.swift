import ArchGraph
import ArchRuntime

/// An operator of which one rule says something else, and the rest is that of another.
struct Altered<Base: Runnable>: Runnable {
  /// What is altered.
  enum Rule: Hashable {
    case none
    /// The last extent is one larger.
    case shape
    /// The first tensor has one row more.
    case parameters
    /// There is one more operation of a kind.
    case work(Work.Kind)
    /// Another reach.
    case reach(Reach)
    /// Another place in memory.
    case placement(Placement)
    /// The first number of the kernel's result is off by so much.
    case values(Float)
    /// There is one more multiply-add, and the kernel says so too.
    case agreedWork
    /// The kernel makes one number too few sums.
    case kernelWork
    /// What the kernel before is asked to do for it is another thing.
    case finishStep(low: Float)
    /// The kernel is asked to take over what it does not know.
    case finishing
  }

  var base: Base
  var rule: Rule

  init(_ base: Base, _ rule: Rule) {
    self.base = base
    self.rule = rule
  }

  init(_ arguments: Arguments) throws(ArgumentFault) { self.init(try Base(arguments), .none) }

  static var signature: Signature { Base.signature }
  static var specimens: [Specimen<Altered>] {
    Base.specimens.map { Specimen(Altered($0.op, .none), on: $0.inputs) }
  }

  var arguments: [ArgumentValue?] { base.arguments }
  var traits: Traits { base.traits }

  func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let output = try base.output(of: inputs)
    guard rule == .shape else { return output }
    let shape = output.shape(of: inputs)
    let last = shape.rank - 1
    return .extents(
      shape.dimensions.enumerated().map { Extent("extent", $0.offset == last ? $0.element + 1 : $0.element) })
  }

  func parameters(of inputs: [Shape]) -> [Parameter] {
    var parameters = base.parameters(of: inputs)
    guard rule == .parameters, let first = parameters.first else { return parameters }
    var dimensions = first.dimensions
    dimensions[0] = Factor("rows", dimensions[0].value + 1)
    parameters[0] = Parameter(first.name, dimensions, use: first.use)
    return parameters
  }

  func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = base.work(from: inputs, to: output)
    if case .work(let kind) = rule { work[kind].add([Factor("one", 1)]) }
    if rule == .agreedWork { work[.multiplyAdds].add([Factor("one", 1)]) }
    return work
  }

  func reach(from inputs: [Shape], to output: Shape) -> Reach {
    if case .reach(let reach) = rule { return reach }
    return base.reach(from: inputs, to: output)
  }

  func placement(of inputs: [Shape]) -> Placement {
    if case .placement(let placement) = rule { return placement }
    return base.placement(of: inputs)
  }

  func execute(_ run: inout KernelRun) throws(KernelFault) {
    try base.execute(&run)
    if rule == .kernelWork { run.did(.multiplyAdds, -1) }
    if rule == .agreedWork { run.did(.multiplyAdds, run.batch) }
    guard case .values(let error) = rule else { return }
    // The kernel has written its output; the first number is changed behind its back.
    let shape = try? base.output(of: run.shapes).shape(of: run.shapes)
    let out = try run.output(shape?.dimensions ?? [], mayOverwrite: true)
    out[0] += error
  }

  var finishing: Finishing { rule == .finishing ? .everything : base.finishing }

  func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    if case .finishStep(let low) = rule { return .bounds(low: low, high: .infinity) }
    return base.finishStep(weights, of: inputs)
  }

  func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    base.define(inputs, weights, output: output)
  }
}
