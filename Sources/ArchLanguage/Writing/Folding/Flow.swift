/// Statements of the folded text, before they are laid out on lines.
struct Flow {
  /// The name of the value at its end.
  var label: String?
  /// How many parts the label names, where it is that of a split.
  var parts: Int?
  /// The value that it begins with; nil for the current one.
  var start: String?
  var elements: [Element]

  /// How branches come together.
  enum Join: Hashable {
    /// Side by side, as channels.
    case concatenation
    /// By the products of their elements: one is the gate of the other.
    case product
    /// By the sums of their elements.
    case sum
    /// Otherwise.
    case other
  }

  /// A call of a block.
  struct BlockCall: Hashable {
    var name: String
    /// The arguments: the parameters' names, what is written, and whether the name is.
    var arguments: [Argument] = []
    /// Whether the block is more than a layer with its activation.
    var isLarge: Bool
    /// The argument that says what comes out, as it is written.
    var output: String?

    struct Argument: Hashable {
      var name: String
      var text: String
      var isNamed: Bool
    }

    var text: String {
      let words = arguments.map { $0.isNamed ? "\($0.name): \($0.text)" : $0.text }
      return words.isEmpty ? name : "\(name)(\(words.joined(separator: ", ")))"
    }
  }

  /// How calls are put together on lines.
  enum Weight {
    /// One that begins a group.
    case heavy
    /// One that follows another.
    case light
    /// One that belongs to what is before it.
    case close
  }

  /// The label of the value at its end, which is inside the braces of `frozen`.
  var end: String? {
    get {
      if label == nil, case .loop("frozen", let body)? = elements.last { return body.last?.end }
      return label
    }
    set {
      guard case .loop("frozen", var body)? = elements.last, !body.isEmpty else { return label = newValue }
      body[body.count - 1].end = newValue
      elements[elements.count - 1] = .loop("frozen", body)
    }
  }

  /// One element of a chain.
  indirect enum Element {
    /// A call.
    case call(String, Weight)
    /// A call of a block; one that is large has a line of its own.
    case block(BlockCall)
    /// A layer on branches.
    case merge(String, Join, [[Flow]])
    /// A loop: what is before its brace, and its body.
    case loop(String, [Flow])
    /// A statement of its own.
    case line(String)
  }
}
