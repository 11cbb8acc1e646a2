import Foundation
import Testing

@testable import ArchcalcCommand

/// What is given twice, in another order or of another type is read as it is meant, or said.
@Suite struct NoSilentNumberTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func network(_ body: String) throws -> String {
    try scratch.file("n.arch", "network n {\n\(body)\n}\n")
  }

  /// Lists of lists hold twice as much with each line.
  @Test(arguments: [3, 15, 16, 17, 30]) func listsAreEqualHoweverLongTheyAre(levels: Int) throws {
    defer { scratch.remove() }
    var lines = ["let a0 = [1]", "let b0 = [1]", "let c0 = [2]"]
    for level in 1...levels {
      for name in ["a", "b", "c"] {
        lines.append("let \(name)\(level) = [\(name)\(level - 1), \(name)\(level - 1)]")
      }
    }
    for (other, isEqual) in [("b", true), ("c", false)] {
      let path = try scratch.file(
        "l.arch",
        lines.joined(separator: "\n")
          + "\nnetwork n {\ninput x: [2]\nif a\(levels) == \(other)\(levels) { relu } else { dense(9) }\n}\n")
      let outcome = archcalc("summary", path, "-f", "csv")
      #expect(outcome.status == 0 && outcome.output.contains("relu") == isEqual, "\(outcome)")
    }
  }

  @Test func powersThatAreNoNumbers() throws {
    defer { scratch.remove() }
    for (power, message) in [
      ("0 ^ -1", "division by zero"), ("(-8) ^ 0.5", "a negative number cannot be raised"),
    ] {
      let errors = archcalc("summary", try network("input x: [2]\ndense(\(power))")).errors
      #expect(errors.contains(message), "\(power): \(errors)")
    }
  }

  /// What is behind the value of a setting is not left out.
  @Test(arguments: ["classes=4\n} garbage", "classes=4 5", "classes=4;", "classes=4 //", "classes="])
  func settingsAreReadToTheEnd(setting: String) throws {
    defer { scratch.remove() }
    let outcome = archcalc("summary", "vgg16", "--set", setting)
    #expect(outcome.status != 0 && outcome.output.isEmpty, "\(setting)")
  }

  @Test func anInputIsGivenOnce() throws {
    defer { scratch.remove() }
    let twice = archcalc("summary", "vgg16", "--input", "3x224x224", "--input", "3x64x64")
    #expect(twice.status != 0 && twice.output.isEmpty)
    let path = try scratch.file("p.arch", "network n(w: int = 2) {\ninput x: [2]\ndense(w)\n}\n")
    let call = archcalc("compare", "\(path)(w: 1, w: 2)", path)
    #expect(call.status != 0 && call.errors.contains("`w`"), "\(call)")
  }

  /// `--input` is read in the order in which `--layout` prints, and a map whose channels seem to come last is said.
  @Test func theOrderOfAnInput() throws {
    defer { scratch.remove() }
    let first = archcalc("summary", "resnet50", "--input", "3x224x224")
    #expect(first.errors.isEmpty && first.output.contains("25,557,032"))
    let last = archcalc("summary", "resnet50", "--input", "224x224x3", "--layout", "hwc")
    #expect(last.errors.isEmpty && last.output.contains("25,557,032"))
    #expect(last.output.contains("input image (224, 224, 3)"))
    let other = archcalc("summary", "resnet50", "--input", "224x224x3")
    #expect(other.output.contains("26,250,088"))
    #expect(
      other.errors.contains("the input `image` has 224 channels: shapes list channels first"),
      "\(other.errors)")
    // What prints an input can be read back.
    #expect(archcalc("table", "vgg16", "--layout", "hwc", "--input", "320x224x3").errors.isEmpty)
  }

  /// A share of nothing is nothing, without a sign.
  @Test func nothingHasNoSign() throws {
    defer { scratch.remove() }
    let path = try network("input x: [2, 3, 3]\nflatten")
    for format in ["text", "csv", "markdown"] {
      let outcome = archcalc("summary", path, "-f", format, "--columns", "all")
      #expect(!outcome.output.contains("-0"), "\(outcome)")
    }
  }
}

/// The peak of memory in the bytes of the elements that are meant.
@Suite struct MemoryTypeTests {
  /// The case of two million-parameter reports: 1,960 elements live beside 4,000.
  @Test func elementsOfOneByte() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file(
      "m.arch",
      "network n {\ninput audio: [1, 49, 40]\nconv(8, kernel: [10, 8], stride: 2, padding: same)\nrelu\nflatten\ndense(4)\n}\n"
    )
    for (type, bytes) in [("int8", 1), ("float16", 2), ("bfloat16", 2), ("float32", 4), ("float64", 8)] {
      let json = try #require(
        JSONSerialization.jsonObject(
          with: Data(archcalc("memory", path, "--dtype", type, "-f", "json").output.utf8))
          as? [String: Any])
      #expect(json["element_type"] as? String == type)
      #expect(json["peak_bytes"] as? Int == (1 * 49 * 40 + 8 * 25 * 20) * bytes, "\(json)")
    }
    #expect(archcalc("memory", path, "--dtype", "int8").output.contains("5,960"))
    #expect(archcalc("memory", path, "--dtype", "int3").status == 64)
  }

  /// The memory of a forward pass is not passed off as that of training.
  @Test func trainingIsNotPassedOff() {
    let forward = archcalc("memory", "googlenet", "--set", "auxiliary=true")
    let training = archcalc("memory", "googlenet", "--training", "--set", "auxiliary=true")
    #expect(forward.errors.isEmpty && training.errors.isEmpty)
    #expect(!forward.output.contains("kept for the backward pass"))
    #expect(training.output.contains("kept for the backward pass"))
  }
}

/// A network that this machine, or any, cannot run has not failed.
@Suite struct RefusalTests {
  @Test func whatCannotBeRunHasNotFailed() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file(
      "big.arch", "network n {\ninput x: [1099511627776, 1024]\nrelu\n}\n")
    for command in ["validate", "run"] {
      let outcome = archcalc(command, path)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(!outcome.errors.contains("fails") && outcome.errors.contains("error: "), "\(outcome.errors)")
    }
    // It runs, however far the stride goes beyond the input.
    let wide = try scratch.file(
      "wide.arch", "network n {\ninput x: [3, 9, 9]\nconv(2, kernel: 3, stride: 70000)\n}\n")
    let outcome = archcalc("validate", wide)
    #expect(outcome.status == 0 && outcome.output.contains("everything holds"), "\(outcome)")
  }

  @Test func outputFilesThatCannotBeWritten() {
    for arguments in [["table", "vgg16"], ["export", "lecture_cnn"], ["compare", "vgg11", "vgg13"]] {
      let outcome = CommandLineProgram.run(arguments + ["-o", "/no/such/place"], in: Environment())
      #expect(outcome.status == 1 && outcome.errors.contains("cannot write"), "\(arguments)")
    }
  }
}
