import ArchGraph
import ArchKernels

/// What a kernel has computed from its weights, kept from one run to the next.
///
/// One thread at a time may use it.
package final class KeptPreparation: @unchecked Sendable {
  fileprivate var value: (any AnyObject & Sendable)?

  /// Nothing yet.
  package init() {}
}

/// One run of one layer's kernel: its inputs, the place of its output, and the tally of its work.
///
/// A kernel requests its output by the shape that it will produce and its weights by the shapes that it reads, all of
/// which it computes itself, and notes what its loops did. Nothing here comes from the rules that a run is to prove.
package struct KernelRun: ~Copyable {
  /// How many examples are computed at once; every buffer contains them one after the other.
  package let batch: Int
  /// The threads to work with.
  package let pool: WorkerPool
  /// The shapes of the inputs, without the batch.
  package let shapes: [Shape]
  private let inputs: [UnsafePointer<Float>]
  private let weights: [(memory: UnsafePointer<Float>, shape: Shape)]
  private let target: UnsafeMutablePointer<Float>
  private let predicted: Shape
  private let kept: KeptPreparation?
  /// What the kernel takes over from the layers that follow, if its operator's ``Runnable/finishing`` allows it.
  package let steps: FinishSteps
  private let addend: UnsafePointer<Float>?
  /// The work done so far.
  package private(set) var work = WorkVector()
  /// The elements of the weights that the kernel has requested.
  package private(set) var weightElements = 0
  /// Whether the operator's definition has run as its kernel.
  package private(set) var isDefinition = false

  /// A run on memory that outlives it.
  ///
  /// - Parameters:
  ///   - target: room for `batch` outputs of the `predicted` shape.
  ///   - kept: keeps for the next run what is computed from the weights and the steps alone.
  ///   - steps: what the kernel takes over from the layers that follow.
  ///   - addend: the value added by these steps, laid out like the target.
  package init(
    inputs: [(memory: UnsafePointer<Float>, shape: Shape)],
    weights: [(memory: UnsafePointer<Float>, shape: Shape)], target: UnsafeMutablePointer<Float>,
    predicted: Shape, batch: Int, pool: WorkerPool, kept: KeptPreparation? = nil,
    steps: FinishSteps = FinishSteps(), addend: UnsafePointer<Float>? = nil
  ) {
    self.inputs = inputs.map(\.memory)
    shapes = inputs.map(\.shape)
    self.weights = weights
    self.target = target
    self.predicted = predicted
    self.batch = batch
    self.pool = pool
    self.kept = kept
    self.steps = steps
    self.addend = addend
  }

  /// The numbers of an input, `[batch, …]`.
  package func input(_ index: Int) -> UnsafePointer<Float> { inputs[index] }

  /// The elements of one example of an input.
  package func elements(_ index: Int) -> Int { shapes[index].elementCount ?? 0 }

  /// Room for the output, `[batch, …]`.
  ///
  /// - Parameters:
  ///   - extents: the shape that the kernel produces.
  ///   - mayOverwrite: whether the kernel can overwrite an input that begins where the output does.
  /// - Throws: ``KernelFault/shape(produced:predicted:)`` and ``KernelFault/overlap(input:)``.
  package func output(
    _ extents: [Int], mayOverwrite: Bool = false
  ) throws(KernelFault) -> UnsafeMutablePointer<Float> {
    let produced = Shape(extents, of: predicted.element)
    guard produced == predicted else { throw .shape(produced: produced, predicted: predicted) }
    guard let count = produced.elementCount else { throw .tooLarge(elements: Int.max) }
    let end = target + batch * count
    for (index, input) in inputs.enumerated() {
      let inputEnd = input + batch * elements(index)
      if UnsafePointer(target) < inputEnd, input < UnsafePointer(end),
        !(mayOverwrite && input == UnsafePointer(target))
      {
        throw .overlap(input: index)
      }
    }
    return target
  }

  /// Room for an output that is a view of the first input, which is copied only if it is elsewhere.
  ///
  /// - Throws: ``KernelFault/shape(produced:predicted:)``.
  package func view(_ extents: [Int]) throws(KernelFault) {
    let produced = Shape(extents, of: predicted.element)
    guard produced.dimensions == predicted.dimensions else {
      throw .shape(produced: produced, predicted: predicted)
    }
    guard inputs[0] != UnsafePointer(target) else { return }
    target.update(from: inputs[0], count: batch * elements(0))
  }

  /// Room for an output in which the inputs are joined; some may already be in place.
  ///
  /// - Throws: ``KernelFault/shape(produced:predicted:)``.
  package func joined(_ extents: [Int]) throws(KernelFault) -> UnsafeMutablePointer<Float> {
    let produced = Shape(extents, of: predicted.element)
    guard produced == predicted else { throw .shape(produced: produced, predicted: predicted) }
    return target
  }

  /// A tensor of weights.
  ///
  /// - Parameter extents: the shape that the kernel reads.
  /// - Throws: ``KernelFault/weight(index:needed:provided:)``.
  package mutating func weight(_ index: Int, _ extents: [Int]) throws(KernelFault) -> UnsafePointer<Float> {
    let needed = Shape(extents)
    guard weights.indices.contains(index), weights[index].shape == needed else {
      throw .weight(
        index: index, needed: needed, provided: weights.indices.contains(index) ? weights[index].shape : nil)
    }
    weightElements += needed.elementCount ?? 0
    return weights[index].memory
  }

  /// An object computed from the weights and the steps that are taken over, such as another layout of the weights: it
  /// is made once and kept for the next run.
  package func prepared<Preparation: AnyObject & Sendable>(
    _ make: (borrowing KernelRun) -> Preparation
  ) -> Preparation {
    if let known = kept?.value as? Preparation { return known }
    let made = make(self)
    kept?.value = made
    return made
  }

  /// The operations on the channels of a kernel's sums: adding its bias, and the steps that it takes over.
  package func factors(channels: Int, bias: UnsafePointer<Float>?) -> ChannelFactors {
    ChannelFactors(channels: channels, bias: bias, affine: steps.affine)
  }

  /// The operations on a kernel's sums: its factors, and the steps that it takes over.
  package func finish(_ factors: ChannelFactors) -> Finish {
    var finish = factors.finish
    finish.addend = addend
    (finish.low, finish.high) = (steps.low, steps.high)
    return finish
  }

  /// How many tensors of weights there are.
  package var weightCount: Int { weights.count }

  /// Notes what loops have done.
  package mutating func did(_ kind: Work.Kind, _ count: Int) { work[kind] += count }

  /// Notes that loops did all this once for each of `count` elements, including reading and writing it.
  package mutating func did(_ perElement: WorkVector, forElements count: Int) {
    for kind in Work.Kind.all where kind.isArithmetic && perElement[kind] != 0 {
      work[kind] += perElement[kind] * count
    }
    work[.activationReads] += count
    work[.writes] += count
  }

  /// Runs an operator's definition as its kernel, if it has no other; it counts nothing.
  package mutating func define<O: Operator>(_ op: O) throws(KernelFault) {
    isDefinition = true
    weightElements = weights.reduce(0) { $0 + ($1.shape.elementCount ?? 0) }
    let extents = predicted.dimensions
    let out = try output(extents)
    let count = predicted.elementCount ?? 0
    let tensors = weights.map { weight in
      Tensor(
        weight.shape, Array(UnsafeBufferPointer(start: weight.memory, count: weight.shape.elementCount ?? 0)))
    }
    for example in 0..<batch {
      let examples = inputs.indices.map { index in
        let size = elements(index)
        return Tensor(
          shapes[index], Array(UnsafeBufferPointer(start: inputs[index] + example * size, count: size)))
      }
      let result = op.define(examples, tensors, output: predicted)
      guard result.values.count == count else { throw .shape(produced: result.shape, predicted: predicted) }
      for (index, value) in result.values.enumerated() { out[example * count + index] = value }
    }
  }
}
