/// Why a node cannot be evaluated.
package enum Misuse: Error, Hashable, Sendable {
  /// It takes a value that nothing before it computes.
  case undefined(String)
  /// It gives a value whose name is already in use.
  case duplicate(String)
  /// It lacks an input.
  case missingInput(Int)
  /// It has the wrong number of outputs.
  case outputs(given: Int, wanted: Int)
  /// An attribute is missing or of another kind.
  case attribute(String)
  /// A number, of an attribute or an input, is out of range.
  case number(String, Int)
  /// A list, of an attribute or an input, has the wrong length.
  case count(String, given: Int, needed: Int)
  /// A text is not one that the attribute may have.
  case choice(String, String)
  /// An input has the wrong number of axes.
  case rank(input: Int, [Int], expected: String)
  /// Shapes do not fit each other.
  case shapes([[Int]])
  /// The number of entries would change.
  case elements(from: [Int], to: [Int])
  /// An axis is outside a tensor.
  case axis(Int, rank: Int)
  /// A window is larger than what it moves over.
  case window(kernel: Int, padded: Int)
  /// A shape or number is too large to be counted, or has too many axes.
  case tooLarge([Int])
  /// An output's extents are the numbers of this input, which are not known without running the model.
  case unknownNumbers(input: Int)
  /// An output's extents depend on numbers computed in a run.
  case dataDependent
  /// The branches of an unknown condition give different shapes.
  case branches([Int], [Int])
  /// How often a loop runs is not known.
  case unknownRounds
  /// Loops run too often, or functions make too many steps.
  case limit(String, Int)
  /// A function calls itself, or calls and graphs are too deep.
  case depth
  /// This form of the operator has no rule.
  case form(String)
}
