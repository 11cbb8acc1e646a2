import CArchKernels

/// What the machine has.
package enum Machine {
  /// The bytes of memory that can be had without swapping, and within the limits of the process and of its control
  /// groups; nil where that is not known.
  package static var freeMemory: Int? { freeMemory(root: "") }

  /// The same by the system's files below a directory, for tests.
  package static func freeMemory(root: String) -> Int? {
    let bytes = Int(archk_free_memory(root))
    return bytes > 0 ? bytes : nil
  }
}
