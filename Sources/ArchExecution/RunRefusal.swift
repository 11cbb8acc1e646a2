import ArchAnalysis
import ArchGraph
import ArchRuntime

/// Why a network is not run at all, which says nothing about its figures.
public enum RunRefusal: Error, Sendable {
  /// It needs more memory than there is: its needs, and the available bytes.
  case memory(RunMemory, available: Int)
  /// Its values are too large to count.
  case tooLarge
  /// There is no memory for so many bytes, although there seemed to be.
  case allocation(bytes: Int)
  /// A layer has no kernel that can run it.
  case layer(Node.ID, KernelFault)
}
