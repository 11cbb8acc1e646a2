import ArchArguments
import ArchCalc

/// `archcalc layers`: the layers of the language.
enum LayersCommand: Subcommand {
  static let declaration = Command(
    "layers", summary: "The layers of the language; of one its arguments, defaults and formulas.",
    examples: [Example("archcalc layers conv")],
    operands: [
      Operand(
        "LAYER", optional: true, completion: .words(Catalogue.standard.names.filter { $0 != "input" }),
        help: "the name of a layer")
    ],
    options: [.flag("markdown", help: "the whole reference as a page")])

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let reference = LayerReference(.standard)
    guard let name = invocation.operands.first else {
      session.print(invocation.flag("markdown") ? reference.markdown : reference.list + "\n" + blocks)
      return
    }
    if let block = Prelude.blocks.first(where: { $0.name == name }) {
      session.print("\(block.summary)\n\n\(block.text)")
      return
    }
    guard let op = Catalogue.standard[name] else {
      throw .command(.unknownLayer(name))
    }
    session.print(reference.text(of: op))
  }

  /// The ready-made blocks, a line each.
  private static var blocks: String {
    let width = Catalogue.standard.names.map(\.count).max() ?? 0
    let lines = Prelude.blocks.map { block in
      "  \(block.name)\(String(repeating: " ", count: max(0, width - block.name.count)))  \(block.summary)\n"
    }
    return "Ready-made blocks\n\(lines.joined())"
  }
}
