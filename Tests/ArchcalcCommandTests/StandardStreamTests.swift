import ArchEngines
import Foundation
import Testing

@testable import ArchcalcCommand

/// Standard input and output where a file's name is `-`, as whole processes.
@Suite(.enabled(if: Program.url != nil, "the program is not built")) struct StandardStreamTests {
  private func shell(_ script: String, in scratch: Scratch) throws -> (
    status: Int32, output: String, errors: String
  ) {
    let result = try Subprocess.run(
      "sh", ["-c", "cd \"$1\" && \(script)", try #require(Program.url).path(), scratch.url.path()])
    guard case .exited(let status) = result.ending else { return (-1, result.output, result.errors) }
    return (status, result.output, result.errors)
  }

  /// `format -` prints, and makes no file of that name.
  @Test func formatsStandardInput() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let said = try shell("printf 'network n{\\ninput i:[3,8,8]\\n}\\n' | \"$0\" format -", in: scratch)
    #expect(said.status == 0 && said.output == "network n {\n    input i: [3, 8, 8]\n}\n", "\(said)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path()).isEmpty)
    let check = try shell("printf 'network n{\\n}\\n' | \"$0\" format --check -", in: scratch)
    #expect(check.status == 1, "\(check)")
  }

  /// `-o -` is standard output, for every command that writes a file.
  @Test(arguments: ["table lecture_cnn", "export lecture_cnn", "compare lecture_cnn lenet5_1998"])
  func writesToStandardOutput(command: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let plain = try shell("\"$0\" \(command)", in: scratch)
    let named = try shell("\"$0\" \(command) -o -", in: scratch)
    #expect(plain.status == 0 && named.output == plain.output && !plain.output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path()).isEmpty)
  }

  #if os(Linux)
    /// Where standard output takes nothing the program says so and fails, be it text or bytes.
    @Test(arguments: [
      "list", "--help", "--version", "export lecture_cnn", "export lecture_cnn --format onnx",
    ])
    func saysThatTheDiskIsFull(command: String) throws {
      let scratch = try Scratch()
      defer { scratch.remove() }
      let said = try shell("\"$0\" \(command) > /dev/full", in: scratch)
      #expect(said.status == 1)
      #expect(said.errors == "archcalc: cannot write standard output: the disk is full\n")
    }
  #endif

  /// A network with a parameter called `batch` is given it; without one it is the number of examples.
  @Test func batchIsTheParameterWhereThereIsOne() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file(
      "b.arch", "network n(batch = 4) {\n    input x: [2, 3, 3]\n    conv(batch, kernel: 1)\n}\n")
    let own = archcalc("summary", "\(path)(batch: 9)").output
    #expect(own.contains("conv 9, 1x1") && own.contains("batch 1"), "\(own)")
    let other = archcalc("summary", "lecture_cnn(batch: 9)").output
    #expect(other.contains("batch 9"))
  }
}
