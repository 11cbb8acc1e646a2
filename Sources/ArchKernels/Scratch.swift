import CArchKernels

/// Memory for one kernel's passing needs: packed panels, padded inputs.
///
/// What has been used is kept for the next need of its size: large blocks that come and go cost the system more than
/// the work done in them.
public enum Scratch {
  /// Room for `count` numbers that lasts until `body` returns; what it holds at first is left open.
  @inline(__always)
  public static func with<Result, Fault: Error>(
    _ count: Int, _ body: (UnsafeMutablePointer<Float>) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    let block = take(count * MemoryLayout<Float>.stride)
    defer { give(block) }
    return try body(block.memory.bindMemory(to: Float.self, capacity: count))
  }

  @usableFromInline
  struct Block: @unchecked Sendable {
    @usableFromInline let memory: UnsafeMutableRawPointer
    let bytes: Int
  }

  /// Blocks that nobody uses now, the largest last.
  private static let unused = Guarded<[Block]>([])
  /// The most blocks and bytes that are kept.
  private static let mostBlocks = 64
  private static let mostBytes = 1 << 30

  @usableFromInline
  static func take(_ bytes: Int) -> Block {
    let found = unused.withLock { blocks in
      blocks.firstIndex { $0.bytes >= bytes }.map { blocks.remove(at: $0) }
    }
    return found ?? Block(memory: archk_allocate(Int64(bytes)), bytes: max(64, bytes))
  }

  @usableFromInline
  static func give(_ block: Block) {
    let surplus = unused.withLock { blocks -> Block? in
      blocks.insert(block, at: blocks.firstIndex { $0.bytes >= block.bytes } ?? blocks.count)
      guard blocks.count > mostBlocks || blocks.reduce(0, { $0 + $1.bytes }) > mostBytes else { return nil }
      return blocks.remove(at: blocks.count > mostBlocks ? 0 : blocks.count - 1)
    }
    if let surplus { archk_free(surplus.memory) }
  }
}

/// Memory that a run lasts: weights and the values of layers.
public enum LargeMemory {
  /// Room for `count` numbers; what it holds at first is left open.
  public static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    archk_allocate(Int64(count * MemoryLayout<Float>.stride)).bindMemory(to: Float.self, capacity: count)
  }

  /// Gives it back.
  public static func free(_ memory: UnsafeMutablePointer<Float>) { archk_free(memory) }
}
