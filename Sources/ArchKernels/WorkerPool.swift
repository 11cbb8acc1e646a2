import CArchKernels
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A few threads that share the tasks of one loop after the other.
///
/// A worker that runs out of work looks for more for a short while and then sleeps: waking a thread costs some 50
/// microseconds, longer than most loops of a network last. The caller works too and waits for nobody who has not begun,
/// so that a loop is never slower because of a sleeping worker. A pool runs one loop at a time: a task that begins
/// another one in its own pool, or another thread that does so meanwhile, runs it alone.
///
/// Each thread has its own part of the tasks, the same from loop to loop, and helps the others when it is done, so that
/// most of what a loop reads is in the cache of the processor that wrote it.
package final class WorkerPool: Sendable {
  /// How many threads work, including the caller.
  package let threads: Int
  private let state: State

  /// A pool of a number of threads, at least one.
  package init(threads: Int) {
    self.threads = max(1, threads)
    state = State(threads: self.threads)
    for index in 1..<max(2, self.threads) where self.threads > 1 { state.start(index) }
  }

  deinit { state.stop() }

  /// No threads but the caller's.
  package static let serial = WorkerPool(threads: 1)

  /// The number of processors that this process may use.
  package static var processors: Int {
    Int(archk_processors())
  }

  /// Runs `task` for every number from 0 up to `count`, in no particular order, and returns when all are done.
  package func forEach(_ count: Int, _ task: (Int) -> Void) {
    guard threads > 1, count > 1, state.begin() else {
      for index in 0..<max(0, count) { task(index) }
      return
    }
    withoutActuallyEscaping(task) { state.run(count, $0) }
    state.end()
  }

  /// Cuts a range into pieces of at least `least` numbers and runs `task` on each.
  package func forEachPiece(of count: Int, least: Int, _ task: (Range<Int>) -> Void) {
    guard count > 0 else { return }
    let pieces = max(1, min(threads * 4, count / max(1, least)))
    guard threads > 1, pieces > 1 else { return task(0..<count) }
    forEach(pieces) { task($0 * count / pieces..<($0 + 1) * count / pieces) }
  }

  /// Runs `task` on pieces of a range, as ``forEachPiece(of:least:_:)`` does, and adds up the results.
  package func sum(of count: Int, least: Int, _ task: (Range<Int>) -> Int) -> Int {
    let sum = Atomic<Int>(0)
    forEachPiece(of: count, least: least) { sum.wrappingAdd(task($0), ordering: .relaxed) }
    return sum.load(ordering: .relaxed)
  }

  /// One thread of a pool.
  private final class Worker: Sendable {
    let state: State
    let index: Int

    init(state: State, index: Int) {
      self.state = state
      self.index = index
    }
  }

  /// The state that the threads share.
  ///
  /// The job is written by the caller while no worker is inside.
  private final class State: @unchecked Sendable {
    /// Twice the number of the job, and one more while it is open.
    private let job = Atomic<Int>(0)
    /// The next task of each thread's part, far enough apart that threads do not share a cache line.
    private let next: UnsafeMutablePointer<Atomic<Int>>
    private let threads: Int
    private let inside = Atomic<Int>(0)
    private let sleeping = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)
    private let isBusy = Atomic<Bool>(false)
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var task: ((Int) -> Void)?
    private var count = 0

    /// How often a worker looks for a job before it sleeps, which takes some 100 microseconds.
    private static let patience = 4000

    /// The distance between the counters of two threads.
    private static let distance = 16

    init(threads: Int) {
      self.threads = threads
      next = .allocate(capacity: threads * Self.distance)
      for index in 0..<threads * Self.distance { (next + index).initialize(to: Atomic(0)) }
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(condition, nil)
    }

    deinit {
      pthread_cond_destroy(condition)
      pthread_mutex_destroy(mutex)
      mutex.deallocate()
      condition.deallocate()
      next.deinitialize(count: threads * Self.distance)
      next.deallocate()
    }

    func start(_ index: Int) {
      let context = Unmanaged.passRetained(Worker(state: self, index: index)).toOpaque()
      #if canImport(Darwin)
        var thread: pthread_t?
        let made = pthread_create(&thread, nil, { State.body($0) }, context)
        if made == 0, let thread { pthread_detach(thread) }
      #else
        var thread = pthread_t()
        let made = pthread_create(&thread, nil, { State.body($0) }, context)
        if made == 0 { pthread_detach(thread) }
      #endif
      // A thread that cannot be created leaves its share to the others.
      if made != 0 { Unmanaged<Worker>.fromOpaque(context).release() }
    }

    private static func body(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      if let context {
        let worker = Unmanaged<Worker>.fromOpaque(context).takeRetainedValue()
        worker.state.work(worker.index)
      }
      return nil
    }

    func stop() {
      isStopped.store(true, ordering: .sequentiallyConsistent)
      wake()
    }

    private func wake() {
      pthread_mutex_lock(mutex)
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }

    /// Takes the pool for a loop; returns false if it is already taken.
    func begin() -> Bool { !isBusy.exchange(true, ordering: .acquiring) }

    /// Releases the pool.
    func end() { isBusy.store(false, ordering: .releasing) }

    func run(_ count: Int, _ task: @escaping (Int) -> Void) {
      self.task = task
      self.count = count
      for thread in 0..<threads {
        next[thread * Self.distance].store(thread * count / threads, ordering: .relaxed)
      }
      job.wrappingAdd(1, ordering: .sequentiallyConsistent)
      if sleeping.load(ordering: .sequentiallyConsistent) > 0 { wake() }
      takeTasks(count, task, from: 0)
      job.wrappingAdd(1, ordering: .sequentiallyConsistent)
      var rounds = 0
      while inside.load(ordering: .sequentiallyConsistent) > 0 {
        // A worker that the system has suspended needs the processor to finish.
        rounds += 1
        if rounds % 1024 == 0 { sched_yield() }
      }
      self.task = nil
    }

    /// Does the tasks of a thread's own part, and then the rest of the others'.
    private func takeTasks(_ count: Int, _ task: (Int) -> Void, from own: Int) {
      for offset in 0..<threads {
        let thread = (own + offset) % threads
        let end = (thread + 1) * count / threads
        while true {
          let index = next[thread * Self.distance].wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < end else { break }
          task(index)
        }
      }
    }

    private func work(_ index: Int) {
      var done = 0
      while true {
        let current = waitForJob(after: done)
        if isStopped.load(ordering: .sequentiallyConsistent) { return }
        inside.wrappingAdd(1, ordering: .sequentiallyConsistent)
        // The caller closes a job before it checks whether anybody is inside.
        if job.load(ordering: .sequentiallyConsistent) == current, current % 2 == 1, let task {
          takeTasks(count, task, from: index)
        }
        inside.wrappingSubtract(1, ordering: .sequentiallyConsistent)
        done = current
      }
    }

    /// Waits until a job is open that is not `done`, or the pool is stopped.
    private func waitForJob(after done: Int) -> Int {
      for round in 0..<Self.patience {
        let current = job.load(ordering: .acquiring)
        if current != done, current % 2 == 1 { return current }
        if isStopped.load(ordering: .relaxed) { return done }
        if round % 64 == 63 { sched_yield() }
      }
      pthread_mutex_lock(mutex)
      defer { pthread_mutex_unlock(mutex) }
      sleeping.wrappingAdd(1, ordering: .sequentiallyConsistent)
      defer { sleeping.wrappingSubtract(1, ordering: .sequentiallyConsistent) }
      while true {
        let current = job.load(ordering: .sequentiallyConsistent)
        if current != done, current % 2 == 1 { return current }
        if isStopped.load(ordering: .sequentiallyConsistent) { return done }
        pthread_cond_wait(condition, mutex)
      }
    }
  }
}
