import ArchONNX

/// An equation of Einstein's notation with a result that is written, such as `bij,bjk->bik`.
struct EinsumEquation {
  /// The letters of each factor's axes.
  let factors: [[Character]]
  /// The letters of the result's axes.
  let result: [Character]

  /// The equation of a step; nil where its result is implied, or where three points stand for axes.
  init?(_ step: FlatModel.Step) {
    guard let text = step.text("equation")?.filter({ $0 != " " }) else { return nil }
    let sides = text.split(separator: ">", omittingEmptySubsequences: false)
    guard sides.count == 2, sides[0].last == "-", !text.contains(".") else { return nil }
    factors = sides[0].dropLast().split(separator: ",", omittingEmptySubsequences: false).map(Array.init)
    result = Array(sides[1])
  }
}
