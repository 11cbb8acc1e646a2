import ArchAnalysis
import ArchDocuments
import ArchGraph
import ArchReports

/// How a drawing is to look.
public struct DrawingOptions: Sendable {
  /// How many names of a path are opened; nil for as much as can be looked at.
  public var depth: Int?
  /// Parts that are open, by their paths.
  public var opened: [String] = []
  /// The figure that boxes are shaded by; nil for none.
  public var figure: Figure?
  /// The type that elements are stored as, for figures in bytes.
  public var element = ElementType.float32
  /// How wide the drawing may be, in pixels of 1/96 inch; nil for as wide as suits it.
  public var width: Double?
  /// Whether the name and the totals of the network are written below.
  public var hasCaption = true
  /// The order of axes in shapes.
  public var layout = Layout.chw

  /// As many boxes can be looked at: fewer in the column of a paper, more on a slide.
  var mostBoxes: Int { width.map { max(12, min(44, Int($0 / 17))) } ?? 40 }

  /// The usual drawing.
  public init() {}
}

/// The drawing of a network: boxes for its layers and parts, frames around those that are open, lines for its values.
public struct NetworkDrawing {
  let drawn: DrawnNetwork
  let options: DrawingOptions
  private(set) var texts: [BoxText] = []
  /// What each box has of the figure that boxes are shaded by.
  private(set) var values: [Double?] = []
  /// The same, as a share of the most that a box has.
  private(set) var shares: [Double?] = []
  /// The paths of the parts that have drawings of their own.
  let opens: Set<String>
  /// How boxes differ from those of another design.
  var marks: [Int: (sign: String, ink: Ink)] = [:]
  /// The frames that were laid out, and all boxes in them; the first is the drawing itself.
  var composed: Composition

  /// Lays the drawing of a network out.
  public init(_ analysis: Analysis, _ options: DrawingOptions = DrawingOptions()) {
    let outlines = Outlines(analysis.graph)
    let opening = Self.opening(analysis, outlines, options)
    self.init(DrawnNetwork(analysis, outlines, opening), options)
  }

  /// What is open in the drawing of a network: what was asked for, or as much as can be looked at.
  static func opening(_ analysis: Analysis, _ outlines: Outlines, _ options: DrawingOptions) -> Opening {
    if let depth = options.depth { return Opening(depth: depth, opened: options.opened) }
    func composed(_ opening: Opening) -> Composition {
      NetworkDrawing(DrawnNetwork(analysis, outlines, opening), options).composed
    }
    let most = options.mostBoxes
    var best = Opening(outlines, mostBoxes: most, opened: options.opened)
    var first = composed(best)
    // A U of fewer boxes says more than a high one of all, and than columns.
    var fewer = most - 4
    while first.couldBeBent, first.steepness > 1.7, fewer >= most / 2 {
      let opening = Opening(outlines, mostBoxes: fewer, opened: options.opened)
      let other = composed(opening)
      if other.steepness < first.steepness { (best, first) = (opening, other) }
      fewer -= 4
    }
    return best
  }

  /// - Parameter opens: the paths of the parts that have drawings of their own.
  init(_ drawn: DrawnNetwork, _ options: DrawingOptions, opens: Set<String> = []) {
    self.drawn = drawn
    self.opens = opens
    self.options = options
    let analysis = drawn.analysis
    for box in drawn.boxes {
      var value: FigureValue?
      if let asked = options.figure, !box.nodes.isEmpty, !box.isOutside, box.children.isEmpty {
        value = asked.value(of: analysis.tally(of: box.nodes), options.element)
      }
      values.append(value?.known.map(Double.init) ?? value?.number)
      texts.append(BoxText(box, drawn, figure: value?.short))
    }
    let most = max(1, values.compactMap { $0 }.max() ?? 1)
    shares = values.map { value in value.map { $0 / most } }
    composed = Composition(drawn, texts, options)
  }
}

extension FigureValue {
  /// The value in few letters; nil for none.
  var short: String? {
    // What depends on the data is in no number.
    if case .atLeast(let known) = self {
      return known == 0 ? "unknown" : NumberText.scaled(known, digits: 3) + " + unknown"
    }
    if let known { return known == 0 ? nil : NumberText.scaled(known, digits: 3) }
    return number.map { NumberText.ratio($0) }
  }
}
