/// Measured figures of a trained network, as its file states them: no analysis can work them out.
public struct Published: Hashable, Sendable {
  /// Who measured it: a paper and its table, or the name of the weights.
  public var source: String
  /// The percentage of images whose class is the first guess.
  public var top1: Double?
  /// The percentage of images whose class is among the first five guesses.
  public var top5: Double?

  /// States published figures, as percentages.
  public init(source: String, top1: Double? = nil, top5: Double? = nil) {
    self.source = source
    self.top1 = top1
    self.top5 = top5
  }

  /// The figures by their names in the language.
  public static let figures: [(name: String, path: any WritableKeyPath<Published, Double?> & Sendable)] = [
    ("top1", \.top1), ("top5", \.top5),
  ]
}
