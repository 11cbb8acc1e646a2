import ArchGraph

extension Operator {
  /// The value of an argument, or its default if the call leaves it out.
  func argument(_ name: String) -> ArgumentValue? {
    let signature = Self.signature
    return signature.index(of: name).flatMap { arguments[$0] ?? signature.arguments[$0].standing }
  }

  /// The layer in the few words of a table, for its input and output shapes.
  func brief(from inputs: [Shape], to output: Shape) -> String {
    self is InputLayer ? "input" : brief(axes: (inputs.first ?? output).rank - 1)
  }

  /// Whether the layer is folded into the one before it.
  ///
  /// - Parameter kinds: the kinds of layers that are folded; with any of them, flattening is too. An activation with
  ///   weights is not, unless normalisations are.
  package func isRead(after kinds: Set<Traits.Part>, hasWeights: Bool) -> Bool {
    let part = traits.part
    if part == .activation, hasWeights { return kinds.contains(.normalisation) }
    return kinds.contains(part) || (!kinds.isEmpty && part == .flattening)
  }

  /// The layer in the few words of a table: `conv 64, 7x7, stride 2, padding 3`.
  ///
  /// - Parameter axes: the spatial axes that its window runs over.
  func brief(axes: Int) -> String {
    let words = words(axes: axes).map(\.text)
    return words.isEmpty ? name : "\(name) \(words.joined(separator: ", "))"
  }

  /// The layer as papers write it in a block: `3x3, 64, stride 2`, the window first and without details such as
  /// padding.
  ///
  /// - Parameter axes: the spatial axes that its window runs over.
  func terse(axes: Int) -> String {
    var words = words(axes: axes).filter { $0.place != .detail }
    let window = words.firstIndex { $0.place == .window }
    if let window { words.insert(words.remove(at: window), at: 0) }
    // Plain filters need no name.
    let isPlain = window != nil && traits.filters?.groups != nil
    let operands = words.map(\.text).joined(separator: ", ")
    return isPlain ? operands : operands.isEmpty ? name : "\(name) \(operands)"
  }

  /// The arguments that differ from their defaults, as tables write them.
  private func words(axes: Int) -> [(text: String, place: Signature.Argument.Place?)] {
    zip(Self.signature.arguments, arguments).compactMap { argument, value in
      guard let value, value != argument.standing else { return nil }
      let text =
        switch (argument.place, value) {
        case (.window, .integer(let size)):
          Array(repeating: "\(size)", count: max(1, axes)).joined(separator: "x")
        case (.window, .list(let sizes)): sizes.map(\.description).joined(separator: "x")
        case (_, .boolean(let isSet)): isSet ? Self.spaced(argument.name) : "no \(Self.spaced(argument.name))"
        default: argument.isPositional ? "\(value)" : "\(Self.spaced(argument.name)) \(value)"
        }
      return (text, argument.place)
    }
  }

  private static func spaced(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }
}

extension Signature.Argument {
  /// The value of an argument that the call leaves out: its default, or the number that the call would have written
  /// instead of words.
  fileprivate var standing: ArgumentValue? {
    defaultValue ?? otherwise.flatMap { Int($0) }.map { .integer($0) }
  }
}
