import ArchGraph
import ArchKernels
import ArchRuntime

extension Reshape: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    // One extent may be left open; it takes the rest.
    var extents = shape
    if let open = extents.firstIndex(of: -1) {
      extents[open] = 1
      extents[open] = run.elements(0) / max(1, extents.reduce(1, *))
    }
    try run.view(extents)
  }
}
