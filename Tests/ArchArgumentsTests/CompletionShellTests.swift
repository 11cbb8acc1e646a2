import ArchArguments
import Foundation
import Testing

/// A folder with the scripts of ``Sample/tool``, a stand-in for the tool itself, and files to complete.
struct Playground: Sendable {
  struct Failed: Error, CustomStringConvertible { var description: String }

  static let shared: Result<Playground, any Error> = Result {
    let playground = try Playground()
    atexit { try? FileManager.default.removeItem(atPath: Playground.shared.get().folder) }
    return playground
  }
  let folder: String

  init() throws {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent("ArchArguments-\(UUID().uuidString)")
    self.folder = folder.path
    for name in ["bin", "files/models"] {
      try files.createDirectory(
        at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    for name in ["net.arch", "my net.arch", "notes.txt", "x.a", "x.b", "models/deep.arch"] {
      try Data().write(to: folder.appendingPathComponent("files/" + name))
    }
    let tool = folder.appendingPathComponent("bin/tool")
    try Data("#!/bin/sh\n[ \"$*\" = 'list --names' ] && printf 'resnet\\nvgg 16\\n'\n".utf8).write(to: tool)
    try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool.path)
    for shell in Shell.allCases {
      let script = completionScript(for: shell, root: Sample.tool)
      try Data(script.utf8).write(to: folder.appendingPathComponent("script.\(shell)"))
    }
  }

  /// The lines that a program prints in the folder of files, sorted; what it says on the side is a failure.
  func run(_ arguments: [String]) throws -> [String] {
    let process = Process()
    let output = Pipe()
    let complaints = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder + "/files")
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "\(folder)/bin:\(environment["PATH"] ?? "/usr/bin:/bin")"
    environment["HOME"] = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = complaints
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard complaint.isEmpty else { throw Failed(description: complaint) }
    return text.split(separator: "\n").map(String.init).sorted()
  }

  static func isInstalled(_ shell: Shell) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(shell.rawValue)")
    }
  }
}

@Suite struct CompletionShellTests {
  /// The words of a line, the last one being typed, and what is offered for it.
  struct Case: Sendable, CustomTestStringConvertible {
    var words: [String]
    var offers: [String]

    init(_ words: String..., offers: [String]) {
      self.words = words
      self.offers = offers
    }

    var testDescription: String { words.joined(separator: " ") }
  }

  /// What there is to show when nothing has been typed.
  static let allNames = ["models", "my net.arch", "net.arch", "resnet", "vgg 16"]

  @Test(
    .enabled(if: Playground.isInstalled(.bash), "bash is not installed"),
    arguments: [
      Case("", offers: ["help", "pick", "show"]),
      Case("s", offers: ["show"]),
      Case("sec", offers: []),
      Case("-", offers: ["--help", "--version", "-h"]),
      Case("--v", offers: ["--version"]),
      Case("-h", "show", "--q", offers: ["--quiet"]),
      Case("help", "", offers: ["pick", "show"]),
      Case("help", "show", "", offers: []),
      Case("help", "show", "-", offers: []),
      Case("show", "", offers: allNames),
      Case("show", "r", offers: ["resnet"]),
      Case("show", "m", offers: ["models", "my net.arch"]),
      Case("show", "models/", offers: ["models/deep.arch"]),
      Case("show", "resnet", "", offers: []),
      Case("show", "resnet", "--q", offers: ["--quiet"]),
      Case("show", "--tr", offers: []),
      Case("show", "--", "n", offers: ["net.arch"]),
      Case("show", "--", "-", offers: []),
      Case("show", "--format", "", offers: ["json", "text"]),
      Case("show", "--format", "j", offers: ["json"]),
      Case("show", "-f", "t", offers: ["text"]),
      Case("show", "--format=", offers: ["--format=json", "--format=text"]),
      Case("show", "--format=j", offers: ["--format=json"]),
      Case("show", "--format", "=", offers: ["json", "text"]),
      Case("show", "--format", "=", "j", offers: ["json"]),
      Case("show", "--format", "=", "", offers: allNames),
      Case("show", "-f", "=", "j", offers: ["json"]),
      Case("show", "--quiet", "=", "j", offers: []),
      Case("show", "--format", "=", "json", "r", offers: ["resnet"]),
      Case("show", "--set", "show", "r", offers: ["resnet"]),
      Case("show", "--set", "x", "=", "1", "r", offers: ["resnet"]),
      Case("show", "--set", "=", "x", "=", "1", "r", offers: ["resnet"]),
      Case("show", "--set", "=", "x", "=", offers: []),
      Case("pick", "10", ":", "4", offers: ["45"]),
      Case("pick", "10", ":", offers: ["30", "45"]),
      Case("pick", "10:", offers: ["10:30", "10:45"]),
      Case("show", "--set", "", offers: []),
      Case("show", "--from", "", offers: ["models", "x.a", "x.b"]),
      Case("show", "--from", "=", "x", offers: ["x.a", "x.b"]),
      Case("pick", "", offers: ["$HOME", "10:30", "10:45", "`id`", "a b", "it's"]),
      Case("pick", "$", offers: ["$HOME"]),
      Case("pick", "*", offers: []),
      Case("pick", "x", "n", offers: ["net.arch", "notes.txt"]),
      Case("pick", "x", "y", "n", offers: ["net.arch", "notes.txt"]),
    ]) func bashOffers(example: Case) throws
  {
    let playground = try Playground.shared.get()
    let program = """
      source "$1" && shift && COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) && _tool && \
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let script = playground.folder + "/script.bash"
    let offers = try playground.run(
      ["bash", "--norc", "-c", program, "bash", script, "tool"] + example.words)
    #expect(offers == example.offers)
  }

  @Test(.enabled(if: Playground.isInstalled(.bash), "bash is not installed"))
  func bashRegistersTheFunction() throws {
    let playground = try Playground.shared.get()
    let program = "source \"$1\" && complete -p tool"
    let script = playground.folder + "/script.bash"
    let lines = try playground.run(["bash", "--norc", "-c", program, "bash", script])
    #expect(lines == ["complete -F _tool tool"])
  }

  @Test(
    .enabled(if: Playground.isInstalled(.fish), "fish is not installed"),
    arguments: [
      Case("", offers: ["help", "pick", "show"]),
      Case("--v", offers: ["--version"]),
      Case("help", "", offers: ["pick", "show"]),
      Case("show", "", offers: ["models/", "my net.arch", "net.arch", "resnet", "vgg 16"]),
      Case("show", "resnet", "", offers: []),
      Case("show", "--format=j", offers: ["--format=json"]),
      Case("show", "--from", "x", offers: ["x.a", "x.b"]),
      Case("pick", "x", "y", "n", offers: ["net.arch", "notes.txt"]),
    ]) func fishOffers(example: Case) throws
  {
    let playground = try Playground.shared.get()
    let line = (["tool"] + example.words).joined(separator: " ")
    let program = "source $argv[1]; complete -C $argv[2]"
    let script = playground.folder + "/script.fish"
    let offers = try playground.run(["fish", "--no-config", "-c", program, script, line])
    #expect(offers.map { $0.split(separator: "\t").first.map(String.init) ?? "" } == example.offers)
  }

  @Test(.enabled(if: Playground.isInstalled(.zsh), "zsh is not installed"))
  func zshReadsTheScript() throws {
    let playground = try Playground.shared.get()
    #expect(try playground.run(["zsh", "-n", playground.folder + "/script.zsh"]) == [])
  }

  @Test(.enabled(if: Playground.isInstalled(.fish), "fish is not installed"))
  func fishReadsTheScript() throws {
    let playground = try Playground.shared.get()
    #expect(try playground.run(["fish", "--no-execute", playground.folder + "/script.fish"]) == [])
  }
}
