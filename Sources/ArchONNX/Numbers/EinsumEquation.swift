/// An equation of Einstein's notation with a result that is written, such as `bij,bjk->bik`.
public struct EinsumEquation {
  /// The letters of each factor's axes.
  public let factors: [[Character]]
  /// The letters of the result's axes.
  public let result: [Character]

  /// An equation; nil where its result is implied, or where three points stand for axes.
  public init?(_ text: String) {
    let text = text.filter { $0 != " " }
    let sides = text.split(separator: ">", omittingEmptySubsequences: false)
    guard sides.count == 2, sides[0].last == "-", !text.contains(".") else { return nil }
    factors = sides[0].dropLast().split(separator: ",", omittingEmptySubsequences: false).map(Array.init)
    result = Array(sides[1])
  }
}
