import ArchGraph

/// An operator with a kernel: its definition again, fast, in single precision.
///
/// An operator without one is run by its definition, which is slower and counts nothing. Only what makes a run faster has
/// a default here.
package protocol Runnable: Operator {
  /// The kernel: what ``ArchGraph/Operator/define(_:_:output:)`` says, fast, in single precision.
  ///
  /// It computes by itself what it produces and reads, and notes what its loops did, see ``KernelRun``.
  func execute(_ run: inout KernelRun) throws(KernelFault)

  /// The most bytes that the kernel takes while it runs, beside its inputs, its weights and its output.
  ///
  /// Asked before anything is allocated, of sizes that may be beyond all memory: hence no integer.
  func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double

  /// The steps that the kernel takes over from layers that follow, see ``KernelRun/steps``.
  var finishing: Finishing { get }

  /// What the layer does to each element of its input, where the kernel before may do that for it.
  ///
  /// - Parameter weights: the tensors of ``ArchGraph/Operator/parameters(of:)``, in that order.
  func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep?
}

extension Runnable {
  /// None.
  package var finishing: Finishing { .nothing }

  /// Nothing that another kernel could do.
  package func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? { nil }

  /// A copy of the inputs and the output.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    inputs.reduce(output.bytes(batch)) { $0 + $1.bytes(batch) }
  }
}

extension ParameterLayer: Runnable {
  /// A copy for each example, where the value cannot be among the weights.
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let out = try run.output(shape.dimensions)
    let tensor = try run.weight(0, shape.dimensions)
    let count = shape.elementCount ?? 0
    for example in 0..<run.batch { (out + example * count).update(from: tensor, count: count) }
  }
}

extension InputLayer: Runnable {
  /// Nothing: the data is given.
  package func execute(_ run: inout KernelRun) throws(KernelFault) {}
}
