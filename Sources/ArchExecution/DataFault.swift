import ArchDiagnostics

/// Why given numbers do not suit a network.
package enum DataFault: Error, Hashable, Sendable {
  /// The document, or a part of it, is not an object.
  case notAnObject(String?)
  /// A part that is neither inputs nor weights.
  case unknownPart(String)
  /// A name that occurs twice.
  case twice(String)
  /// The network has no input or weight with that name; it has these.
  case unknown(String, isInput: Bool, names: [String])
  /// A tensor with the wrong shape.
  case shape(of: String, given: [Int], needed: [Int])
  /// An array whose length differs from those beside it, or `nil` if it is not an array.
  case uneven(of: String, at: [Int], given: Int?, needed: Int)
  /// Something other than a number.
  case noNumber(of: String, at: [Int])
  /// A number beyond the range of 32-bit numbers.
  case tooLarge(of: String, at: [Int])
  /// A number that is not a token.
  case noToken(of: String, number: Float, vocabulary: Int?)

  /// The fault, with advice on what to do about it.
  package var diagnostic: Diagnostic {
    let (title, help) = wording
    return Diagnostic("data", title, at: .unknown, help: help)
  }

  private var wording: (title: String, help: String?) {
    let form = "{\"inputs\": {\"image\": [[1, 2], [3, 4]]}, \"weights\": {\"conv.weight\": [[1]]}}"
    switch self {
    case .notAnObject(nil): return ("the data is not an object", "write \(form)")
    case .notAnObject(let part?): return ("`\(part)` is not an object", "write \(form)")
    case .unknownPart(let name):
      return ("the data has `inputs` and `weights`, but no `\(name)`", "write \(form)")
    case .twice(let name): return ("`\(name)` is given twice in the data", nil)
    case .unknown(let name, let isInput, let names):
      let what = isInput ? "input" : "weight"
      let help =
        Spelling.question(for: name, among: names)
        ?? (names.isEmpty ? "it has none" : "it has \(Spelling.list(Array(names.prefix(8))))")
      return ("the network has no \(what) `\(name)`", help)
    case .shape(let name, let given, let needed):
      let help =
        needed.first == 1 && needed.count > 1
        ? "axes of 1 at the front may be left out" : "nested arrays, the first axis outermost"
      return (
        "`\(name)` is \(Self.text(needed)), but the data has \(given.isEmpty ? "one number" : Self.text(given))",
        help
      )
    case .uneven(let name, let place, let given, let needed):
      let what = given.map { "has \($0) \($0 == 1 ? "element" : "elements")" } ?? "is not an array"
      return ("`\(name)\(Self.index(place))` \(what), but those before it have \(needed)", nil)
    case .noNumber(let name, let place): return ("`\(name)\(Self.index(place))` is not a number", nil)
    case .tooLarge(let name, let place):
      return ("`\(name)\(Self.index(place))` is beyond the range of 32-bit numbers", nil)
    case .noToken(let name, let number, let vocabulary):
      return (
        "`\(name)` has \(number), which is not a token",
        vocabulary.map { "tokens are whole numbers from 0 to \($0 - 1)" } ?? "tokens are whole numbers from 0"
      )
    }
  }

  private static func text(_ extents: [Int]) -> String {
    extents.isEmpty ? "one number" : extents.map(String.init).joined(separator: " x ")
  }

  private static func index(_ place: [Int]) -> String { place.map { "[\($0)]" }.joined() }
}
