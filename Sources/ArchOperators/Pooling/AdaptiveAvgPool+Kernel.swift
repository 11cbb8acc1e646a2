import ArchGraph
import ArchKernels
import ArchRuntime

extension AdaptiveAvgPool: Runnable {
  /// The places under each window.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    adaptiveMemory(of: inputs[0], to: output)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let sizes = size.expanded(to: shape.rank - 1)
    let out = try run.output([shape[0]] + sizes)
    let (additions, windows) = try run.reduceWindows(sizes, into: out) { numbers in
      numbers.reduce(0, +) / Float(numbers.count)
    }
    run.did(.additions, additions)
    run.did(.divisions, windows)
    run.did(.activationReads, run.batch * run.elements(0))
    run.did(.writes, windows)
  }
}
