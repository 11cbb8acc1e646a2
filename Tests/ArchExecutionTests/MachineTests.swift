import ArchAnalysis
import ArchExecution
import ArchGraph
import ArchKernels
import ArchOperators
import ArchRuntime
import Foundation
import Testing

/// What memory there is: the least that the machine, the process and its control groups allow.
@Suite struct MachineTests {
  /// A directory with the system's files, as far as they are looked at.
  private func free(_ files: [String: String]) throws -> Int? {
    let root = FileManager.default.temporaryDirectory.appending(path: "archcalc-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    var files = files
    files["proc/meminfo"] = "MemTotal:  9000 kB\nMemFree:  10 kB\nMemAvailable:    8000 kB\n"
    for (name, text) in files {
      let file = root.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return Machine.freeMemory(root: root.path)
  }

  @Test func theMachine() throws {
    #expect(try free([:]) == 8000 * 1024)
    #expect(try #require(Machine.freeMemory) > 0)
  }

  /// Version 2: what the group is allowed, less what it uses, but for pages of files that are given up first.
  @Test func groupsOfVersion2() throws {
    let group = "sys/fs/cgroup/box"
    let files = [
      "proc/self/cgroup": "0::/box/inner\n", "\(group)/memory.max": "4000000\n",
      "\(group)/memory.current": "3000000\n",
      "\(group)/memory.stat": "anon 5\ninactive_file 500000\nactive_file 7\n",
      "\(group)/inner/memory.max": "max\n", "\(group)/inner/memory.current": "9\n",
    ]
    #expect(try free(files) == 1_500_000)
    #expect(try free(files.filter { !$0.key.hasSuffix("stat") }) == 1_000_000)
    // A group that has used it all leaves nothing, which is not unknown.
    #expect(try free(files.merging(["\(group)/memory.current": "9000000"]) { $1 }) == 1)
  }

  /// In a container the path is that of the host, and the limit is at the root.
  @Test func groupsOfAContainer() throws {
    #expect(
      try free([
        "proc/self/cgroup": "0::/system/elsewhere\n", "sys/fs/cgroup/memory.max": "70000\n",
        "sys/fs/cgroup/memory.current": "20000\n",
      ]) == 50_000)
  }

  @Test func groupsOfVersion1() throws {
    let group = "sys/fs/cgroup/memory/box"
    let files = [
      "proc/self/cgroup": "12:cpu,cpuacct:/other\n3:memory:/box\n0::/\n",
      "\(group)/memory.limit_in_bytes": "600000\n", "\(group)/memory.usage_in_bytes": "100000\n",
      "\(group)/memory.stat": "cache 4\ntotal_inactive_file 20000\n",
      "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
      "sys/fs/cgroup/memory/memory.usage_in_bytes": "100\n",
    ]
    #expect(try free(files) == 520_000)
  }

  /// Files that say nothing are not a limit.
  @Test func nonsense() throws {
    #expect(
      try free([
        "proc/self/cgroup": "\n:\n0:memory\n4:memoryless:/a\n0::/b\n", "sys/fs/cgroup/b/memory.max": "",
        "sys/fs/cgroup/b/memory.current": "x",
      ]) == 8000 * 1024)
  }

  /// A run that needs more than there is, is refused before anything is allocated; just as much is enough.
  @Test func runsThatNeedMore() throws {
    let graph = try expand(
      "network n {\ninput x: [4, 16, 16]\nconv(4, kernel: 3, padding: 900, dilation: 900)\n}")
    var validator = Validator(pool: .serial)
    validator.fields = .none
    func need(_ available: Int) -> RunMemory? {
      do throws(RunRefusal) {
        _ = try validator.validate(try! Analysis(graph), available: available)
      } catch {
        if case .memory(let need, available: available) = error { return need }
        Issue.record("\(error)")
      }
      return nil
    }
    let need1 = try #require(need(1 << 20))
    // Four channels of 16 + 2*900 rows and columns, and no less.
    #expect(need1.kernels >= 4 * 4 * 1816 * 1816)
    #expect(need1.weights == 4 * (4 * 4 * 9 + 4))
    #expect(need(Int(need1.total) - 1) == need1)
    #expect(need(Int(need1.total) + 1) == nil)
  }

  /// What a run shows counts too.
  @Test func weightsTakeFourBytes() throws {
    let graph = try expand("network n {\ninput x: [1000]\ndense(3000)\n}")
    let (pool, analysis) = (WorkerPool.serial, try Analysis(graph))
    var need: RunMemory?
    do throws(RunRefusal) {
      _ = try Validator(pool: pool).validate(analysis, available: 1)
    } catch {
      if case .memory(let memory, _) = error { need = memory }
    }
    let memory = try #require(need)
    #expect(memory.weights == 4 * 3_003_000)
    #expect(memory.values == 4 * (1000 + 3000))
    // One byte less than the whole is too little.
    func isRun(_ available: Int) throws -> Bool {

      do throws(RunRefusal) { _ = try Validator(pool: pool).validate(analysis, available: available) } catch {
        return false
      }
      return true
    }
    #expect(try !isRun(Int(memory.total.rounded(.up)) - 1))
    #expect(try isRun(Int(memory.total.rounded(.up))))
  }

  @Test func whatIsShownCounts() throws {
    let graph = try expand("network n {\ninput x: [300, 300]\nr: relu\n}")
    func isRun(_ available: Int) -> Bool {
      (try? GivenRun(
        graph, given: GivenNumbers(), wanted: [1], seed: 1, pool: .serial, available: available)) != nil
    }
    #expect(!isRun(24 << 20))
    #expect(isRun(64 << 20))
  }

  /// A layer that has no kernel is refused, and is no prediction that fails.
  @Test func layersThatCannotBeRun() throws {
    let graph = try expand("network n {\ninput x: [1, 2, 2, 2, 2]\nrelu\n}")
    #expect(try validate(graph).holds)
    #expect(throws: RunRefusal.self) { try validate(try Self.withoutKernel()) }
  }

  private static func withoutKernel() throws -> Graph {
    var builder = GraphBuilder("small")
    let image = try builder.input("image", [2, 4, 4])
    builder.output(try builder.apply(WithoutKernel(), to: [image], label: "odd"), named: nil)
    return builder.graph
  }
}

/// An identity that cannot be run.
private struct WithoutKernel: Runnable {
  static let signature = Signature("without_kernel", .shape, "An identity without a kernel.", arguments: [])
  static let specimens: [Specimen<WithoutKernel>] = []
  init() {}
  init(_ arguments: Arguments) throws(ArgumentFault) {}
  var arguments: [ArgumentValue?] { [] }
  var traits: Traits { Identity().traits }
  func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { .sameAsInput }
  func parameters(of inputs: [Shape]) -> [Parameter] { [] }
  func work(from inputs: [Shape], to output: Shape) -> Work { .none }
  func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }
  func placement(of inputs: [Shape]) -> Placement { .own }
  func execute(_ run: inout KernelRun) throws(KernelFault) { throw .unsupported("there is no way") }
  func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    inputs[0]
  }
}
