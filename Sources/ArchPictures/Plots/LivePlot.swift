import ArchDocuments

/// Live bytes over the layers of a network in the order in which they run, with the peak.
///
/// Several networks have panels below each other with the same scale of bytes.
///
/// ```swift
/// let plot = LivePlot(
///   title: "VGG-16, forward pass",
///   schedules: [.init("vgg16", steps: ["conv1", "relu1"], bytes: [12_845_056, 25_690_112])])
/// plot.picture(width: 640).svg()
/// ```
package struct LivePlot: Sendable {
  /// A part of the live bytes, at each step.
  package struct Band: Hashable, Sendable {
    /// Its name: `weights`.
    package var name: String
    /// Its bytes at each step.
    package var bytes: [Double]

    /// A part.
    package init(_ name: String, bytes: [Double]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// What is live while one network runs.
  package struct Schedule: Hashable, Sendable {
    /// The name of the network.
    package var name: String
    /// The names of the steps in the order in which they run.
    package var steps: [String]
    /// The live parts, from bottom to top.
    package var bands: [Band]

    /// A schedule whose live bytes have parts.
    package init(_ name: String, steps: [String], bands: [Band]) {
      self.name = name
      self.steps = steps
      self.bands = bands
    }

    /// A schedule with one number of bytes for each step.
    package init(_ name: String, steps: [String], bytes: [Double]) {
      self.init(name, steps: steps, bands: [Band("live", bytes: bytes)])
    }

    /// How many steps there are.
    package var count: Int { max(steps.count, bands.map(\.bytes.count).max() ?? 0) }

    /// The bytes of a band at a step: zero if the number cannot be drawn.
    func bytes(_ band: Int, _ step: Int) -> Double {
      let bytes = bands[band].bytes
      guard bytes.indices.contains(step), Self.isDrawable(bytes[step]) else { return 0 }
      return bytes[step]
    }

    /// All bytes that are live at a step.
    package func total(_ step: Int) -> Double {
      bands.indices.reduce(0) { $0 + bytes($1, step) }
    }

    /// The first step at which most is live, and its bytes, or `nil` if there are no steps.
    package var peak: (step: Int, bytes: Double)? {
      var best: (step: Int, bytes: Double)?
      for step in 0..<count {
        let total = total(step)
        if total > best?.bytes ?? -1 { best = (step, total) }
      }
      return best
    }

    /// The name of a step, or its number if it has none.
    func stepName(_ step: Int) -> String {
      steps.indices.contains(step) && !steps[step].isEmpty
        ? steps[step] : "step \(NumberText.grouped(step + 1))"
    }

    /// How many numbers cannot be drawn: negative ones, and those that are not finite.
    var undrawable: Int {
      bands.reduce(0) { $0 + $1.bytes.reduce(0) { $0 + (Self.isDrawable($1) ? 0 : 1) } }
    }

    private static func isDrawable(_ bytes: Double) -> Bool {
      bytes >= 0 && bytes <= PlotNumber.largest / 1e6
    }

    /// Steps that share a column of pixels.
    struct Column: Hashable {
      /// The steps in the column.
      let steps: Range<Int>
      /// The step among these at which most is live, which is drawn.
      let shown: Int
    }

    /// The steps in a limited number of columns, each drawn as its step at which most is live, so that no peak is lost.
    func columns(most: Int) -> [Column] {
      let columns = min(count, max(1, most))
      return (0..<columns).map { index in
        let steps = (count * index / columns)..<(count * (index + 1) / columns)
        var (shown, highest) = (steps.lowerBound, -1.0)
        for step in steps {
          let total = total(step)
          if total > highest { (shown, highest) = (step, total) }
        }
        return Column(steps: steps, shown: shown)
      }
    }
  }

  /// The title above the plot.
  package var title: String
  /// The networks.
  package var schedules: [Schedule]
  /// The title of the axis of bytes.
  package var bytesTitle: String
  /// The title of the axis of steps.
  package var stepsTitle: String
  /// Whether all networks have the same scale of bytes, so that they can be compared by eye.
  package var hasOneScale: Bool
  /// Small print below, such as what the figures count.
  package var notes: [String]

  /// A plot.
  package init(
    title: String = "", schedules: [Schedule], bytesTitle: String = "live memory",
    stepsTitle: String = "layers in the order in which they run", hasOneScale: Bool = true,
    notes: [String] = []
  ) {
    self.title = title
    self.schedules = schedules
    self.bytesTitle = bytesTitle
    self.stepsTitle = stepsTitle
    self.hasOneScale = hasOneScale
    self.notes = notes
  }
}
