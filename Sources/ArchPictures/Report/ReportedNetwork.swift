/// What a report says of one network.
public struct ReportedNetwork: Sendable {
  /// Its name.
  public var name: String
  /// Where it comes from, in a line; may be empty.
  public var source: String
  /// What it takes, in a line; may be empty.
  public var inputs: String
  /// Its figures in all.
  public var totals: [Total]
  /// Drawings of the whole network, whose path is empty, and of its parts; none is shown without that of the whole.
  public var drawings: [Drawing]
  /// The columns behind the layers' paths.
  public var columns: [Column]
  /// The layers, in the order in which they run.
  public var rows: [Row]
  /// The bytes that are live from step to step; nil where that is unknown.
  public var memory: Memory?
  /// How far the input reaches along each axis on which receptive fields lie: height and width, or a length.
  public var extent: [Int]

  /// A network without layers, drawings and figures.
  public init(name: String, source: String = "", inputs: String = "") {
    self.name = name
    self.source = source
    self.inputs = inputs
    totals = []
    drawings = []
    columns = []
    rows = []
    extent = []
  }

  /// A figure of the whole network.
  public struct Total: Sendable {
    /// What it is a figure of, such as `multiply-adds`.
    public var term: String
    /// The figure as it is read.
    public var text: String
    /// The figure, where networks can be compared by it.
    public var value: Int?
    /// What is counted; may be empty.
    public var convention: String

    /// A figure.
    public init(_ term: String, _ text: String, value: Int? = nil, convention: String = "") {
      self.term = term
      self.text = text
      self.value = value
      self.convention = convention
    }
  }

  /// The drawing of a part.
  public struct Drawing: Sendable {
    /// The path of the part; empty for the whole network.
    public var path: String
    /// What the drawing shows, in a few words.
    public var title: String
    /// The drawing as it comes from `Picture.svg()`, which is put into the page as it is.
    ///
    /// Each box is a group with `data-path`, and with `data-opens` where there is a drawing of that path.
    public var svg: String

    /// A drawing.
    public init(path: String, title: String, svg: String) {
      self.path = path
      self.title = title
      self.svg = svg
    }
  }

  /// A column of the table of layers.
  public struct Column: Sendable {
    /// Its name for programs.
    public var key: String
    /// Its heading.
    public var title: String
    /// Whether it is set flush right.
    public var isNumber: Bool
    /// Whether the figures of several layers can be added.
    public var isSummed: Bool

    /// A column.
    public init(key: String, title: String, isNumber: Bool, isSummed: Bool = false) {
      self.key = key
      self.title = title
      self.isNumber = isNumber
      self.isSummed = isSummed
    }
  }

  /// A cell of the table of layers.
  public struct Cell: Sendable {
    /// What is read.
    public var text: String
    /// What the table is sorted by; nil for the text.
    public var value: Double?

    /// A cell.
    public init(_ text: String, value: Double? = nil) {
      self.text = text
      self.value = value
    }
  }

  /// A layer.
  public struct Row: Sendable {
    /// Its path.
    public var path: String
    /// The path of the box that stands for it in the drawings: its own, or that of a part around it.
    public var part: String
    /// What is in the columns.
    public var cells: [Cell]
    /// The rows of the layers whose results it takes.
    public var inputs: [Int]
    /// The working of its figures, line for line.
    public var working: [String]
    /// What a position of its result sees of the input, one span for each axis of the extent; empty if unknown.
    public var field: [Span]

    /// A layer.
    public init(
      path: String, part: String? = nil, cells: [Cell], inputs: [Int] = [], working: [String] = [],
      field: [Span] = []
    ) {
      self.path = path
      self.part = part ?? path
      self.cells = cells
      self.inputs = inputs
      self.working = working
      self.field = field
    }
  }

  /// What positions along one axis see of the input: position p sees `size` places from `offset + p * stride` on.
  public struct Span: Sendable {
    /// How many places a position sees; nil for all of them.
    public var size: Int?
    /// How far apart in the input neighbouring positions begin.
    public var stride: Double
    /// Where position 0 begins, which is negative where it sees padding.
    public var offset: Double
    /// How many positions there are.
    public var positions: Int

    /// A span.
    public init(size: Int?, stride: Double, offset: Double, positions: Int) {
      self.size = size
      self.stride = stride
      self.offset = offset
      self.positions = positions
    }
  }

  /// The memory of a schedule.
  public struct Memory: Sendable {
    /// A step of the schedule.
    public struct Step: Sendable {
      /// The bytes of all values that are live.
      public var bytes: Int
      /// The row of the layer that runs.
      public var row: Int?

      /// A step.
      public init(bytes: Int, row: Int?) {
        self.bytes = bytes
        self.row = row
      }
    }

    /// The steps in their order.
    public var steps: [Step]
    /// The place among the steps at which most is live.
    public var peak: Int

    /// The memory of these steps.
    ///
    /// - Parameter peak: the place of the peak; nil for the first step at which most is live.
    public init(steps: [Step], peak: Int? = nil) {
      self.steps = steps
      let most = steps.map(\.bytes).max() ?? 0
      self.peak =
        peak.flatMap { steps.indices.contains($0) ? $0 : nil }
        ?? steps.firstIndex { $0.bytes == most } ?? 0
    }
  }
}
