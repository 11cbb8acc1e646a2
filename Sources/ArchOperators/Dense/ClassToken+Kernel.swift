import ArchGraph
import ArchKernels
import ArchRuntime

extension ClassToken: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let features = shape[1]
    let count = tokens
    let out = try run.output([shape[0] + count, features])
    let tokens = try run.weight(0, [count, features])
    let size = run.elements(0)
    for example in 0..<run.batch {
      let target = out + example * (size + count * features)
      target.update(from: tokens, count: count * features)
      (target + count * features).update(from: run.input(0) + example * size, count: size)
      run.did(.activationReads, size)
      run.did(.writes, size + count * features)
    }
    run.did(.weightReads, run.weightElements)
  }
}
