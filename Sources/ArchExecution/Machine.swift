import CArchKernels

/// What the machine has.
public enum Machine {
  /// The bytes of memory that can be had without swapping; nil where that is not known.
  public static var freeMemory: Int? {
    let bytes = Int(archk_free_memory())
    return bytes > 0 ? bytes : nil
  }
}
