import ArchGraph
import ArchKernels
import ArchRuntime

extension Where: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let spreading = Spreading(run.shapes)
    let out = try run.output(spreading.extents, mayOverwrite: true)
    let done = try run.mergeSpread(spreading, into: out) { count, values, y in
      let (condition, a, b) = (values[0], values[1], values[2])
      for i in 0..<count {
        y[i] = condition[i].isNaN ? condition[i] : condition[i] == 0 ? b[i] : a[i]
      }
    }
    run.did(.comparisons, done)
  }
}
