import ArchGraph

/// A figure: its names, what it counts, and how it is computed.
///
/// Claims, columns, JSON, comparisons and budgets all go through ``all``: every command knows each figure in the list.
/// Its rule and its description are in one place.
public struct Figure: Sendable {
  /// The name in claims, columns and options: `params`.
  public let name: String
  /// Another name accepted in the same places.
  public let alias: String?
  /// The key in JSON: `parameters`.
  public let key: String
  /// The heading in tables.
  public let title: String
  /// The name in lists of figures, with its unit.
  public let longTitle: String
  /// What is counted, in one line, if the name alone does not say.
  public let convention: (@Sendable (ElementTypes) -> String)?
  /// Whether it measures work, which is unknown for some layers.
  public let isWork: Bool
  /// Whether a report in JSON includes it in its totals; left out are those in another unit, or those that a layer
  /// shows better.
  public let isTotal: Bool
  /// Which columns are dropped first if there is too little room; 0 is never dropped.
  public let sacrifice: Int
  /// How it is computed.
  package let rule: Rule

  /// How a figure is computed.
  package enum Rule: Sendable {
    /// The sum over layers: a difference can be traced to them.
    case sum(@Sendable (Tally, ElementTypes) throws(Overflow) -> Int)
    /// A number of some layers together that is not a sum over them, or `nil` if they have none.
    case ratio(@Sendable (Tally, ElementTypes) -> Double?, decimals: Int)
    /// The sum over layers by a convention, of networks that were analysed with it.
    case counted(Counting, ConventionCount.Value)
    /// The sum over layers of what training them takes.
    case training(@Sendable (TrainingTally, ElementType) throws(Overflow) -> Int)
    /// A number for each axis of what a position sees; for a network, that of its last layer with positions.
    case axes(@Sendable (AxisField) -> Double?, missing: String)
    /// A figure of the whole network alone.
    case network(@Sendable (Analysis, ElementTypes) -> FigureValue)
  }

  /// Declares a figure.
  package init(
    _ name: String, alias: String? = nil, key: String? = nil, title: String? = nil, longTitle: String? = nil,
    isWork: Bool = false, isTotal: Bool = true, sacrifice: Int = 9, _ rule: Rule,
    convention: (@Sendable (ElementTypes) -> String)? = nil
  ) {
    self.name = name
    self.alias = alias
    self.key = key ?? name
    self.title = title ?? name
    self.longTitle = longTitle ?? self.title
    self.convention = convention
    self.isWork = isWork
    self.isTotal = isTotal
    self.sacrifice = sacrifice
    self.rule = rule
  }

  /// The figure of a name in claims, columns and options.
  ///
  /// `macs:fvcore` and `params:thop` are figures of a convention, see ``Counting/init(named:)``.
  public static func named(_ name: String) -> Figure? {
    all.first { $0.name == name || $0.alias == name } ?? counted(named: name)
  }

  /// Whether the total is the sum over all layers.
  public var isSum: Bool {
    switch rule {
    case .sum, .counted, .training: true
    case .ratio, .axes, .network: false
    }
  }

  /// Whether it is a figure of training, which sums over layers have only if ``Analysis`` was told to count it.
  public var isOfTraining: Bool { if case .training = rule { true } else { false } }

  /// Whether each layer has one.
  public var isOfLayers: Bool { if case .network = rule { false } else { true } }

  /// The figure of some layers together.
  package func value(of tally: Tally, _ types: ElementTypes) -> FigureValue {
    switch rule {
    case .sum(let sum):
      guard let value = try? sum(tally, types) else { return .tooLarge }
      return isWork && tally.unknownLayers > 0 ? .atLeast(value) : .count(value)
    case .ratio(let ratio, let decimals):
      guard let value = ratio(tally, types), !(isWork && tally.unknownLayers > 0) else { return .absent }
      return .decimal(value, decimals: decimals)
    case .counted(let counting, let value):
      guard let counted = tally.counted.first(where: { $0.counting == counting }) else { return .absent }
      return isWork && tally.unknownLayers > 0 ? .atLeast(counted[value]) : .count(counted[value])
    case .training(let sum):
      guard let training = tally.training else { return .absent }
      return Self.value(of: training, types, sum)
    case .axes, .network: return .absent
    }
  }

  private static func value(
    of tally: TrainingTally, _ types: ElementTypes,
    _ sum: (TrainingTally, ElementType) throws(Overflow) -> Int
  ) -> FigureValue {
    guard let value = try? sum(tally, types.activations) else { return .tooLarge }
    return tally.unknownLayers > 0 ? .atLeast(value) : .count(value)
  }

  /// The figure of a layer, or of what its positions see.
  public func value(of node: Node.ID, in analysis: Analysis, _ types: ElementTypes) -> FigureValue {
    switch rule {
    case .sum, .ratio, .counted: return value(of: analysis.tally(of: node), types)
    case .training(let sum):
      guard let training = analysis.training else { return .tooLarge }
      return Self.value(of: training.tally(of: node), types, sum)
    case .axes(let axis, let missing): return Self.value(of: analysis.layers[node].field, axis, missing)
    case .network: return .absent
    }
  }

  /// The figure of the whole network.
  public func value(of analysis: Analysis, _ types: ElementTypes) -> FigureValue {
    switch rule {
    case .sum, .ratio, .counted: return value(of: analysis.totals.tally, types)
    case .training(let sum):
      guard let training = analysis.training else { return .tooLarge }
      return Self.value(of: training.total, types, sum)
    case .axes(let axis, let missing):
      let graph = analysis.graph
      let last = graph.nodes.indices.last {
        graph.nodes[$0].shape.rank > 1 && !(graph.nodes[$0].isInput)
      }
      return last.map { Self.value(of: analysis.layers[$0].field, axis, missing) } ?? .whole
    case .network(let network): return network(analysis, types)
    }
  }

  private static func value(
    of field: ReceptiveField?, _ axis: (AxisField) -> Double?, _ missing: String
  ) -> FigureValue {
    switch field {
    case .axes(let axes)?: .axes(axes.map(axis), missing: missing)
    case .whole?: .whole
    case .unknown?, nil: .absent
    }
  }
}

extension Figure: Hashable {
  /// Whether both figures have the same name.
  public static func == (a: Figure, b: Figure) -> Bool { a.name == b.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Figure {
  /// What a claim can be about besides figures: the shape of an output.
  static let output = "output"

  /// Every name that a claim can begin with.
  public static var claimed: [String] {
    // A name with a colon is not a name in the language.
    all.flatMap { [$0.name, $0.alias].compactMap { $0 } }.filter { !$0.contains(":") } + [output]
  }
}
