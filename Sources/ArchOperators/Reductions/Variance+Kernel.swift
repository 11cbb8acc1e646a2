import ArchGraph
import ArchKernels
import ArchRuntime

extension Variance: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let fewer = isUnbiased ? 1 : 0
    let done = try run.reduce(axes, keepsDimensions: keepsDimensions) { count, x in
      let mean = Loops.total(count, x) / Float(count)
      return Loops.deviation(count, x, from: mean) / Float(count - fewer)
    }
    run.did(.additions, 2 * done.afterFirst)
    run.did(.subtractions, done.results * done.length)
    run.did(.multiplications, done.results * done.length)
    run.did(.divisions, 2 * done.results)
  }
}
