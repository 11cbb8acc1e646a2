import ArchAnalysis
import ArchDocuments

/// The columns that a layer table can have.
public typealias SummaryColumn = Column<LayerWords>

/// The columns of a layer table besides figures.
public enum LayerWords: String, TableWords {
  /// The path of the layer.
  case layer
  /// The operator with its arguments.
  case `operator`
  /// The shape of the first input.
  case input
  /// The shape of the output.
  case output
  /// The elements of the output of one example.
  case size
  /// The shape of the weights of the layer.
  case weights
  /// The share of all multiply-adds.
  case share

  /// The names of all columns; every command line asks for them, so nothing generic computes them.
  public static let names = allCases.map { $0.rawValue } + Figure.all.filter { has($0) }.map { $0.name }

  /// The heading, and how the column shrinks if there is little room.
  public var heading: Table.Column {
    switch self {
    case .layer: .init("layer", .left, mayShrink: true, keepsEnd: true)
    case .operator: .init("operator", .left, mayShrink: true, sacrifice: 4)
    case .input: .init("input", .left, sacrifice: 7)
    case .output: .init("output", .left, sacrifice: 1)
    case .weights: .init("weights", .left, sacrifice: 8)
    case .size: .init("size", sacrifice: 6)
    case .share: .init("share", sacrifice: 8)
    }
  }

  /// Figures that each layer has.
  public static func has(_ figure: Figure) -> Bool { figure.isOfLayers }
}

extension SummaryColumn {
  /// The columns unless the user chooses.
  public static let standard: [SummaryColumn] = [
    .words(.layer), .words(.operator), .words(.output), .words(.size), .figure(.parameters),
    .figure(.multiplyAdds),
    .figure(.field),
  ]
}
