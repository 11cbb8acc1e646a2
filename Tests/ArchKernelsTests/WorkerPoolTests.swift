import ArchKernels
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pool runs every task once and is back only when all are done.
@Suite struct WorkerPoolTests {
  /// How often each index was run.
  private func runs(_ count: Int, _ pool: WorkerPool) -> [Int] {
    let counts = UnsafeMutablePointer<Int>.allocate(capacity: max(1, count))
    counts.initialize(repeating: 0, count: max(1, count))
    defer { counts.deallocate() }
    pool.forEach(count) { counts[$0] += 1 }
    return Array(UnsafeBufferPointer(start: counts, count: max(0, count)))
  }

  @Test(arguments: [1, 2, 3, 8], [0, 1, 2, 7, 64, 1000]) func everyIndexOnce(threads: Int, count: Int) {
    let pool = WorkerPool(threads: threads)
    #expect(pool.threads == threads)
    for _ in 0..<20 { #expect(runs(count, pool) == Array(repeating: 1, count: count)) }
  }

  @Test func fewerThanOneThreadIsOne() {
    #expect(WorkerPool(threads: 0).threads == 1)
    #expect(runs(5, WorkerPool(threads: -3)) == [1, 1, 1, 1, 1])
    #expect(runs(-1, WorkerPool(threads: 2)).isEmpty)
  }

  /// Jobs that end before a worker has woken up, one after the other.
  @Test func manyShortJobs() {
    let pool = WorkerPool(threads: 4)
    let sum = Atomic<Int>(0)
    for _ in 0..<20_000 { pool.forEach(3) { sum.wrappingAdd($0 + 1, ordering: .relaxed) } }
    #expect(sum.load(ordering: .relaxed) == 20_000 * 6)
  }

  /// Workers that have given up looking and sleep are woken for the next job.
  @Test func workersSleepAndWake() {
    let pool = WorkerPool(threads: 3)
    for _ in 0..<8 {
      #expect(runs(100, pool) == Array(repeating: 1, count: 100))
      usleep(5_000)
    }
    // Three tasks that wait for each other need three threads: the sleepers must have come.
    let arrived = Atomic<Int>(0)
    usleep(20_000)
    pool.forEach(3) { _ in
      arrived.wrappingAdd(1, ordering: .sequentiallyConsistent)
      var rounds = 0
      while arrived.load(ordering: .sequentiallyConsistent) < 3, rounds < 10_000 {
        rounds += 1
        usleep(100)
      }
    }
    #expect(arrived.load(ordering: .sequentiallyConsistent) == 3)
  }

  /// A task that uses the pool it runs in works alone.
  @Test(arguments: [1, 2, 4]) func nestedUseRunsInPlace(threads: Int) {
    let pool = WorkerPool(threads: threads)
    let sum = Atomic<Int>(0)
    for _ in 0..<50 {
      pool.forEach(6) { outer in
        pool.forEach(5) { inner in sum.wrappingAdd(outer * 5 + inner, ordering: .relaxed) }
        sum.wrappingAdd(pool.sum(of: 10, least: 1) { $0.count }, ordering: .relaxed)
      }
    }
    #expect(sum.load(ordering: .relaxed) == 50 * ((0..<30).reduce(0, +) + 60))
  }

  /// Several threads that use one pool take turns or work alone.
  @Test func useFromSeveralThreads() async {
    let pool = WorkerPool(threads: 3)
    let total = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var sum = 0
          for _ in 0..<500 { sum += pool.sum(of: 64, least: 1) { $0.count } }
          return sum
        }
      }
      return await group.reduce(0, +)
    }
    #expect(total == 4 * 500 * 64)
  }

  @Test(arguments: [1, 2, 5]) func piecesCoverTheRange(threads: Int) {
    let pool = WorkerPool(threads: threads)
    for count in [0, 1, 2, 31, 32, 33, 1000] {
      for least in [1, 7, 1000] {
        let marks = UnsafeMutablePointer<Int>.allocate(capacity: max(1, count))
        marks.initialize(repeating: 0, count: max(1, count))
        pool.forEachPiece(of: count, least: least) { piece in
          #expect(!piece.isEmpty)
          for index in piece { marks[index] += 1 }
        }
        #expect(UnsafeBufferPointer(start: marks, count: count).allSatisfy { $0 == 1 })
        marks.deallocate()
        #expect(pool.sum(of: count, least: least) { $0.count } == count)
      }
    }
  }

  /// Pools come and go without leaving anybody waiting.
  @Test func poolsComeAndGo() {
    for round in 0..<200 {
      let pool = WorkerPool(threads: 1 + round % 4)
      if round % 2 == 0 { #expect(runs(9, pool) == Array(repeating: 1, count: 9)) }
    }
  }
}
