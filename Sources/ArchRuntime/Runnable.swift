import ArchGraph

/// An operator with a kernel: its definition again, fast, in single precision.
///
/// An operator without one is run by its definition, which is slower and counts nothing. Only functions that make a run
/// faster have defaults here.
package protocol Runnable: Operator {
  /// The kernel: what ``ArchGraph/Operator/define(_:_:output:)`` says, fast, in single precision.
  ///
  /// It computes the shapes that it produces and reads itself, and notes what its loops did, see ``KernelRun``.
  func execute(_ run: inout KernelRun) throws(KernelFault)

  /// The most bytes that the kernel takes while it runs, besides its inputs, its weights and its output.
  ///
  /// It is requested before anything is allocated, for sizes that may exceed all memory: hence not an integer.
  func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double

  /// The steps that the kernel takes over from layers that follow, see ``KernelRun/steps``.
  var finishing: Finishing { get }

  /// What the layer does to each element of its input, if the kernel before can do that for it.
  ///
  /// - Parameter weights: the tensors of ``ArchGraph/Operator/parameters(of:)``, in that order.
  func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep?
}

extension Runnable {
  /// No steps.
  package var finishing: Finishing { .nothing }

  /// `nil`: another kernel cannot do this layer's work.
  package func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? { nil }

  /// The size of a copy of the inputs and the output.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    inputs.reduce(output.bytes(batch)) { $0 + $1.bytes(batch) }
  }
}

extension ParameterLayer: Runnable {
  /// Copies the value for each example, if it cannot stay among the weights.
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let out = try run.output(shape.dimensions)
    let tensor = try run.weight(0, shape.dimensions)
    let count = shape.elementCount ?? 0
    for example in 0..<run.batch { (out + example * count).update(from: tensor, count: count) }
  }
}

extension InputLayer: Runnable {
  /// Does nothing: the data is given.
  package func execute(_ run: inout KernelRun) throws(KernelFault) {}
}
