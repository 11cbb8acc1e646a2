import ArchGraph

extension Operator {
  /// The value of an argument, its default where the call leaves it out.
  func argument(_ name: String) -> ArgumentValue? {
    let signature = Self.signature
    return signature.index(of: name).flatMap { arguments[$0] ?? signature.arguments[$0].defaultValue }
  }

  /// The layer in the few words of a table, where it stands.
  func brief(from inputs: [Shape], to output: Shape) -> String {
    self is InputLayer ? "input" : brief(axes: (inputs.first ?? output).rank - 1)
  }

  /// Whether the layer is read as part of the one before it.
  ///
  /// - Parameter kinds: the kinds of layers that are; with any of them, so is flattening. An activation with weights
  ///   never is unless normalisations are.
  func isRead(after kinds: Set<Signature.Category>, hasWeights: Bool) -> Bool {
    let signature = Self.signature
    if signature.category == .activation, hasWeights { return kinds.contains(.normalisation) }
    return kinds.contains(signature.category) || (!kinds.isEmpty && signature.name == "flatten")
  }

  /// The layer in the few words of a table: `conv 64, 7x7, stride 2, padding 3`.
  ///
  /// - Parameter axes: the spatial axes that its window runs over.
  func brief(axes: Int, leavingOut omitted: Set<String> = []) -> String {
    var words: [String] = []
    for (argument, value) in zip(Self.signature.arguments, arguments) where !omitted.contains(argument.name) {
      guard let value, value != argument.defaultValue else { continue }
      switch (argument.name, value) {
      case ("kernel", .integer(let size)):
        words.append(Array(repeating: "\(size)", count: max(1, axes)).joined(separator: "x"))
      case ("kernel", .list(let sizes)): words.append(sizes.map(\.description).joined(separator: "x"))
      case (let name, .boolean(let isSet)):
        words.append(isSet ? Self.spaced(name) : "no \(Self.spaced(name))")
      case (let name, let value):
        words.append(argument.isPositional ? "\(value)" : "\(Self.spaced(name)) \(value)")
      }
    }
    return words.isEmpty ? name : "\(name) \(words.joined(separator: ", "))"
  }

  /// The layer as papers write it in a block: `3x3, 64, stride 2`, without padding and bias.
  ///
  /// - Parameter axes: the spatial axes that its window runs over.
  func terse(axes: Int) -> String {
    var words = brief(axes: axes, leavingOut: ["padding", "bias"]).split(separator: " ", maxSplits: 1)
    guard Self.signature.category == .convolution, words.count == 2, let operands = words.popLast() else {
      return words.joined(separator: " ")
    }
    // The window first, then the filters; a plain convolution needs no name.
    var parts = operands.split(separator: ", ", maxSplits: 2)
    if parts.count > 1, !parts[0].contains("x"), parts[1].contains("x") || axes == 1 { parts.swapAt(0, 1) }
    return (name == "conv" ? "" : name + " ") + parts.joined(separator: ", ")
  }

  private static func spaced(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }
}

/// Whether the channels of a map are written first or last.
public enum Layout: String, CaseIterable, Sendable {
  /// Channels, height, width, as PyTorch has it.
  case chw
  /// Height, width, channels, as TensorFlow has it.
  case hwc

  /// The extents of a shape in this order; only maps of channels over two or three axes have another order.
  public func dimensions(of shape: Shape) -> [Int] {
    self == .hwc && shape.rank >= 3 ? shape.dimensions.dropFirst() + [shape[0]] : shape.dimensions
  }

  /// Extents that were written in this order, with the channels first.
  public func channelsFirst(_ extents: [Int]) -> [Int] {
    guard self == .hwc, extents.count >= 3, let channels = extents.last else { return extents }
    return [channels] + extents.dropLast()
  }

  /// The extents of a tensor of weights: filters and channels first, or last and the other way round.
  func dimensions(ofWeights shape: Shape) -> [Int] {
    self == .hwc ? shape.dimensions.dropFirst(2) + shape.dimensions.prefix(2).reversed() : shape.dimensions
  }

  /// A shape as tables show it: `(28, 28, 8)`.
  public func text(_ shape: Shape) -> String {
    "(\(dimensions(of: shape).map(String.init).joined(separator: ", ")))"
  }
}
