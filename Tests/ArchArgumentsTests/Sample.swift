import ArchArguments

/// A program much like the real one.
enum Sample {
  static let network = Operand(
    "NETWORK", completion: .anyOf([.command(["list", "--names"]), .files(extensions: ["arch"])]),
    help: "a network of the library, a file, or `-` for standard input")

  static let summary = Command(
    "summary", summary: "show what a network costs, layer by layer and in all",
    discussion: [
      """
      Parameters, multiplications and the memory of activations are counted exactly from the shape of the \
      input.
      """
    ],
    examples: [
      Example("archcalc summary resnet-50", "A network of the library with the input it was made for."),
      Example("archcalc summary net.arch --input 3x224x224"),
    ],
    operands: [network],
    options: [
      .value("input", short: "i", "SHAPE", help: "the shape of the input, such as 3x224x224"),
      .value("set", short: "s", "NAME=VALUE", repeatable: true, help: "give a parameter a value"),
      .value("depth", short: "d", "N", help: "how many levels of blocks to show"),
      .value(
        "format", short: "f", "FORMAT", choices: ["text", "json", "csv"], help: "how to write the result"),
      .flag("color", short: "c", help: "use colors even if the output is not a terminal"),
      .flag("no-color", help: "use no colors"),
      .flag("all", short: "a", help: "show unused layers as well"),
      .flag("trace", help: "print every step", isHidden: true),
    ])

  static let list = Command(
    "list", summary: "list the networks of the library",
    options: [.flag("names", help: "print the names only")])

  static let compare = Command(
    "compare", summary: "show two or more networks side by side",
    operands: [network, Operand("NETWORK", repeatable: true, completion: network.completion, help: "")])

  static let layers = Command(
    "layers", summary: "list the kinds of layers, or describe one",
    operands: [
      Operand(
        "LAYER", optional: true, completion: .words(["conv", "dense", "max_pool"]), help: "a kind of layer")
    ])

  static let lock = Command(
    "lock", summary: "keep costs from growing unnoticed",
    options: [.flag("strict", help: "treat warnings as errors")],
    subcommands: [
      Command("check", summary: "compare with the lock file", operands: [network]),
      Command(
        "write", summary: "write the lock file", operands: [network],
        options: [.value("output", short: "o", "FILE", completion: .anyFile, help: "where to write it")]),
    ])

  static let secret = Command("secret", summary: "show the graph as it is in memory", isHidden: true)

  static let root = Command(
    "archcalc", summary: "Calculates what neural networks cost.",
    options: [.value("theme", "THEME", choices: ["dark", "light"], help: "the colors of the terminal")],
    subcommands: [summary, list, compare, layers, lock, secret])
}
