import ArchGraph
import ArchKernels
import ArchRuntime

extension PReLU: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let out = try run.output(run.shapes[0].dimensions, mayOverwrite: true)
    let count = shared ? 1 : run.shapes[0][0]
    let slopes = try run.weight(0, [count])
    run.did(.weightReads, count)
    let isShared = shared
    let done = run.mapChannels(into: out) { channel, count, x, y in
      let slope = slopes[isShared ? 0 : channel]
      for i in 0..<count { y[i] = x[i] < 0 ? slope * x[i] : x[i] }
    }
    var perElement = WorkVector()
    perElement[.multiplications] = 1
    perElement[.comparisons] = 1
    run.did(perElement, forElements: done)
  }
}
