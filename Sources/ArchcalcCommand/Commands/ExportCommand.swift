import ArchArguments
import ArchCalc

/// `archcalc export`: a network in the form of another program.
enum ExportCommand: Subcommand {
  static let declaration = Command(
    "export", summary: "Writes a network for another program: as Python for PyTorch.",
    discussion: [
      "The file has a class for the network and one for each of its blocks; it needs nothing but PyTorch. "
        + "`archcalc validate NETWORK --against torch` runs it beside archcalc's own kernels."
    ],
    examples: [
      Example("archcalc export resnet50 --format pytorch --output resnet50.py"),
      Example("archcalc export ./mine.arch --input 3x64x64 --set classes=5"),
    ],
    operands: [SharedOptions.network],
    options: [
      SharedOptions.format(["pytorch"]),
      .value(
        "output", short: "o", "FILE", completion: .files(extensions: ["py"]),
        help: "the file that is written; standard output unless given"),
      SharedOptions.batch,
    ] + SharedOptions.expansion + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    try invocation.outputEnding(among: ["py"])
    let analysis = try session.analyse(invocation.operands[0])
    let text: String
    do throws(PyTorchRefusal) {
      text = try PyTorchExport(analysis.graph, batch: analysis.batch).text
    } catch {
      throw .diagnostics([error.diagnostic(for: analysis.graph)])
    }
    try session.deliver(text, to: invocation.outputFile)
  }
}
