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
      session.print(invocation.flag("markdown") ? reference.markdown : reference.list)
      return
    }
    guard let op = Catalogue.standard[name] else {
      throw .diagnostics([
        Diagnostic(
          "unknown-layer", "there is no layer called `\(name)`", at: .unknown,
          help: Spelling.question(for: name, among: Catalogue.standard.names)
            ?? "`archcalc layers` lists them")
      ])
    }
    session.print(reference.text(of: op))
  }
}
