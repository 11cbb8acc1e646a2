import ArchDiagnostics
import ArchDocuments
import Foundation
import Testing

@testable import ArchcalcCommand

/// Whole commands on files that were changed at random: tokens, bytes and numbers of the networks that are shipped.
///
/// Whatever a file holds, a command ends, with a status of 0, 1 or 64, and prints nothing that a terminal would obey.
/// `make mutated-files` looks further than the executions of every run.
@Suite struct MutatedFileTests {
  private static let executions =
    ProcessInfo.processInfo.environment["MUTATED_FILES"].flatMap { Int($0) } ?? 5000
  private static let seed =
    ProcessInfo.processInfo.environment["MUTATED_SEED"].flatMap { UInt64($0) } ?? 1
  /// Parts of the whole, so that all processors have work.
  private static let parts = 8

  /// The texts that are changed, the small ones: their expansion is not what is looked at.
  private static let texts: [[UInt8]] = {
    let folder = projectRoot.appending(path: "architectures/networks")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()
    let files =
      names.map { folder.appending(path: $0) } + [
        projectRoot.appending(path: "Tests/ArchcalcCommandTests/Golden/forms/every-form.arch")
      ]
    return files.compactMap { try? [UInt8](Data(contentsOf: $0)) }.filter { $0.count < 2500 }
  }()

  private static let words =
    [
      "input", "output", "repeat", "block", "network", "shared", "frozen", "when training", "expect", "let",
      "if",
      "else", "add", "concat", "conv", "dense", "for", "in", "as", "->", "{", "}", "(", ")", "[", "]", ":",
      ",", "\n",
      "==", "<=", "^", "%", "-", "\"", "//", "...", "0.5", "true", "same", "none", "\u{1B}[31m", "\u{202E}",
      "\u{FEFF}",
      "\u{0}", "é", "🙂",
    ].map { Array($0.utf8) }

  private static let numbers = [
    "0", "1", "2", "3", "7", "64", "1000", "65536", "2147483648", "1099511627776", "1099511627777",
    "4611686018427387904", "9223372036854775807", "9223372036854775808", "1e30", "-1", "0.1",
  ].map { Array($0.utf8) }

  private struct Dice {
    var state: UInt64

    mutating func roll(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, count)
    }

    mutating func pick<T>(_ values: [T]) -> T { values[roll(values.count)] }
  }

  private static func mutant(_ dice: inout Dice) -> [UInt8] {
    var bytes = dice.pick(texts)
    // Some stay as they are, and most of the rest change in one place, so that they get far.
    for _ in 0..<dice.pick([0, 1, 1, 1, 2, 2, 5]) {
      let place = dice.roll(bytes.count)
      switch dice.roll(7) {
      case 0: bytes.removeSubrange(place..<min(bytes.count, place + dice.roll(12)))
      case 1: bytes.insert(contentsOf: dice.pick(words), at: place)
      case 2: if place < bytes.count { bytes[place] = UInt8(dice.roll(256)) }
      case 3:
        let other = dice.pick(texts)
        let start = dice.roll(other.count)
        bytes.insert(contentsOf: other[start..<min(other.count, start + dice.roll(120))], at: place)
      default:
        // The next number becomes another.
        guard let first = bytes[place...].firstIndex(where: { (48...57).contains($0) }) else { continue }
        let end = bytes[first...].firstIndex { !(48...57).contains($0) } ?? bytes.count
        bytes.replaceSubrange(first..<end, with: dice.pick(numbers))
      }
    }
    return bytes
  }

  private static let commands = [
    ["summary"], ["summary", "-f", "json"], ["summary", "-f", "csv"],
    ["summary", "-f", "markdown", "--depth", "1"],
    ["summary", "-b", "1099511627776"], ["summary", "--layout", "hwc", "--training"], ["check"], ["memory"],
    ["memory", "-f", "json"], ["table", "--group"], ["table", "-f", "latex"], ["table", "-f", "html"],
    ["table", "-f", "json"], ["export"], ["export", "-f", "onnx"], ["explain"], ["compare", "lecture_cnn"],
    ["check", "--diagnostics", "json"],
    ["format", "--check"], ["summary", "--input", "3x64x64"], ["summary", "--set", "classes=3"],
    ["reconcile", "--with", "fvcore,thop,calflops,onnx-tool,palm,megatron"], ["reconcile", "-f", "json"],
    ["summary", "--convention", "ptflops/functional-pools"],
    ["train", "-f", "json", "-b", "3"], ["train", "--checkpoint", "blocks", "--kept", "pytorch-cpu"],
    ["memory", "--training", "-b", "1099511627776"], ["fit", "--memory", "1GiB"],
    ["table", "--unit", "macs=G", "--siunitx", "-f", "latex"],
    ["draw"], ["draw", "--depth", "3", "--by", "flops", "-w", "320"], ["draw", "-f", "dot"],
    ["draw", "-f", "mermaid"],
    ["draw", "--style", "volumes"], ["draw", "lecture_cnn"], ["report"],
    ["plot", "--bars", "macs,field,bytes", "--sort"], ["plot", "--bars", "params,intensity", "--all-layers"],
    ["plot", "--memory", "-b", "1099511627776"], ["plot", "--x", "depth", "--y", "params", "--size", "macs"],
  ]

  @Test(arguments: 0..<parts) func everyCommandEnds(part: Int) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    var dice = Dice(state: Self.seed &* 1000 &+ UInt64(part))
    var statuses: [Int32: Int] = [:]
    let clock = ContinuousClock()
    for execution in 0..<Self.executions / Self.parts {
      let bytes = Self.mutant(&dice)
      let path = scratch.url.appending(path: "mutant.arch").path()
      try Data(bytes).write(to: URL(filePath: path))
      let command = dice.pick(Self.commands)
      let start = clock.now
      let outcome = CommandLineProgram.run(command + [path], in: Environment())
      let name = "\(command.joined(separator: " ")), execution \(execution) of part \(part)"
      #expect(clock.now - start < .seconds(60), "\(name)")
      statuses[outcome.status, default: 0] += 1
      #expect([0, 1, 64].contains(outcome.status), "\(name)")
      // What succeeds has warnings at most; what does not says why, on the stream of errors or as its result.
      if outcome.status == 0 {
        #expect(!outcome.errors.contains("error"), "\(name): \(outcome.errors)")
      } else {
        #expect(!outcome.errors.isEmpty || ["check", "format"].contains(command[0]), "\(name)")
      }
      for text in [outcome.output, outcome.errors] {
        let isSafe = text.unicodeScalars.allSatisfy { !$0.isHidden || $0 == "\n" || $0 == "\r" }
        #expect(isSafe, "\(name)")
      }
      #expect(outcome.errors.utf8.count < 1 << 16, "\(name)")
      if command.contains("json") {
        let json = command.contains("--diagnostics") ? outcome.errors : outcome.output
        if !json.isEmpty {
          #expect(throws: Never.self, "\(name)") { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
        }
      }
      if outcome.output.hasPrefix("<svg") {
        #expect(
          outcome.output.hasSuffix("</svg>\n") && PictureCommandTests.isClosed(outcome.output), "\(name)")
      }
      if command[0] == "format", outcome.status != 64 { try expectFormatKeeps(path, scratch, name) }
    }
    // Were all refused, or none, nothing would be shown.
    #expect(statuses[0, default: 0] > Self.executions / Self.parts / 20, "\(statuses)")
    #expect(statuses[1, default: 0] > Self.executions / Self.parts / 20, "\(statuses)")
  }

  /// What is formatted stays as it is when it is formatted again, and means the same.
  private func expectFormatKeeps(_ path: String, _ scratch: Scratch, _ name: String) throws {
    let copy = scratch.url.appending(path: "formatted.arch").path()
    try Data(contentsOf: URL(filePath: path)).write(to: URL(filePath: copy))
    guard CommandLineProgram.run(["format", copy], in: Environment()).status == 0 else { return }
    #expect(CommandLineProgram.run(["format", "--check", copy], in: Environment()).status == 0, "\(name)")
    let before = CommandLineProgram.run(["table", path, "-f", "csv"], in: Environment())
    let after = CommandLineProgram.run(["table", copy, "-f", "csv"], in: Environment())
    #expect(before.status == after.status && before.output == after.output, "\(name)")
  }
}
