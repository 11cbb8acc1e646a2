import ArchGraph
import ArchKernels
import ArchRuntime

extension GlobalMaxPool: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    if let axes {
      let done = try run.reduce(axes, keepsDimensions: keepAxes, Self.largest)
      run.did(.comparisons, done.afterFirst)
      return
    }
    let out = try run.output([shape[0]] + (keepAxes ? shape.spatial.map { _ in 1 } : []))
    let done = run.reduceChannels(into: out, Self.largest)
    run.did(.comparisons, done - run.batch * shape[0])
    run.did(.activationReads, done)
    run.did(.writes, run.batch * shape[0])
  }

  private static func largest(of count: Int, _ x: UnsafePointer<Float>) -> Float {
    var largest = x[0]
    for i in 1..<max(1, count) { largest = Float.maximum(largest, x[i]) }
    return largest
  }
}
