/// A part of a network with a name: a call of a block, a labelled chain, a branch.
public struct Scope: Sendable {
  /// The scope around it; nil for the network.
  public let parent: Int?
  /// Its name in that scope.
  public let name: String
  /// How many others of that name precede it there.
  public let ordinal: Int
  /// The block whose call it is; nil for other parts.
  public let block: String?
  /// The first node after it; nil until it is left.
  ///
  /// Whatever follows in a labelled chain has only the path of the scope.
  public internal(set) var end: Node.ID?
  /// How often each name occurs in it.
  var names = NameCounts()
}
