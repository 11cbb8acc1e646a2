import ArchDiagnostics

/// Wordings of faults about layers and values used in each other's place.
extension LanguageFault {
  var callWording: Wording {
    switch self {
    case .boundArgument(let name, let owner, let value, let place):
      Wording(
        "bound-argument", "the argument `\(name)` of `\(owner)` is bound already",
        ["it was bound to \(value) \(place)"], help: "give it in one of the two places")
    case .callInExpression(let call, let name, let isShared):
      Wording(
        "call-in-expression", "`\(name)` cannot run in the middle of an expression",
        help: isShared
          ? "its value has a label, on a line before: `y: x -> \(name)`"
          : "a label names its value, on a line before: `y: \(call.utf8.count <= 60 ? call : "\(name)(…)")`")
    case .layerAsValue(let layer, let owner, let takesValues):
      Wording(
        "layer-as-value",
        takesValues
          ? "`\(owner)` takes values, and `\(layer)` is a layer"
          : "`\(owner)` takes no layer, and `\(layer)` is one",
        help: takesValues
          ? "a label names its value, on a line before: `y: \(layer)`, and then `\(owner)(y, …)`"
          : "layers follow each other by arrows: `\(layer) -> \(owner)`")
    case .weightsOfShared(let name, let layer, let areComputed):
      Wording(
        "weights-of-shared", "the shared layer `\(name)` cannot be given weights",
        help: areComputed
          ? "share a block: `block \(name)_block() { \(layer)(…) }` and `shared \(name): \(name)_block`"
          : "call `\(layer)(…)` without `shared` wherever it is used: given weights are the same each time")
    case .comparedValues(let left, let right, let isOrder):
      Wording(
        "compared-values", "values of layers are not known here, and cannot be compared",
        help: isOrder
          ? "`\(left).channels` and `.height` are numbers; `less(\(left), \(right))` compares the values when the network runs"
          : "`\(left).shape == \(right).shape` compares their shapes; `equal(\(left), \(right))` the values when the network runs"
      )
    case .notAMerge(let name, let isBlock):
      Wording(
        "not-a-merge", "`\(name)` does not merge branches",
        help: isBlock
          ? "what a block is to run is an argument of it: `\(name)(relu)`, `\(name)(conv(8, kernel: 3))`"
          : "`add { … }`, `concat { … }` and `multiply { … }` do")
    case .indexOutOfRange(let index, let count, let list):
      Wording(
        "index-out-of-range", "there is no element \(index)",
        [count == 0 ? "the list is empty" : "the list has elements 0 to \(count - 1)"],
        help: index < 0 && count > 0
          ? list.map { "elements are counted from the front: the last is `\($0)[\($0).count - 1]`" } : nil)
    default: Wording("wrong-type", "this cannot stand here")
    }
  }
}
