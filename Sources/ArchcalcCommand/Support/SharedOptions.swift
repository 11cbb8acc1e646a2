import ArchArguments
import ArchCalc
import ArchDocuments
import ArchSources

/// Options that several commands share.
enum SharedOptions {
  static let network = Operand("NETWORK", completion: networkCompletion, help: "a network's name, or a file")

  static let networkCompletion = Completion.anyOf([
    .command(["list", "--format", "names"]), .files(extensions: ["arch"]),
  ])

  static let expansion: [Option] = [
    .value(
      "input", short: "i", "SHAPE", repeatable: true,
      help: "the shape of the input, such as 3x320x320, or of one of several inputs: left=1x105x105"),
    .value(
      "set", short: "s", "NAME=VALUE", repeatable: true, help: "the value of one of the network's parameters"),
    .flag("training", help: "include training-only layers"),
  ]

  static let convention = Option.value(
    "convention", "NAME", completion: .words(Convention.names),
    help:
      "count work and parameters as a tool or a field does: fvcore, thop, 2macs … (`archcalc reconcile --help`)"
  )

  static let batch = Option.value("batch", short: "b", "N", help: "the number of examples (default: 1)")

  static let layout = Option.value(
    "layout", "ORDER", choices: Layout.allCases.map(\.rawValue),
    help: "the order of axes in shapes, both printed and in `--input` (default: chw)")

  static let diagnostics: [Option] = [
    .value("diagnostics", "FORM", choices: ["text", "json"], help: "how errors are reported"),
    .value("color", "WHEN", choices: ["auto", "always", "never"], help: "whether errors are coloured"),
  ]
}
