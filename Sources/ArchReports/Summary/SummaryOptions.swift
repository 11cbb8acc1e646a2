import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// How a summary is to look.
public struct SummaryOptions: Sendable {
  /// The columns; nil for the usual ones.
  public var columns: [SummaryColumn]?
  /// What has a row of its own.
  public var rows = RowChoice.layers
  /// The order of axes in shapes.
  public var layout = Layout.chw
  /// The type that elements are stored as.
  public var element = ElementType.float32
  /// The convention that work and parameters are counted by; nil for ours.
  public var counting: Counting?

  /// The usual summary.
  public init() {}
}
