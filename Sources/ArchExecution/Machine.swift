import CArchKernels

/// The machine's resources.
package enum Machine {
  /// The bytes of memory available without swapping, and within the limits of the process and of its control groups, or
  /// `nil` if that is not known.
  package static var freeMemory: Int? { freeMemory(root: "") }

  /// The same from the system's files below a directory, for tests.
  package static func freeMemory(root: String) -> Int? {
    let bytes = Int(archk_free_memory(root))
    return bytes > 0 ? bytes : nil
  }
}
