import ArchAnalysis
import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators
import Foundation
import Testing

/// What `docs/tutorial.md` and `docs/language.md` show is true: examples run, their claims hold, values and errors are real.
@Suite struct LanguagePageTests {
  static let tutorial = Page("docs/tutorial.md")
  static let reference = Page("docs/language.md")
  static let pages = [tutorial, reference]

  @Test(arguments: pages.flatMap { $0.blocks("arch") + $0.blocks("arch-import") })
  func runs(example: Page.Block) throws {
    let program = example.program
    #expect(program.diagnostics.isEmpty)
    let networks = program.networks.filter(\.isComplete)
    #expect(!networks.isEmpty)
    for network in networks {
      let (graph, warnings) = try program.expand(network.name)
      #expect(try warnings.isEmpty && Analysis(graph).warnings.isEmpty)
      let analysis = try Analysis(graph)
      #expect(analysis.misalignments.isEmpty)
      for claim in analysis.claims() {
        #expect(claim.holds, "\(network.name): `expect \(claim.claim.text)`, it is \(claim.found)")
      }
    }
    #expect(try ArchitectureFormatter.format(SourceText(name: "example", text: example.text)) == example.text)
  }

  @Test(arguments: pages) func theErrorIsShownAsItIsPrinted(page: Page) throws {
    let pairs = zip(page.blocks, page.blocks.dropFirst()).filter { $0.0.language == "arch-error" }
    #expect(!pairs.isEmpty)
    for (faulty, shown) in pairs {
      let program = faulty.program
      var diagnostics = program.diagnostics
      if diagnostics.isEmpty {
        do throws(Diagnostics) {
          diagnostics = try Analysis(program.expand(program.networks.last?.name ?? "").graph).warnings
        } catch {
          diagnostics = error.items
        }
      }
      #expect(DiagnosticRenderer().render(diagnostics) == shown.text, "line \(shown.line)")
    }
  }

  @Test(arguments: reference.rows(below: "| expression | value |")) func hasTheValue(row: [String]) throws {
    let graph = try expand("network n {\n input image: [3, 8, 8]\n if \(row[0]) == \(row[1]) { relu }\n}\n")
    #expect(graph.nodes.count == 2, "\(row[0]) is not \(row[1])")
  }

  @Test func everyFigureOfClaimsIsExplained() throws {
    let fault = try #require(throws: Diagnostics.self) {
      try expand("network n {\n input i: [3]\n expect unheard_of == 1\n}\n")
    }
    let known = fault.items.first?.help ?? ""
    let figures = known.matches(of: /`([a-z_0-9]+)`/).map { String($0.1) }
    #expect(figures.contains("params"))
    let explained = Self.reference.rows(below: "| figure | meaning | of a label |").flatMap {
      $0[0].split(separator: ", ").map(String.init)
    }
    #expect(Set(figures) == Set(explained))
  }

  @Test func theSwiftFormMakesTheSameGraph() throws {
    // shown:
    let digits = Network("digits", source: "The tutorial of archcalc") {
      Input("image", [1, 28, 28])
      Chain("conv1") {
        Conv(16, kernel: 5, padding: 2)
        ReLU()
      }
      MaxPool(2).named("pool1")
      Chain("conv2") {
        Conv(32, kernel: 5, padding: 2)
        ReLU()
      }
      MaxPool(2).named("pool2")
      Flatten()
      Chain("head") {
        Dense(10)
        Softmax()
      }
    }
    // end
    let code = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0 != "    // shown:" }.dropFirst().prefix { $0 != "    // end" }
    #expect(Self.tutorial.blocks("swift").map(\.text) == [lines.map { $0.dropFirst(4) + "\n" }.joined()])

    let built = try digits.graph()
    let written = try #require(Self.tutorial.blocks("arch").first).program.expand("digits").graph
    #expect(built.paths == written.paths)
    #expect(built.nodes.map(\.op.call) == written.nodes.map(\.op.call))
    #expect(built.nodes.map(\.shape) == written.nodes.map(\.shape))
    #expect(built.source == written.source)
  }
}

/// A page of the documentation.
struct Page: Sendable {
  /// What is between two lines of three backquotes.
  struct Block: Sendable, CustomTestStringConvertible {
    /// The word after the opening backquotes.
    var language: String
    /// The line of the page that it begins on.
    var line: Int
    var text = ""

    var testDescription: String { "line \(line)" }

    /// The text as a program; it can import the files that archcalc carries.
    var program: Program {
      Program(
        SourceText(name: "my_net.arch", text: text), path: "my_net.arch", catalogue: .standard,
        imports: Carried())
    }
  }

  let blocks: [Block]
  private let lines: [Substring]

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  init(_ path: String) {
    let text = (try? String(contentsOf: Self.root.appending(path: path), encoding: .utf8)) ?? ""
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var blocks: [Block] = []
    var open: Block?
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(block)
          open = nil
        } else {
          open = Block(language: String(line.dropFirst(3)), line: index + 2)
        }
      } else {
        open?.text += line + "\n"
      }
    }
    self.blocks = blocks
  }

  /// The blocks of one language.
  func blocks(_ language: String) -> [Block] { blocks.filter { $0.language == language } }

  /// The rows of the table with this heading, each cell without its backquotes.
  func rows(below heading: String) -> [[String]] {
    lines.drop { $0 != heading }.dropFirst(2).prefix { $0.hasPrefix("|") }.map { row in
      row.split(separator: "|").map { cell in cell.filter { $0 != "`" }.trimmingCharacters(in: .whitespaces) }
    }
  }
}

/// The files that archcalc carries, from the project's own directory.
private struct Carried: ImportLoader {
  func load(_ path: String) throws(ImportFailure) -> SourceText {
    let prefix = "archcalc/"
    let url = Page.root.appending(path: "architectures/networks/\(path.dropFirst(prefix.count))")
    guard path.hasPrefix(prefix), let text = try? String(contentsOf: url, encoding: .utf8) else {
      throw ImportFailure("there is no such file")
    }
    return SourceText(name: path, text: text)
  }
}
