import ArchEngines
import Foundation
import Testing

@testable import ArchcalcCommand

/// What is made of another engine's answers: of a Python's that says what it is told to.
///
/// The network gives back what it is given, so that our inputs are the outputs of an engine that is right.
@Suite struct ComparedEngineTests {
  private static let networks = """
    network same {
      input x: [3, 4]
      identity
    }

    network halved {
      input x: [3, 4]
      affine(0.5)
    }

    """

  /// A Python that has every engine, and runs `commands` as its driver.
  ///
  /// It is written by another process: what this one has open for writing cannot be run by its other tests' children.
  private func python(_ commands: String, in scratch: Scratch) throws -> String {
    let path = scratch.url.appending(path: "python").path()
    let text = "#!/bin/sh\nif [ \"$1\" = -c ]; then echo 9.9; exit; fi\n\(commands)\n"
    let result = try Subprocess.run(
      "sh", ["-c", "printf %s \"$1\" > \"$2\" && chmod +x \"$2\"", "sh", text, path])
    #expect(result.ending == .exited(0))
    return path
  }

  /// Validates beside a Python that runs `commands` as its driver, in the directory of the job.
  private func validate(_ network: String, _ commands: String, _ options: [String] = []) throws -> Outcome {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try scratch.file("two.arch", Self.networks)
    let python = try python("cd \"$2\"\n\(commands)", in: scratch)
    return CommandLineProgram.run(
      ["validate", file + network, "--against", "torch", "--python", python] + options, in: Environment())
  }

  private static let right = "cp inputs.bin outputs.bin; echo parameters 0; echo flops 0; echo output 1 3 4"

  @Test func anEngineThatIsRight() throws {
    let outcome = try validate(":same", Self.right)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("PyTorch 9.9"))
    // A count that there is not says why, and is not a mistake.
    let uncounted = try validate(
      ":same", Self.right.replacingOccurrences(of: "flops 0", with: "uncounted no rule for it"))
    #expect(uncounted.status == 0 && uncounted.output.contains("no rule for it"), "\(uncounted.output)")
  }

  /// Whatever is wrong is said, and the validation fails.
  @Test(arguments: [
    ("\(right); echo 'Traceback:' >&2; echo 'Boom: too bad' >&2; exit 3", "Boom: too bad"),
    ("\(right); exit 1", "it printed nothing"), ("\(right); kill -s KILL $$", "ended by signal 9"),
    ("\(right); echo error no such module", "no such module"),
    ("\(right); echo output 2", "its outputs are [[1, 3, 4], [2]], ours [[1, 3, 4]]"),
    ("cp inputs.bin outputs.bin; echo output 1 4 3", "its outputs are [[1, 4, 3]], ours [[1, 3, 4]]"),
    ("echo output 1 3 4", "there is no such file"),
    ("\(right); head -c 48 /dev/zero > outputs.bin", "apart, the bound is"),
    ("\(right); head -c 44 inputs.bin > outputs.bin", "outputs"),
    ("\(right); echo parameters 7", "7"), ("\(right); echo flops 8", "4"),
    ("\(right); echo wrong a.b is missing", "a.b is missing"),
  ])
  func anEngineThatIsNot(commands: String, said: String) throws {
    let outcome = try validate(":same", commands)
    #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains(said), "\(outcome.output)")
  }

  /// Of several networks each has a line, and what fails says what.
  @Test func severalNetworks() throws {
    let outcome = try validate("", Self.right)
    let lines = outcome.output.split(separator: "\n")
    #expect(outcome.status == 1)
    #expect(lines.first == "same  holds" && lines.dropFirst().first == "halved  fails", "\(outcome.output)")
    #expect(lines.count > 2 && lines.dropFirst(2).allSatisfy { $0.hasPrefix("  ") }, "\(outcome.output)")
    // Without what holds.
    let quiet = try validate("", Self.right, ["--quiet"])
    #expect(quiet.output == lines.dropFirst().joined(separator: "\n") + "\n")
    #expect(quiet.status == 1)
  }

  /// The numbers that the engine is given are those of the seed, which is 1 unless given.
  @Test func numbersAreThoseOfTheSeed() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    func inputs(_ options: String...) throws -> Data {
      let copy = "cp inputs.bin '\(scratch.url.path())'; \(Self.right)"
      #expect(try validate(":same", copy, options).status == 0)
      return try Data(contentsOf: scratch.url.appending(path: "inputs.bin"))
    }
    let usual = try inputs()
    #expect(try usual.count == 48 && inputs("--seed", "1") == usual)
    #expect(try inputs("--seed", "2") != usual)
  }

  /// The numbers of a model's weights are where a reader that maps the file into memory wants them: each tensor of a
  /// page or more at the beginning of one, all others right after what is before them.
  @Test func weightsForONNXRuntime() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try scratch.file(
      "dense.arch", "network n {\n  input x: [40]\n  dense(30) -> dense(50) -> dense(3)\n}\n")
    let python = try python(
      "cp \"$2\"/weights.bin \"$2\"/model.onnx.data '\(scratch.url.path())'", in: scratch)
    for engine in ["torch", "onnxruntime"] {
      _ = archcalc("validate", file, "--against", engine, "--python", python)
    }
    let numbers = try Data(contentsOf: scratch.url.appending(path: "weights.bin"))
    var expected = Data()
    var next = 0
    for elements in [40 * 30, 30, 30 * 50, 50, 50 * 3, 3] {
      if elements * 4 >= 4096 { while expected.count % 4096 != 0 { expected.append(0) } }
      expected.append(numbers[next..<next + 4 * elements])
      next += 4 * elements
    }
    #expect(next == numbers.count)
    #expect(try Data(contentsOf: scratch.url.appending(path: "model.onnx.data")) == expected)
  }
}
