import ArchArguments
import ArchCalc

/// `archcalc show`: a network as a text of the language.
enum ShowCommand: Subcommand {
  static let declaration = Command(
    "show", summary: "A network as text: its file, or every layer written out.",
    discussion: [
      "Without options this is the file that the network is in, to be read or changed: `archcalc show vgg16 > mine.arch`.",
      "`--expanded` writes what the file amounts to: one line for each layer, without blocks, repeats and arithmetic. "
        + "Read again, it is the same network; labels are the paths of before, with `_` for what no name may have.",
    ],
    examples: [
      Example("archcalc show lecture_cnn"),
      Example("archcalc show resnet50 --expanded --set classes=10 --output resnet50_10.arch"),
    ],
    operands: [SharedOptions.network],
    options: [
      .flag("expanded", short: "e", help: "every layer on a line of its own"),
      .value(
        "output", short: "o", "FILE", completion: .files(extensions: ["arch"]),
        help: "write to a file (atomically)"),
    ] + SharedOptions.expansion + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    try invocation.outputEnding(among: ["arch"])
    let (source, name) = try NetworkSource.oneNamed(invocation.operands[0])
    let text: String
    // A model file is no text: it is always written out.
    if invocation.flag("expanded") || source.source.text(importingFrom: "") == nil {
      let analysis = try session.analyse(source, name, fields: false)
      text = GraphWriter.text(of: analysis.graph, catalogue: .standard)
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
