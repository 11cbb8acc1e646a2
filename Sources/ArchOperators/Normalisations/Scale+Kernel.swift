import ArchGraph
import ArchKernels
import ArchRuntime

extension Scale: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let axis = place(of: axis, in: run.shapes[0])
    let channels = run.shapes[0][axis]
    let out = try run.output(run.shapes[0].dimensions, mayOverwrite: true)
    let factors = try run.weight(0, [channels])
    let shifts = bias ? try run.weight(1, [channels]) : nil
    run.did(.weightReads, run.weightElements)
    let done = run.affine(along: axis, channels, into: out) { Self.factors(channels, factors, shifts) }
    var perElement = WorkVector()
    perElement[.multiplications] = 1
    perElement[.additions] = bias ? 1 : 0
    run.did(perElement, forElements: done)
  }

  /// Bounds, for each channel.
  package var finishing: Finishing { axis ?? 0 == 0 ? .bounds : .nothing }

  /// The factor and the shift of each channel.
  package func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    guard axis ?? 0 == 0 else { return nil }
    let own = Self.factors(inputs[0][0], weights[0], bias ? weights[1] : nil)
    return .affine(scale: own.scale, shift: own.shift)
  }

  private static func factors(
    _ channels: Int, _ scale: UnsafePointer<Float>, _ shift: UnsafePointer<Float>?
  ) -> (scale: [Float], shift: [Float]) {
    ((0..<channels).map { scale[$0] }, (0..<channels).map { shift?[$0] ?? 0 })
  }
}
