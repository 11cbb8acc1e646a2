import ArchArguments
import ArchCalc
import ArchImport
import Foundation
import Testing

@testable import ArchcalcCommand

/// The pages that are made from the program are current; RECORD_GOLDEN writes them again and fails.
@Suite struct PageTests {
  @Test func theReferenceOfLayersIsCurrent() throws {
    try expectCurrent("docs/layers.md", archcalc("layers", "--markdown").output)
  }

  @Test func thePageOfArchitecturesIsCurrent() throws {
    try expectCurrent("docs/architectures.md", archcalc("list", "--format", "page").output)
  }

  @Test func thePageOfTablesIsCurrent() throws {
    let intro = """
      # Tables of papers and lectures, computed

      This page is generated: `make docs`. Each table is what `archcalc table` prints for the command above it, and a test
      compares it, whole, with what was published; if the source prints something else, that is noted below the table.
      Wrong figures that circulate elsewhere are in [claims.md](claims.md).


      """
    try expectCurrent("docs/tables.md", intro + PublishedTable.all.map(\.section).joined())
  }

  /// The table of conventions, between two marks on a page that is written by hand; its commands run.
  @Test func thePageOfConventionsIsCurrent() throws {
    let page = try String(contentsOf: projectRoot.appending(path: "docs/conventions.md"), encoding: .utf8)
    let block = /(<!-- generated[^\n]*-->\n)(?:.|\n)*?(<!-- end -->)/
    let match = try #require(page.firstMatch(of: block))
    let table = archcalc("reconcile", "--format", "markdown").output
    try expectCurrent(
      "docs/conventions.md", page.replacing(block, with: "\(match.output.1)\n\(table)\n\(match.output.2)"))
    for command in page.matches(of: /\n    archcalc ([^\n]+)/) {
      let words = command.output.1.split(separator: " ").map(String.init)
      #expect(CommandLineProgram.run(words, in: Environment()).status == 0, "\(words)")
    }
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
    for command in [
      ["summary", path], ["explain", "lecture_cnn", "conv1"], ["summary", faulty],
      ["compare", "resnet50", "resnet101"],
      [
        "table", "vgg16", "resnet50", "mobilenet_v2", "--format", "text", "--columns",
        "network,params,macs,peak",
      ],
    ] {
      let shown = command.map { $0.replacing(scratch.url.path() + "/", with: "./") }.joined(separator: " ")
      let outcome = CommandLineProgram.run(command, in: Environment())
      let output = (outcome.output + outcome.errors).replacing(scratch.url.path() + "/", with: "")
        .replacing("-->" + scratch.url.path(), with: "-->")
      try replaceOutput(of: shown, with: output, in: &page)
    }
    // A table is shown as it renders: it goes from the command to the next heading.
    for command in [
      ["table", "resnet50", "--group", "--columns", "layer,operator,output,params,macs", "--digits", "4"]
    ] {
      let shown = "```text\n$ archcalc \(command.joined(separator: " "))\n```\n"
      let start = try #require(page.range(of: shown))
      let end = try #require(page.range(of: "\n## ", range: start.upperBound..<page.endIndex))
      let output = CommandLineProgram.run(command, in: Environment()).output
      page.replaceSubrange(start.upperBound..<end.lowerBound, with: "\n" + output)
    }
    try expectCurrent("README.md", page)
    #expect(archcalc("check", path).status == ExitStatus.success)
  }

  /// What the tutorial's commands print about its first example.
  @Test func theTutorialShowsWhatIsPrinted() throws {
    var page = try String(contentsOf: projectRoot.appending(path: "docs/tutorial.md"), encoding: .utf8)
    let program = String(try #require(page.firstMatch(of: /```arch\n((?:.|\n)*?)```/)).1)
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file("digits.arch", program)
    let commands = page.matches(of: /```text\n\$ archcalc (.*)\n/).map { String($0.1) }
    #expect(commands.count == 2)
    for shown in commands {
      let words = shown.split(separator: " ").map { $0 == "./digits.arch" ? path : String($0) }
      let outcome = CommandLineProgram.run(words, in: Environment())
      #expect(outcome.status == ExitStatus.success && outcome.errors.isEmpty, "\(shown)")
      try replaceOutput(of: shown, with: outcome.output, in: &page)
    }
    try expectCurrent("docs/tutorial.md", page)
  }

  /// What the page on comparing shows below each command.
  @Test func thePageOnComparingShowsWhatIsPrinted() throws {
    var page = try String(contentsOf: projectRoot.appending(path: "docs/compare.md"), encoding: .utf8)
    for shown in page.matches(of: /```text\n\$ archcalc (.*)\n/).map({ String($0.1) }) {
      // Quotes hold an operand together, as in a shell.
      let words = shown.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap {
        index, part in
        index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
      }
      let outcome = CommandLineProgram.run(words, in: Environment())
      #expect(outcome.status == ExitStatus.success && outcome.errors.isEmpty, "\(shown)")
      try replaceOutput(of: shown, with: outcome.output, in: &page)
    }
    try expectCurrent("docs/compare.md", page)
  }

  /// Puts what a command prints below it, to the end of its block.
  private func replaceOutput(of shown: String, with output: String, in page: inout String) throws {
    let start = try #require(page.range(of: "```text\n$ archcalc \(shown)\n"))
    let end = try #require(page.range(of: "```", range: start.upperBound..<page.endIndex))
    page.replaceSubrange(start.upperBound..<end.lowerBound, with: output)
  }

  /// The example of the page on formats, and its list of operators.
  @Test func thePageOnFormatsIsCurrent() throws {
    var page = try String(contentsOf: projectRoot.appending(path: "docs/formats.md"), encoding: .utf8)
    for command in ["summary", "show"] {
      let file = "docs/examples/encoder.onnx"
      let outcome = CommandLineProgram.run(
        [command, projectRoot.appending(path: file).path()], in: Environment())
      #expect(outcome.status == ExitStatus.success && outcome.errors.isEmpty)
      try replaceOutput(of: "\(command) \(file)", with: outcome.output, in: &page)
    }
    let start = try #require(page.range(of: "<!-- operators -->\n"))
    let end = try #require(page.range(of: "<!-- /operators -->"))
    let names = ImportedModel.operators.map { "`\($0)`" }
    var lines = [""]
    for name in names {
      if lines[lines.count - 1].count + name.count > 140 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + name
    }
    page.replaceSubrange(start.upperBound..<end.lowerBound, with: lines.joined(separator: "\n") + "\n")
    let first = try #require(page.range(of: "<!-- refusals -->\n"))
    let last = try #require(page.range(of: "<!-- /refusals -->"))
    var reasons: [(reason: String, names: [String])] = []
    for (name, reason) in ImportedModel.refusals {
      if let index = reasons.firstIndex(where: { $0.reason == reason }) {
        reasons[index].names.append("`\(name)`")
      } else {
        reasons.append((reason, ["`\(name)`"]))
      }
    }
    let rows = reasons.map { "- \($0.names.joined(separator: ", ")): \($0.reason).\n" }
    page.replaceSubrange(first.upperBound..<last.lowerBound, with: rows.joined())
    try expectCurrent("docs/formats.md", page)
  }

  /// The examples of the page on running, which are files beside it, and what they print.
  @Test func thePageOnRunningShowsItsFilesAndWhatIsPrinted() throws {
    let folder = projectRoot.appending(path: "docs/examples")
    let page = try String(contentsOf: projectRoot.appending(path: "docs/running.md"), encoding: .utf8)
    var blocks = page.components(separatedBy: "```")
    // Every second piece is between two lines of backquotes.
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

  @Test func theDeclarationOfTheCommandLineIsSound() {
    #expect(CommandLineProgram.root.mistakes.isEmpty)
    #expect(CommandLineProgram.subcommands.map(\.name) == CommandLineProgram.root.subcommands.map(\.name))
  }

  /// Every file of operators declares a type that the catalogue lists.
  @Test func theCatalogueNamesEveryOperatorFile() throws {
    let folder = projectRoot.appending(path: "Sources/ArchOperators")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    let listed = Set(Catalogue.standard.operators.map { "\($0)" })
    var declared = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(
        of: /public struct (\w+): (?:Operator|Elementwise|Comparing|Reduction|GlobalPooling)\b/)
      {
        declared += 1
        #expect(listed.contains(String(match.1)), "\(match.1) is not in the catalogue")
      }
    }
    // Inputs and learnt values are part of any graph, and stand with it.
    #expect(declared == listed.count - 2)
    #expect(Catalogue.standard.operators.map { $0.signature.name } == Catalogue.standard.names)
    #expect(Set(Catalogue.standard.names).count == Catalogue.standard.names.count)
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
      package enum EmbeddedArchitectures {
        /// The files by name, with their text as UTF-8.
        package static let files: [(name: String, text: @Sendable () -> [UInt8])] = [
      \(lines.joined())  ]
      }

      """)
  }
}
