/// The meaning of numbers of a file that are added to attention scores.
enum KnownMask {
  /// Nothing: they are zeros.
  case nothing
  /// That a token sees only itself and those before it: the last query is at the last key.
  case causal

  /// The mask with numbers `[…, queries, keys]`, or `nil` if they are not such a mask.
  init?(_ numbers: [Double], _ shape: [Int]) {
    if numbers.allSatisfy({ $0 == 0 }) {
      self = .nothing
      return
    }
    guard shape.count >= 2, numbers.count == shape.reduce(1, *), !numbers.isEmpty else { return nil }
    let (queries, keys) = (shape[shape.count - 2], shape[shape.count - 1])
    guard keys >= queries else { return nil }
    for (index, number) in numbers.enumerated() {
      let (query, key) = (index / keys % queries, index % keys)
      // A masked score is as small as its type allows, or nearly so.
      guard key <= query + keys - queries ? number == 0 : number < -1e4 else { return nil }
    }
    self = .causal
  }
}
