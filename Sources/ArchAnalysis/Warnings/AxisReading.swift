import ArchGraph

/// How a layer reads the axes of its input, and how else it could: the parts of a warning.
struct AxisReading {
  /// The code of the warning.
  let code: String
  /// What the layer does.
  let message: String
  /// What it receives.
  let evidence: String
  /// The call that reads the other axis, and the one that confirms this axis.
  let help: String

  /// What is known of the input.
  struct Source {
    /// The axis of its channels or features.
    let axis: Int
    /// The path of the layer that says so.
    let path: String
    /// Whether that layer makes maps.
    let isMap: Bool
    /// Whether it says so at all, rather than leaving both readings open.
    var isSure = true
  }

  /// The reading of a layer's first axis, or `nil` if the other reading would make no difference.
  init?(_ firstAxis: Traits.FirstAxis, of form: LayerForm, _ source: Source) {
    let input = form.inputShapes[0]
    let features = input[source.axis]
    let words = Words(form, source)
    let places = words.places(ofAxis: 0)
    let rest = words.features(features)
    let axis = source.axis == input.rank - 1 ? -1 : source.axis
    switch firstAxis {
    case .owns(let number):
      message = "`\(form.op.name)` has \(number) for each of \(places)"
      help =
        "\(words.with("axis: \(axis)")) has \(number) for each of \(rest); write `axis: 0` to keep this"
    case .reduces(let number):
      message = "`\(form.op.name)` gives \(number) for each of \(places)"
      let others = Self.axes((0..<input.rank).filter { $0 != source.axis })
      help =
        "\(words.with("axis: \(others)")) gives \(number) for each of \(rest); write `axis: \(Self.axes(Array(1..<input.rank)))` to keep this"
    case .sums:
      // A single feature leaves nothing to weight.
      guard features > 1 else { return nil }
      message = "`\(form.op.name)` goes over \(places)"
      help = "\(words.with("axis: \(axis)")) goes over \(rest); write `axis: 0` to keep this"
    case .channels:
      message = "`\(form.op.name)` takes \(places) for channels"
      let order = [source.axis] + (0..<input.rank).filter { $0 != source.axis }
      let change = source.isMap ? "puts the \(rest) first" : "turns the \(rest) into channels"
      help = "`permute(\(order))` before it \(change); `reshape(\(input.dimensions))` before it keeps this"
    }
    code = source.isSure ? "rows-as-channels" : "undecided-axes"
    evidence = words.evidence
  }

  /// The reading of a layer's last axis.
  init(_ lastAxis: Traits.LastAxis, of form: LayerForm, _ source: Source) {
    let input = form.inputShapes[0]
    let words = Words(form, source)
    let name = form.op.name
    evidence = words.evidence
    if case .features = lastAxis, input.rank >= 3, source.isMap, source.axis == 0, form.multipliesRows {
      code = "dense-on-map"
      message = "`\(name)` acts only on the last axis of a map"
      help = "`flatten` or `global_avg_pool` before it makes a vector"
      return
    }
    code = "map-as-rows"
    let places = words.places(ofAxis: input.rank - 1)
    let rest = words.features(input[source.axis])
    let order = (0..<input.rank).filter { $0 != source.axis } + [source.axis]
    let keeps = "`reshape(\(input.dimensions))` before it keeps this"
    switch lastAxis {
    case .features:
      message = "`\(name)` takes \(places) for features"
      help = "`permute(\(order))` before it turns the \(rest) into features; \(keeps)"
    case .normalises(let channels):
      message = "`\(name)` normalises over \(places)"
      if let channels, source.axis == 0 {
        help = "\(words.with(channels)) normalises over the \(rest) of each position; \(keeps)"
      } else {
        help = "`permute(\(order))` before it turns the \(rest) into features; \(keeps)"
      }
    }
  }

  private static func axes(_ axes: [Int]) -> String { axes.count == 1 ? "\(axes[0])" : "\(axes)" }

  /// The pieces of the sentences.
  private struct Words {
    let form: LayerForm
    let source: Source

    init(_ form: LayerForm, _ source: Source) {
      self.form = form
      self.source = source
    }

    private var input: Shape { form.inputShapes[0] }

    /// `197 rows`, or `14 places of axis 0`.
    func places(ofAxis axis: Int) -> String {
      let count = input[axis]
      guard input.rank == 2, axis == 0, !source.isMap, source.isSure else {
        return "\(count) \(count == 1 ? "position" : "positions") of axis \(axis)"
      }
      return "\(count) \(count == 1 ? "row" : "rows")"
    }

    /// `768 features`, or `64 channels`.
    func features(_ count: Int) -> String {
      guard source.isSure else {
        return "\(count) \(count == 1 ? "position" : "positions") of axis \(source.axis)"
      }
      let word = source.isMap ? "channel" : "feature"
      return "\(count) \(word)\(count == 1 ? "" : "s")"
    }

    var evidence: String {
      guard source.isSure else {
        return "it receives \(input); nothing says which axis of `\(source.path)` holds channels or features"
      }
      let count = features(input[source.axis])
      if !source.isMap, source.axis == input.rank - 1 {
        return "it receives \(input), rows of \(count) from `\(source.path)`"
      }
      let place =
        source.isMap && source.axis == 0 ? "a map of \(count)" : "with \(count) on axis \(source.axis)"
      return "it receives \(input), \(place) from `\(source.path)`"
    }

    /// The call of the layer with one more argument.
    func with(_ argument: String) -> String {
      let call = form.op.call
      return call.hasSuffix(")") ? "`\(call.dropLast()), \(argument))`" : "`\(call)(\(argument))`"
    }
  }
}

extension LayerForm {
  /// Whether it multiplies the last axis of its input by weights.
  fileprivate var multipliesRows: Bool {
    parameters.contains { if case .product = $0.use { true } else { false } }
  }
}
