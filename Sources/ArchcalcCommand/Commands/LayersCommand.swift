import ArchArguments
import ArchCalc
import ArchDocuments

/// `archcalc layers`: the layers of the language.
enum LayersCommand: Subcommand {
  static let declaration = Command(
    "layers",
    summary: "Lists the layers of the language, or shows the arguments, defaults and formulas of one.",
    examples: [
      Example("archcalc layers conv"),
      Example("archcalc layers --output layers.md", "the whole reference as a page"),
    ],
    operands: [
      Operand(
        "LAYER", optional: true, completion: .words(Catalogue.standard.names.filter { $0 != "input" }),
        help: "the name of a layer")
    ],
    options: [.flag("markdown", help: "the same as `--format markdown`")] + SharedOptions.document())

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try invocation.flag("markdown") ? .markdown : invocation.documentForm()
    let reference = LayerReference(.standard)
    guard let name = invocation.operands.first else {
      let blocks = Prelude.blocks.map { (name: $0.name, summary: $0.summary) }
      return try session.deliver(LayerListReport(reference, blocks: blocks), as: form)
    }
    if let block = Prelude.blocks.first(where: { $0.name == name }) {
      let report = BlockReport(name: block.name, summary: block.summary, definition: block.text)
      return try session.deliver(report, as: form)
    }
    guard let op = Catalogue.standard[name] else {
      throw .command(.unknownLayer(name))
    }
    try session.deliver(reference.report(of: op), as: form)
  }
}
