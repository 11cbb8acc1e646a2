import CArchKernels

/// Memory that lasts for a run: weights and the values of layers.
package enum LargeMemory {
  /// Room for `count` numbers with arbitrary initial contents, or `nil` if there is none.
  package static func allocateIfPossible(_ count: Int) -> UnsafeMutablePointer<Float>? {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Float>.stride)
    guard !overflow else { return nil }
    guard let memory = archk_allocate(Int64(bytes)) else { return nil }
    archk_tally(archk_size(memory))
    return memory.bindMemory(to: Float.self, capacity: count)
  }

  /// Room for `count` numbers, which must be available.
  package static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    guard let memory = allocateIfPossible(count) else { fail(count) }
    return memory
  }

  /// Frees it.
  package static func free(_ memory: UnsafeMutablePointer<Float>) {
    archk_tally(-archk_size(memory))
    archk_free(memory)
  }

  /// The most bytes that this thread has used at once, here and in ``Scratch``, since the last call: for tests of the
  /// memory that kernels are said to take.
  package static func takePeak() -> Int { Int(archk_peak()) }

  /// Ends the program if a kernel's memory is not available, although it was counted before and seemed to be: kernels
  /// cannot go on without it.
  package static let failure = Guarded<@Sendable (_ bytes: Int) -> Never>({ bytes in
    fatalError("there is no memory for \(bytes) bytes")
  })

  static func fail(_ bytes: Int) -> Never { failure.withLock { $0 }(bytes) }
}
