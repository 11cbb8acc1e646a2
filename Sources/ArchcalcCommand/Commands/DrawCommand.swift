import ArchArguments
import ArchCalc
import ArchDocuments
import ArchSources

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
    "draw", summary: "Draws a network: its blocks, and the shapes of the values between them.",
    discussion: [
      "Parts are opened as long as the picture stays readable; `--depth` opens all parts down to that many names "
        + "of a path, `--open` single ones. Blocks that repeat are drawn once, with their number: `x 6`. Lines are labelled with "
        + "the shapes of their values. `--by` shades boxes by a figure, and writes it in them.",
      "Two networks are drawn side by side, and what differs is marked.",
      "`--style volumes` draws the outputs of layers as boxes in a row, as lectures on convolutional networks do. `--field` draws "
        + "what one position of a layer sees of the input, over a picture of yours if there is one.",
    ],
    examples: [
      Example("archcalc draw resnet50 --output resnet50.svg"),
      Example("archcalc draw resnet50 --open 'stage[2]' --by macs --output stage.svg"),
      Example("archcalc draw googlenet --depth 2 --width 1200 --output googlenet.svg", "for a slide"),
      Example("archcalc draw resnet50 resnet101 --output both.svg"),
      Example("archcalc draw alexnet --style volumes --output alexnet.svg"),
      Example("archcalc draw lecture_cnn --field conv2 --image cat.png --output field.svg"),
      Example("archcalc draw unet --format mermaid", "for a README"),
    ],
    operands: [
      SharedOptions.network,
      Operand(
        "OTHER", optional: true, completion: SharedOptions.networkCompletion,
        help: "a second network to draw beside it"),
    ],
    options: [
      .value("depth", short: "d", "N", help: "open parts down to N names of a path"),
      .value("open", "PATH", repeatable: true, help: "open a part, such as 'stage[2]'"),
      .value(
        "by", "FIGURE", completion: .words(Self.figures.map(\.name)),
        help: "shade boxes by a figure, such as macs or params"),
      .value(
        "style", "STYLE", choices: ["blocks", "volumes"],
        help: "boxes with lines between them, or volumes in a row (default: blocks)"),
      .value("field", "LAYER", help: "draw what a position of a layer sees of the input"),
      .value(
        "at", "POSITION", help: "the position, such as 3x3 (default: the one in the middle)"),
      .value(
        "image", "FILE", completion: .files(extensions: ["png", "jpg", "jpeg", "gif", "webp"]),
        help: "a picture to put under the field"),
    ] + SharedOptions.picture + [
      .flag("no-caption", help: "leave out the name and the totals below the drawing"),
      SharedOptions.layout, SharedOptions.element, SharedOptions.batch,
      SharedOptions.format(Form.allCases.map(\.rawValue), usual: Form.svg.rawValue),
      SharedOptions.output(Form.allCases.flatMap(\.endings)),
    ] + SharedOptions.expansion + SharedOptions.diagnostics)

  /// The figures that boxes can be shaded by: those that are sums over layers.
  private static var figures: [Figure] { Figure.all.filter { $0.isSum && !$0.isOfTraining } }

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try form(invocation)
    let options = try options(invocation)
    try checkTogether(invocation, form)
    let isField = invocation.value("field") != nil
    let analysis = try session.analyse(invocation.operands[0], fields: isField)
    let theme = invocation.pictureTheme
    let text: String
    if let layer = invocation.value("field") {
      text = try field(of: layer, analysis, invocation).picture(width: options.width ?? 640).svg(theme: theme)
    } else if invocation.value("style") == "volumes" {
      do throws(PictureFault) {
        text = try VolumeDrawing(analysis).picture(width: options.width ?? 960).svg(theme: theme)
      } catch {
        throw .picture(.noPicture(error))
      }
    } else if invocation.operands.count > 1 {
      let other = try session.analyse(invocation.operands[1], fields: false)
      let picture = DrawingPair(analysis, other, names: invocation.operands, options).picture
      text = picture.svg(theme: theme, width: options.width.flatMap { $0 < picture.width ? $0 : nil })
    } else {
      let paths = analysis.graph.paths
      for path in options.opened where !paths.contains(where: { $0 == path || $0.hasPrefix(path + ".") }) {
        throw LayerPaths.unknown(path, in: analysis.graph, paths, operand: invocation.operands[0])
      }
      let drawing = NetworkDrawing(analysis, options)
      switch form {
      case .svg: text = drawing.svg(theme: theme)
      case .dot: text = drawing.dot
      case .mermaid: text = drawing.mermaid
      }
    }
    try session.deliver(text, to: invocation.outputFile)
  }

  private static func options(_ invocation: Invocation) throws(Failure) -> DrawingOptions {
    var options = DrawingOptions()
    options.depth = try invocation.depth()
    options.opened = invocation.values("open")
    options.width = try invocation.pictureWidth()
    options.hasCaption = !invocation.flag("no-caption")
    options.layout = invocation.layoutChoice
    options.element = try invocation.elementTypes().types
    if let name = invocation.value("by") {
      guard let figure = Figure.named(name), Self.figures.contains(figure) else {
        throw .command(
          Figure.named(name).map { .picture(.notASum($0)) }
            ?? .unknownName(name, noun: "figure", known: Self.figures.map(\.name)))
      }
      options.figure = figure
    }
    return options
  }

  /// A picture of one kind takes no options of another.
  private static func checkTogether(_ invocation: Invocation, _ form: Form) throws(Failure) {
    let isVolumes = invocation.value("style") == "volumes"
    let field = invocation.value("field") != nil
    if field, isVolumes { throw .picture(.notTogether("--field", "--style volumes")) }
    if !field, let option = ["at", "image"].first(where: { invocation.value($0) != nil }) {
      throw .picture(.optionNeeds("--\(option)", "--field"))
    }
    guard isVolumes || field else {
      if invocation.operands.count > 1, form != .svg {
        throw .picture(.notTogether("two networks", "--format \(form.rawValue)"))
      }
      return
    }
    let kind = field ? "--field" : "--style volumes"
    if form != .svg { throw .picture(.notTogether(kind, "--format \(form.rawValue)")) }
    if invocation.operands.count > 1 { throw .picture(.notTogether(kind, "two networks")) }
    if let option = ["depth", "open", "by"].first(where: { invocation.value($0) != nil }) {
      throw .picture(.notTogether(kind, "--\(option)"))
    }
  }

  private static func field(
    of layer: String, _ analysis: Analysis, _ invocation: Invocation
  ) throws(Failure) -> FieldDrawing {
    let graph = analysis.graph
    let paths = graph.paths
    // For a part, its last layer.
    guard
      let node = paths.firstIndex(of: layer)
        ?? paths.lastIndex(where: { $0.hasPrefix(layer + ".") })
    else { throw LayerPaths.unknown(layer, in: graph, paths, operand: invocation.operands[0]) }
    let position = try invocation.value("at").map { text throws(Failure) in
      let numbers = text.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "," }.map {
        Int($0) ?? -1
      }
      guard (1...3).contains(numbers.count), numbers.allSatisfy({ $0 >= 0 }) else {
        throw .picture(.notAPosition(text))
      }
      return numbers
    }
    var image: FieldDrawing.Image?
    if let path = invocation.value("image") {
      let bytes: [UInt8]
      do throws(Files.Fault) {
        bytes = try Files.read(path, largest: Files.largestData, as: "a picture")
      } catch {
        throw .command(.unreadable(path, reason: error.reason))
      }
      do throws(ImageHeader.Failure) { image = try FieldDrawing.Image(bytes) } catch {
        throw .picture(.notAPicture(path, error))
      }
    }
    do throws(PictureFault) {
      return try FieldDrawing(analysis, of: node, at: position, image: image)
    } catch {
      throw .picture(.noPicture(error))
    }
  }

  private static func form(_ invocation: Invocation) throws(Failure) -> Form {
    if let form = invocation.value("format").flatMap({ Form(rawValue: $0) }) { return form }
    let ending = try invocation.pictureEnding(among: Form.allCases.flatMap(\.endings))
    return Form.allCases.first { form in ending.map(form.endings.contains) ?? false } ?? .svg
  }
}
