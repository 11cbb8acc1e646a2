import ArchArguments
import ArchCalc

/// `archcalc show`: a network as text in the language.
enum ShowCommand: Subcommand {
  static let declaration = Command(
    "show",
    summary: "Shows a network as text: its file, every layer written out, or folded into blocks again.",
    discussion: [
      "Without options this is the file that defines the network, to read or edit: `archcalc show vgg16 > mine.arch`.",
      "`--expanded` writes what the file amounts to: one line per layer, without blocks, repeats and arithmetic. "
        + "Read back, it is the same network; labels are the original paths, with `_` for characters that a name cannot have.",
      "`--folded` recovers the structure from the layers alone: branches, blocks with parameters, repeats. This is how "
        + "a model file of another program is shown: `archcalc show model.onnx > model.arch` makes a file to read and "
        + "edit. The text is read back and compared layer by layer; parts that could not be folded are written out.",
    ],
    examples: [
      Example("archcalc show lecture_cnn"),
      Example("archcalc show resnet50 --expanded --set classes=10 --output resnet50_10.arch"),
      Example("archcalc show resnet50 --folded"),
    ],
    operands: [SharedOptions.network],
    options: [
      .flag("expanded", short: "e", help: "one line per layer"),
      .flag("folded", help: "blocks and repeats, recovered from the layers alone"),
      SharedOptions.output(["arch"]),
    ] + SharedOptions.expansion + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    try invocation.outputEnding(among: ["arch"])
    let (source, name) = try NetworkSource.oneNamed(invocation.operands[0])
    if invocation.flag("expanded"), invocation.flag("folded") {
      throw .command(.together(["--expanded", "--folded"]))
    }
    let text: String
    // A model file is not text: it is always rewritten.
    let isFolded = invocation.flag("folded") || source.source.text(importingFrom: "") == nil
    if invocation.flag("expanded") || isFolded {
      let graph = try session.analyse(source, name, fields: false).graph
      text =
        invocation.flag("expanded")
        ? GraphWriter.text(of: graph, catalogue: .standard)
        : FoldedWriter.text(of: graph, catalogue: .standard)
    } else {
      let given = ["set", "input", "training"].filter { invocation.flag($0) || invocation.value($0) != nil }
      if let option = given.first ?? source.settings.first.map({ _ in "set" }) {
        throw .command(.fileWithOption(option))
      }
      text = source.source.text(importingFrom: source.isEmbedded ? EmbeddedNetworks.prefix : "") ?? ""
    }
    try session.deliver(text, to: invocation.outputFile)
  }
}
