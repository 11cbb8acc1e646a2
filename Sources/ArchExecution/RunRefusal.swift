import ArchAnalysis
import ArchGraph
import ArchRuntime

/// Why a network is not run at all; that says nothing of its figures.
public enum RunRefusal: Error, Sendable {
  /// It needs more memory than there is: what it needs, and the bytes that can be had.
  case memory(RunMemory, available: Int)
  /// Its values are more than can be counted.
  case tooLarge
  /// There is no memory for so many bytes, although there seemed to be.
  case allocation(bytes: Int)
  /// A layer has no kernel that can run it.
  case layer(Node.ID, KernelFault)
}
