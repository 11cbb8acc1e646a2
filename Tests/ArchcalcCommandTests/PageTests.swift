import ArchArguments
import ArchCalc
import Foundation
import Testing

@testable import ArchcalcCommand

/// The pages that are made from the program are current; RECORD_GOLDEN writes them anew and fails.
@Suite struct PageTests {
  @Test func theReferenceOfLayersIsCurrent() throws {
    try expectCurrent("docs/layers.md", archcalc("layers", "--markdown").output)
  }

  @Test func thePageOfArchitecturesIsCurrent() throws {
    try expectCurrent("docs/architectures.md", archcalc("list", "--format", "page").output)
  }

  /// The README's program, and what it prints below each command.
  @Test func theReadmeShowsWhatIsPrinted() throws {
    let readme = try String(contentsOf: projectRoot.appending(path: "README.md"), encoding: .utf8)
    let program = String(try #require(readme.firstMatch(of: /```arch\n((?:.|\n)*?)```/)).1)
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file("small.arch", program)
    let faulty = try scratch.file(
      "wrong.arch",
      program.replacing("conv(width, kernel: 1, stride: stride, bias", with: "conv(width, kernel: 1, bias"))
    var page = readme
    for command in [["summary", path], ["explain", "lecture_cnn", "conv1"], ["summary", faulty]] {
      let shown = command.map { $0.replacing(scratch.url.path() + "/", with: "./") }.joined(separator: " ")
      let outcome = CommandLineProgram.run(command, in: Environment())
      let output = (outcome.output + outcome.errors).replacing(scratch.url.path() + "/", with: "")
        .replacing("-->" + scratch.url.path(), with: "-->")
      let start = try #require(page.range(of: "```text\n$ archcalc \(shown)\n"))
      let end = try #require(page.range(of: "```", range: start.upperBound..<page.endIndex))
      page.replaceSubrange(start.upperBound..<end.lowerBound, with: output)
    }
    try expectCurrent("README.md", page)
    #expect(archcalc("check", path).status == ExitStatus.success)
  }

  /// The examples of the page on running, which are files beside it, and what they print.
  @Test func thePageOnRunningShowsItsFilesAndWhatIsPrinted() throws {
    let folder = projectRoot.appending(path: "docs/examples")
    let page = try String(contentsOf: projectRoot.appending(path: "docs/running.md"), encoding: .utf8)
    var blocks = page.components(separatedBy: "```")
    // Every second piece stands between two lines of backquotes.
    var files = ["edges.arch", "edges.json", "checkerboard.arch", "checkerboard.json"][...]
    for index in stride(from: 1, to: blocks.count, by: 2) {
      if let command = blocks[index].firstMatch(of: /text\n\$ archcalc (.*)\n/)?.1 {
        let words = command.split(separator: " ").map { word in
          word.hasPrefix("docs/") ? projectRoot.appending(path: String(word)).path() : String(word)
        }
        let outcome = CommandLineProgram.run(words, in: Environment())
        blocks[index] = "text\n$ archcalc \(command)\n" + outcome.output + outcome.errors
      } else if let file = files.popFirst() {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        blocks[index] = (file.hasSuffix(".arch") ? "arch\n" : "json\n") + text
      }
    }
    #expect(files.isEmpty)
    try expectCurrent("docs/running.md", blocks.joined(separator: "```"))
    for name in ["edges", "checkerboard"] {
      let path = folder.appending(path: "\(name).arch").path()
      #expect(archcalc("check", path).status == ExitStatus.success)
      #expect(archcalc("format", "--check", path).status == ExitStatus.success)
    }
  }

  private func expectCurrent(
    _ path: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = projectRoot.appending(path: path)
    if isRecording { try text.write(to: url, atomically: true, encoding: .utf8) }
    let page = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    #expect(
      page == text, "\(path) is out of date: `make docs` writes it anew", sourceLocation: sourceLocation)
  }

  @Test func theDeclarationOfTheCommandLineIsSound() {
    #expect(CommandLineProgram.root.mistakes.isEmpty)
  }

  /// Every file of operators declares a type that the catalogue lists.
  @Test func theCatalogueNamesEveryOperatorFile() throws {
    let folder = projectRoot.appending(path: "Sources/ArchOperators")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    let listed = Set(Catalogue.standard.operators.map { "\($0)" })
    var declared = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /public struct (\w+): (?:Operator|Elementwise)\b/) {
        declared += 1
        #expect(listed.contains(String(match.1)), "\(match.1) is not in the catalogue")
      }
    }
    #expect(declared == listed.count - 1)
  }

  /// The list of embedded files is that of the folder.
  @Test func everyArchitectureFileIsEmbedded() throws {
    let folder = projectRoot.appending(path: "architectures/networks")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    let lines = files.map { file in
      "    (\"\(file)\", { PackageResources.\(String(file.map { $0 == "." ? "_" : $0 })) }),\n"
    }
    try expectCurrent(
      "architectures/EmbeddedArchitectures.swift",
      """
      // This list is generated from the folder: `make docs`.

      /// The architecture files that every copy of the program carries.
      public enum EmbeddedArchitectures {
        /// The files by name, with their text as UTF-8.
        public static let files: [(name: String, text: @Sendable () -> [UInt8])] = [
      \(lines.joined())  ]
      }

      """)
  }
}
