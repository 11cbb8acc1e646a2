import ArchGraph
import ArchKernels
import ArchRuntime

extension DropPath: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    // Nothing is dropped outside training.
    try run.view(run.shapes[0].dimensions)
  }
}
