import ArchGraph
import ArchKernels
import ArchRuntime

extension PReLU: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let axis = shared ? 0 : place(of: axis, in: run.shapes[0])
    let out = try run.output(run.shapes[0].dimensions, mayOverwrite: true)
    let count = shared ? 1 : run.shapes[0][axis]
    let slopes = try run.weight(0, [count])
    run.did(.weightReads, count)
    let isShared = shared
    let stretch = { (channel: Int, count: Int, x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>) in
      let slope = slopes[isShared ? 0 : channel]
      for i in 0..<count { y[i] = x[i] < 0 ? slope * x[i] : x[i] }
    }
    let done =
      axis == 0
      ? run.mapChannels(into: out, stretch)
      : run.mapPlaces(of: axis, into: out, stretch: stretch) { x, y in
        for i in 0..<count { y[i] = x[i] < 0 ? slopes[i] * x[i] : x[i] }
      }
    var perElement = WorkVector()
    perElement[.multiplications] = 1
    perElement[.comparisons] = 1
    run.did(perElement, forElements: done)
  }
}
