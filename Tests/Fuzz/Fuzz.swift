// What libFuzzer runs: `make fuzz` builds this with the toolchain's fuzzer and address sanitizer, and without the rest.
//
// FUZZ_TARGET says which part of the program is given the bytes. A part must end and must not trap, whatever they are.

import ArchArguments
import ArchCalc
import ArchDiagnostics
import ArchDocuments
import ArchReports
import ArchSources
import Foundation

/// A part of the program that reads what others wrote.
private enum Target: String {
  case language, json, arguments, report, model

  static let chosen: Target = {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    guard let target = Target(rawValue: name) else {
      fatalError("FUZZ_TARGET is language, json, arguments, report or model")
    }
    return target
  }()

  func run(_ bytes: [UInt8]) {
    switch self {
    case .language: readLanguage(bytes)
    case .json: readJSON(bytes)
    case .arguments: readArguments(bytes)
    case .report: readReport(bytes)
    case .model: readModel(bytes)
    }
  }
}

/// Every network of a text, with all figures, in every form, and its canonical form.
private func readLanguage(_ bytes: [UInt8]) {
  let source = SourceText(name: "fuzz.arch", bytes: bytes)
  let program = Program(source, path: "fuzz.arch", catalogue: .standard, imports: NoImports())
  _ = DiagnosticRenderer().render(program.diagnostics)
  if let formatted = try? ArchitectureFormatter.format(source) {
    let again = try? ArchitectureFormatter.format(SourceText(name: "fuzz.arch", text: formatted))
    precondition(again == formatted, "formatting twice changes the text")
  }
  for network in program.networks.prefix(4) {
    do throws(Diagnostics) {
      let graph = try program.expand(network.name).graph
      // What takes longer is legal; the fuzzer is to look for what is not.
      guard graph.nodes.count < 2000 else { continue }
      let analysis = try Analysis(graph)
      _ = analysis.claims()
      _ = DiagnosticRenderer().render(analysis.misalignmentWarnings)
      _ = try? MemoryPlan(graph)
      let json = SummaryReport(analysis).json
      precondition((try? JSONValue(parsing: Array(json.utf8))) != nil, "a report is not valid JSON")
      precondition((try? PyTorchExport(graph)) != nil, "a layer has no form")
    } catch {
      precondition(error.hasErrors)
      _ = DiagnosticRenderer().render(error.items)
    }
  }
}

/// A model file, its figures and its text.
private func readModel(_ bytes: [UInt8]) {
  guard let source = try? ModelSource(bytes: bytes, path: "fuzz.onnx"), let name = source.networks.first?.name
  else { return }
  do throws(Diagnostics) {
    let (graph, warnings) = try source.expand(name, settings: Settings())
    _ = DiagnosticRenderer().render(warnings)
    guard graph.nodes.count < 2000 else { return }
    _ = SummaryReport(try Analysis(graph)).json
    _ = GraphWriter.text(of: graph, catalogue: .standard)
  } catch {
    precondition(error.hasErrors)
    _ = DiagnosticRenderer().render(error.items)
  }
}

private func readJSON(_ bytes: [UInt8]) { _ = try? JSONValue(parsing: bytes) }

/// A saved report, compared with itself.
private func readReport(_ bytes: [UInt8]) {
  guard let value = try? JSONValue(parsing: bytes),
    let network = try? ComparedNetwork(report: value, catalogue: .standard)
  else { return }
  _ = DifferenceReport(Comparison([network, network]))
}

/// A command line, its words ended by zeros.
private func readArguments(_ bytes: [UInt8]) {
  let words = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
    String(decoding: $0, as: UTF8.self)
  }
  _ = try? parse(words, for: tool)
}

/// A tool with every kind of option and operand.
private let tool = Command(
  "tool", summary: "does what tools do",
  subcommands: [
    Command(
      "show", summary: "shows", operands: [Operand("NAME", help: "what to show")],
      options: [
        .value("format", short: "f", "FORMAT", choices: ["text", "json"], help: "how to write it"),
        .value("set", short: "s", "A=B", repeatable: true, help: "give a value"),
        .flag("quiet", short: "q", help: "say nothing"),
      ]),
    Command(
      "pick", summary: "picks",
      operands: [
        Operand("WORD", help: "a word"), Operand("FILE", optional: true, repeatable: true, help: "files"),
      ]),
  ])

private func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Target.chosen.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// libFuzzer's loop, for programs that have a `main` of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
private enum Fuzz {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runDriver(&count, &arguments, { testOneInput($0, $1) }))
  }
}
