import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// How a summary looks.
public struct SummaryOptions: Sendable {
  /// The columns, or `nil` for the usual ones.
  public var columns: [SummaryColumn]?
  /// Which rows there are.
  public var rows = RowChoice.layers
  /// The order of axes in shapes.
  public var layout = Layout.chw
  /// The type that elements are stored as.
  public var element = ElementTypes.float32
  /// The convention that work and parameters are counted by, or `nil` for ours.
  public var counting: Counting?

  /// The usual summary.
  public init() {}
}
