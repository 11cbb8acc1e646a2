import ArchAnalysis
import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators
import Foundation
import Testing

/// Each file in `Golden` holds a faulty text and, after `===== output`, what is said about it.
///
/// A text is split into files by lines `===== file NAME`; `===== settings` gives settings as on the command line.
/// With the variable RECORD_GOLDEN set the outputs are written again, and the test fails so that they are read.
@Suite struct GoldenTests {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  static let cases: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path())) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted()
  }()

  @Test(arguments: cases) func saysWhatIsWrong(name: String) throws {
    let url = Self.directory.appending(path: name)
    let golden = try GoldenCase(String(contentsOf: url, encoding: .utf8))
    let output = golden.run()
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try golden.text(with: output).write(to: url, atomically: true, encoding: .utf8)
      Issue.record("\(name) was recorded")
    } else {
      #expect(output == golden.output, "\(name)")
    }
    #expect(output.contains("error: ") || output.contains("warning: "), "\(name) must be faulty")
  }

  /// Every kind of fault that the sources can word is in some golden file's name.
  @Test func everyFaultHasAGoldenFile() throws {
    let root = Self.directory.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let files = [
      "Sources/ArchLanguage/Faults/SyntaxFault+Wording.swift",
      "Sources/ArchLanguage/Faults/LanguageFault+Wording.swift",
      "Sources/ArchLanguage/Faults/LanguageFault+Calls.swift",
      "Sources/ArchGraph/Rules/Misfit+Wording.swift",
    ]
    var codes: Set<String> = []
    for file in files {
      let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
      for match in text.matches(of: /(?:Diagnostic\(|Wording\(|: |\? )\s*"([a-z]+(?:-[a-z]+)+)"/) {
        codes.insert(String(match.1))
      }
    }
    #expect(codes.count > 40)
    // Reached by other means: a file of 4 MiB, 10,000 shared instances.
    codes.subtract(["too-long", "too-many-instances"])
    let missing = codes.filter { code in !Self.cases.contains { $0.hasPrefix(code) } }
    #expect(missing.isEmpty, "no golden file for \(missing.sorted())")
  }
}

/// A faulty text with its files and settings.
struct GoldenCase {
  var files: [(name: String, text: String)] = []
  var settings: [String] = []
  var output = ""
  private var head = ""

  init(_ text: String) {
    var section = "file main.arch"
    var body: [Substring] = []
    var isOutput = false
    func finish(_ golden: inout GoldenCase) {
      let text = body.joined(separator: "\n")
      if section == "settings" {
        golden.settings = body.map(String.init).filter { !$0.isEmpty }
      } else if section == "output" {
        golden.output = text
      } else if section.hasPrefix("file ") {
        golden.files.append((String(section.dropFirst(5)), text.isEmpty ? "" : text + "\n"))
      }
      body = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("===== "), !isOutput {
        finish(&self)
        section = String(line.dropFirst(6))
        isOutput = section == "output"
      } else {
        body.append(line)
      }
      if !isOutput { head += line + "\n" }
    }
    finish(&self)
  }

  func text(with output: String) -> String { head + "===== output\n" + output }

  func run() -> String {
    let source = SourceText(name: files[0].name, text: files[0].text)
    let program = Program(
      source, path: files[0].name, catalogue: .standard, figures: Figure.claimed,
      imports: Loader(files: files))
    var diagnostics = program.diagnostics
    if !diagnostics.contains(where: { $0.severity == .error }) {
      var settings = Settings()
      for line in self.settings {
        let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
        switch parts[0] {
        case "input": settings.inputs.append((nil, parts[1].split(separator: "x").compactMap { Int($0) }))
        case let name where name.hasPrefix("input "):
          settings.inputs.append(
            (String(name.dropFirst(6)), parts[1].split(separator: "x").compactMap { Int($0) }))
        default: settings.values.append((parts[0], parts[1]))
        }
      }
      do throws(Diagnostics) {
        // What is suspicious about the texts is among these.
        let (graph, warnings) = try program.expand(program.networks.last?.name ?? "none", settings: settings)
        diagnostics = try warnings + Analysis(graph).warnings
      } catch {
        diagnostics = error.items
      }
    }
    return DiagnosticRenderer().render(diagnostics)
  }

  private struct Loader: ImportLoader {
    let files: [(name: String, text: String)]

    func load(_ path: String) throws(ImportFailure) -> SourceText {
      guard let file = files.first(where: { $0.name == path }) else {
        throw ImportFailure("there is no such file")
      }
      return SourceText(name: file.name, text: file.text)
    }
  }
}
