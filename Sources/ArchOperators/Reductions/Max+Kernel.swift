import ArchGraph
import ArchKernels
import ArchRuntime

extension Max: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let done = try run.reduce(axes, keepsDimensions: keepsDimensions) { count, x in
      var largest = x[0]
      for i in 1..<max(1, count) { largest = Float.maximum(largest, x[i]) }
      return largest
    }
    run.did(.comparisons, done.afterFirst)
  }
}
