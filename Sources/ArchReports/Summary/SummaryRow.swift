import ArchAnalysis
import ArchGraph

/// One row of a layer table: a layer with what follows it in place, or a part of the network.
public struct SummaryRow: Sendable {
  /// The path of the layer or part.
  public var path: String
  /// What it is, in a few words.
  public var text: String
  /// The layers it stands for, in order.
  public var nodes: [Node.ID]
  /// The layer whose output shape and receptive field are shown.
  public var main: Node.ID
  /// What else must be said of it, where something must.
  public var note: String?
}
