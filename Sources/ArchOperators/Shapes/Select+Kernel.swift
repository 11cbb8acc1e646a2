import ArchGraph
import ArchKernels
import ArchRuntime

extension Select: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output([channels.count] + shape.spatial)
    let count = run.elements(0) / shape[0]
    for example in 0..<run.batch {
      for (index, channel) in channels.enumerated() {
        (out + (example * channels.count + index) * count).update(
          from: run.input(0) + (example * shape[0] + channel) * count, count: count)
        run.did(.writes, count)
      }
      run.did(.activationReads, Set(channels).count * count)
    }
  }
}
