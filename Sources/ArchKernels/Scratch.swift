/// Memory for one kernel's passing needs: packed panels, padded inputs.
public enum Scratch {
  /// Room for `count` numbers that lasts until `body` returns; what it holds at first is left open.
  @inline(__always)
  public static func with<Result, Fault: Error>(
    _ count: Int, _ body: (UnsafeMutablePointer<Float>) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(64, count * MemoryLayout<Float>.stride), alignment: 64)
    defer { memory.deallocate() }
    return try body(memory.bindMemory(to: Float.self, capacity: count))
  }
}
