import ArchArguments
import ArchCalc
import ArchDocuments

/// `archcalc draw`: the picture of a network.
enum DrawCommand: Subcommand {
  /// A form that a drawing can be written in.
  enum Form: String, CaseIterable {
    case svg, dot, mermaid

    var endings: [String] {
      switch self {
      case .svg: ["svg"]
      case .dot: ["dot", "gv"]
      case .mermaid: ["mmd", "mermaid"]
      }
    }
  }

  static let declaration = Command(
    "draw", summary: "A network as a picture: its blocks, what goes between them, and how large that is.",
    discussion: [
      "Parts are opened as long as the picture stays one that can be looked at; `--depth` opens parts down to so many names "
        + "of a path, `--open` single ones. Blocks that repeat are drawn once, with how often: `x 6`. Beside a line stands "
        + "the shape of its value.",
      "`--by` shades boxes by a figure, and writes it in them.",
    ],
    examples: [
      Example("archcalc draw resnet50 --output resnet50.svg"),
      Example("archcalc draw resnet50 --open 'stage[2]' --by macs --output stage.svg"),
      Example("archcalc draw googlenet --depth 2 --width 1200 --output googlenet.svg", "for a slide"),
      Example("archcalc draw unet --format mermaid", "for a README"),
    ],
    operands: [SharedOptions.network],
    options: [
      .value("depth", short: "d", "N", help: "open parts down to N names of a path"),
      .value("open", "PATH", repeatable: true, help: "open a part, such as 'stage[2]'"),
      .value(
        "by", "FIGURE", completion: .words(Self.figures.map(\.name)),
        help: "shade boxes by a figure, such as macs or params"),
      .value(
        "width", short: "w", "PIXELS",
        help: "the widest it may be, in pixels of 1/96 inch: 320 for a column of a paper, 1200 for a slide"),
      .value(
        "theme", "THEME", choices: PictureTheme.allCases.map(\.rawValue),
        help: "the paper it is for; auto, light or dark as whoever looks at it has it, unless given"),
      .flag("no-caption", help: "leave out the name and the totals below the drawing"),
      SharedOptions.layout, SharedOptions.element, SharedOptions.batch,
      SharedOptions.format(Form.allCases.map(\.rawValue)),
      .value(
        "output", short: "o", "FILE", completion: .files(extensions: Form.allCases.flatMap(\.endings)),
        help: "write to a file (atomically)"),
    ] + SharedOptions.expansion + SharedOptions.diagnostics)

  /// The figures that boxes can be shaded by: those that are sums over layers.
  private static var figures: [Figure] { Figure.all.filter { $0.isSum && !$0.isOfTraining } }

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try form(invocation)
    var options = DrawingOptions()
    options.depth = try invocation.depth()
    options.opened = invocation.values("open")
    options.width = try invocation.pictureWidth()
    options.hasCaption = !invocation.flag("no-caption")
    options.layout = invocation.layoutChoice
    options.element = invocation.elementChoice
    if let name = invocation.value("by") {
      guard let figure = Figure.named(name), Self.figures.contains(figure) else {
        throw .command(.unknownName(name, noun: "figure of layers", known: Self.figures.map(\.name)))
      }
      options.figure = figure
    }
    let analysis = try session.analyse(invocation.operands[0], fields: false)
    let graph = analysis.graph
    let paths = graph.paths
    for path in options.opened {
      guard paths.contains(where: { $0 == path || $0.hasPrefix(path + ".") }) else {
        throw LayerPaths.unknown(path, in: graph, paths, operand: invocation.operands[0])
      }
    }
    let drawing = NetworkDrawing(analysis, options)
    let theme = invocation.value("theme").flatMap { PictureTheme(rawValue: $0) } ?? .auto
    let text =
      switch form {
      case .svg: drawing.svg(theme: theme)
      case .dot: drawing.dot
      case .mermaid: drawing.mermaid
      }
    try session.deliver(text, to: invocation.outputFile)
  }

  private static func form(_ invocation: Invocation) throws(Failure) -> Form {
    if let form = invocation.value("format").flatMap({ Form(rawValue: $0) }) { return form }
    let ending = try invocation.outputEnding(among: Form.allCases.flatMap(\.endings))
    return Form.allCases.first { form in ending.map(form.endings.contains) ?? false } ?? .svg
  }
}

extension Invocation {
  /// How wide a picture may be, in pixels of 1/96 inch.
  func pictureWidth() throws(Failure) -> Double? {
    do throws(UsageFault) { return try integer("width", in: 100...10_000).map(Double.init) } catch {
      throw .usage(error)
    }
  }
}
