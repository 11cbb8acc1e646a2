import ArchGraph
import ArchKernels
import ArchRuntime

extension Bias: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let axis = place(of: axis, in: run.shapes[0])
    let places = run.shapes[0][axis]
    let out = try run.output(run.shapes[0].dimensions, mayOverwrite: true)
    let numbers = try run.weight(0, [places])
    run.did(.weightReads, run.weightElements)
    let done = run.affine(along: axis, places, into: out) { Self.factors(places, numbers) }
    var perElement = WorkVector()
    perElement[.additions] = 1
    run.did(perElement, forElements: done)
  }

  /// Bounds, for each channel.
  package var finishing: Finishing { axis ?? 0 == 0 ? .bounds : .nothing }

  /// The shift of each channel.
  package func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    guard axis ?? 0 == 0 else { return nil }
    let own = Self.factors(inputs[0][0], weights[0])
    return .affine(scale: own.scale, shift: own.shift)
  }

  /// A product with 1 is exact, so the sum equals a plain addition.
  private static func factors(
    _ places: Int, _ numbers: UnsafePointer<Float>
  ) -> (scale: [Float], shift: [Float]) {
    (Array(repeating: 1, count: places), (0..<places).map { numbers[$0] })
  }
}
