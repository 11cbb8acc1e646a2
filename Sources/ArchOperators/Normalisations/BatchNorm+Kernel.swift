import ArchGraph
import ArchKernels
import ArchRuntime

extension BatchNorm: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axis = place(of: axis, in: shape)
    let channels = shape[axis]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let gamma = scale ? try run.weight(0, [channels]) : nil
    let beta = shift ? try run.weight(scale ? 1 : 0, [channels]) : nil
    let mean = try run.weight((scale ? 1 : 0) + (shift ? 1 : 0), [channels])
    let variance = try run.weight((scale ? 1 : 0) + (shift ? 1 : 0) + 1, [channels])
    let epsilon = Float(epsilon)
    let done = run.affine(along: axis, channels, into: out) {
      Self.factors(channels, gamma, beta, mean, variance, epsilon: epsilon)
    }
    run.did(.weightReads, run.weightElements)
    var perElement = WorkVector()
    perElement[.multiplications] = 1
    perElement[.additions] = 1
    run.did(perElement, forElements: done)
  }

  /// Bounds, for each channel.
  package var finishing: Finishing { axis ?? 0 == 0 ? .bounds : .nothing }

  /// The factor and the shift of each channel.
  package func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    guard axis ?? 0 == 0 else { return nil }
    let own = Self.factors(
      inputs[0][0], scale ? weights[0] : nil, shift ? weights[scale ? 1 : 0] : nil,
      weights[weights.count - 2], weights[weights.count - 1], epsilon: Float(epsilon))
    return .affine(scale: own.scale, shift: own.shift)
  }
}
