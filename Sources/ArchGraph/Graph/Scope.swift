/// A named part of a network: a call of a block, a labelled chain, a branch.
public struct Scope: Sendable {
  /// The scope around it, or `nil` for the network.
  public let parent: Int?
  /// Its name in that scope.
  public let name: String
  /// How many others of that name precede it there.
  public let ordinal: Int
  /// The block that it is a call of, or `nil` for other parts.
  public let block: String?
  /// The first node after it, or `nil` until it is left.
  ///
  /// Whatever follows in a labelled chain has only the path of the scope.
  public internal(set) var end: Node.ID?
  /// How often each name occurs in it.
  var names = NameCounts()
}
