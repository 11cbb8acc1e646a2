/// The data of one network in a report.
package struct ReportedNetwork: Sendable {
  /// Its name.
  package var name: String
  /// Where it comes from, in a line; may be empty.
  package var source: String
  /// Its inputs, in a line; may be empty.
  package var inputs: String
  /// Its totals.
  package var totals: [Total]
  /// Drawings of the whole network, whose path is empty, and of its parts; none is shown without the whole network's.
  package var drawings: [Drawing]
  /// The columns after the layers' paths.
  package var columns: [Column]
  /// The layers, in the order in which they run.
  package var rows: [Row]
  /// The bytes that are live from step to step, or `nil` if that is unknown.
  package var memory: Memory?
  /// The extent of the input along each axis of receptive fields: height and width, or a length.
  package var extent: [Int]

  /// A network without layers, drawings and figures.
  package init(name: String, source: String = "", inputs: String = "") {
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
  package struct Total: Sendable {
    /// Its name, such as `multiply-adds`.
    package var term: String
    /// The figure as text.
    package var text: String
    /// The figure, if networks can be compared by it.
    package var value: Int?
    /// What is counted; may be empty.
    package var convention: String

    /// A figure.
    package init(_ term: String, _ text: String, value: Int? = nil, convention: String = "") {
      self.term = term
      self.text = text
      self.value = value
      self.convention = convention
    }
  }

  /// The drawing of a part.
  package struct Drawing: Sendable {
    /// The path of the part; empty for the whole network.
    package var path: String
    /// What the drawing shows, in a few words.
    package var title: String
    /// The drawing as returned by `Picture.svg()`, which is put into the page unchanged.
    ///
    /// Each box is a group with `data-path`, and with `data-opens` if there is a drawing with that path.
    package var svg: String

    /// A drawing.
    package init(path: String, title: String, svg: String) {
      self.path = path
      self.title = title
      self.svg = svg
    }
  }

  /// A column of the table of layers.
  package struct Column: Sendable {
    /// Its name for programs.
    package var key: String
    /// Its heading.
    package var title: String
    /// Whether it is right-aligned.
    package var isNumber: Bool
    /// Whether the figures of several layers can be added.
    package var isSummed: Bool

    /// A column.
    package init(key: String, title: String, isNumber: Bool, isSummed: Bool = false) {
      self.key = key
      self.title = title
      self.isNumber = isNumber
      self.isSummed = isSummed
    }
  }

  /// A cell of the table of layers.
  package struct Cell: Sendable {
    /// Its text.
    package var text: String
    /// The number that the table is sorted by, or `nil` to sort by the text.
    package var value: Double?

    /// A cell.
    package init(_ text: String, value: Double? = nil) {
      self.text = text
      self.value = value
    }
  }

  /// A layer.
  package struct Row: Sendable {
    /// Its path.
    package var path: String
    /// The path of its box in the drawings: its own, or that of a part around it.
    package var part: String
    /// The cells of the columns.
    package var cells: [Cell]
    /// The rows of the layers whose results it takes.
    package var inputs: [Int]
    /// The working of its figures, line by line.
    package var working: [String]
    /// What a position of its result sees of the input, one span for each axis of the extent; empty if unknown.
    package var field: [Span]

    /// A layer.
    package init(
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
  package struct Span: Sendable {
    /// How many places a position sees, or `nil` for all of them.
    package var size: Int?
    /// The distance in the input between the beginnings of neighbouring positions.
    package var stride: Double
    /// Where position 0 begins; negative if it sees padding.
    package var offset: Double
    /// How many positions there are.
    package var positions: Int

    /// A span.
    package init(size: Int?, stride: Double, offset: Double, positions: Int) {
      self.size = size
      self.stride = stride
      self.offset = offset
      self.positions = positions
    }
  }

  /// The memory of a schedule.
  package struct Memory: Sendable {
    /// A step of the schedule.
    package struct Step: Sendable {
      /// The bytes of all values that are live.
      package var bytes: Int
      /// The row of the layer that runs.
      package var row: Int?

      /// A step.
      package init(bytes: Int, row: Int?) {
        self.bytes = bytes
        self.row = row
      }
    }

    /// The steps in order.
    package var steps: [Step]
    /// The index of the step at which most is live.
    package var peak: Int

    /// The memory of these steps.
    ///
    /// - Parameter peak: the index of the peak, or `nil` for the first step at which most is live.
    package init(steps: [Step], peak: Int? = nil) {
      self.steps = steps
      let most = steps.map(\.bytes).max() ?? 0
      self.peak =
        peak.flatMap { steps.indices.contains($0) ? $0 : nil }
        ?? steps.firstIndex { $0.bytes == most } ?? 0
    }
  }
}
