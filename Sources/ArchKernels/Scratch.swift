import CArchKernels

/// Memory for the temporary needs of a kernel: packed panels, padded inputs.
///
/// Used memory is kept for the next need of its size: allocating and freeing large blocks costs the system more than
/// the work done in them.
package enum Scratch {
  /// Room for `count` numbers that lasts until `body` returns; its initial contents are arbitrary.
  package static func with<Result, Fault: Error>(
    _ count: Int, _ body: (UnsafeMutablePointer<Float>) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    let bytes = count * MemoryLayout<Float>.stride
    let block = take(bytes)
    archk_tally(Int64(bytes))
    defer {
      archk_tally(Int64(-bytes))
      give(block)
    }
    return try body(block.memory.bindMemory(to: Float.self, capacity: count))
  }

  private struct Block: @unchecked Sendable {
    let memory: UnsafeMutableRawPointer
    let bytes: Int
  }

  /// Blocks that are not in use now, the largest last.
  private static let unused = Guarded<[Block]>([])
  /// The most blocks and bytes that are kept.
  private static let mostBlocks = 64
  private static let mostBytes = 1 << 30

  private static func take(_ bytes: Int) -> Block {
    let found = unused.withLock { blocks in
      blocks.firstIndex { $0.bytes >= bytes }.map { blocks.remove(at: $0) }
    }
    if let found { return found }
    guard let memory = archk_allocate(Int64(bytes)) ?? retry(bytes) else { LargeMemory.fail(bytes) }
    return Block(memory: memory, bytes: max(64, bytes))
  }

  /// Frees the unused blocks and tries again to get memory.
  private static func retry(_ bytes: Int) -> UnsafeMutableRawPointer? {
    let kept = unused.withLock { blocks in
      defer { blocks = [] }
      return blocks
    }
    for block in kept { archk_free(block.memory) }
    return archk_allocate(Int64(bytes))
  }

  private static func give(_ block: Block) {
    let surplus = unused.withLock { blocks -> Block? in
      blocks.insert(block, at: blocks.firstIndex { $0.bytes >= block.bytes } ?? blocks.count)
      guard blocks.count > mostBlocks || blocks.reduce(0, { $0 + $1.bytes }) > mostBytes else { return nil }
      return blocks.remove(at: blocks.count > mostBlocks ? 0 : blocks.count - 1)
    }
    if let surplus { archk_free(surplus.memory) }
  }
}
