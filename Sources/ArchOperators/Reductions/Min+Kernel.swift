import ArchGraph
import ArchKernels
import ArchRuntime

extension Min: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let done = try run.reduce(axes, keepsDimensions: keepsDimensions) { count, x in
      var smallest = x[0]
      for i in 1..<max(1, count) { smallest = Float.minimum(smallest, x[i]) }
      return smallest
    }
    run.did(.comparisons, done.afterFirst)
  }
}
