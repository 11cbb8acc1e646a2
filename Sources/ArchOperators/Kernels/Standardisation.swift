import ArchGraph
import ArchKernels
import ArchRuntime

extension KernelRun {
  /// Records the operations for the standardisation of rows; returns those done for each element.
  static func standardisation(_ run: inout KernelRun, rows: Int, length: Int) -> WorkVector {
    // Two sums, the mean and the variance with its epsilon, and a square root for each row.
    run.did(.additions, rows * (2 * (length - 1) + 1))
    run.did(.divisions, rows * 2)
    run.did(.transcendentals, rows)
    var perElement = WorkVector()
    perElement[.subtractions] = 1
    perElement[.multiplications] = 1
    perElement[.divisions] = 1
    return perElement
  }
}

extension UnsafeMutablePointer<Float> {
  /// Brings the mean of the numbers to 0 and their variance to 1.
  func standardise(_ count: Int, epsilon: Float) {
    let mean = Loops.total(count, self) / Float(count)
    let variance = Loops.deviation(count, self, from: mean) / Float(count)
    let deviation = (variance + epsilon).squareRoot()
    for index in 0..<count { self[index] = (self[index] - mean) / deviation }
  }
}

extension Runnable {
  /// A norm of rows with a factor and a shift for each channel.
  func standardiseRows(
    _ run: inout KernelRun, _ layout: RowLayout, into out: UnsafeMutablePointer<Float>, scale: Bool,
    shift: Bool,
    epsilon: Double
  ) throws(KernelFault) {
    let channels = run.shapes[0][0]
    let gamma = scale ? try run.weight(0, [channels]) : nil
    let beta = shift ? try run.weight(scale ? 1 : 0, [channels]) : nil
    run.did(.weightReads, run.weightElements)
    let count = layout.length
    let rows = run.mapRows(layout, into: out) { $0.standardise(count, epsilon: Float(epsilon)) }
    if gamma != nil || beta != nil {
      let size = run.elements(0) / channels
      for channel in 0..<run.batch * channels {
        Loops.affine(
          size, out + channel * size, gamma?[channel % channels] ?? 1, beta?[channel % channels] ?? 0,
          out + channel * size)
      }
    }
    var perElement = KernelRun.standardisation(&run, rows: rows, length: count)
    perElement[.multiplications] += scale ? 1 : 0
    perElement[.additions] = shift ? 1 : 0
    run.did(perElement, forElements: rows * count)
  }
}
