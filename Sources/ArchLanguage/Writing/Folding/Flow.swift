/// Statements of the folded text, before they are laid out on lines.
struct Flow {
  /// The name of the value at its end.
  var label: String?
  /// How many parts the label names, if it is for a split.
  var parts: Int?
  /// The value that it begins with, or `nil` for the current one.
  var start: String?
  var elements: [Element]

  /// How branches are combined.
  enum Join: Hashable {
    /// Side by side, as channels.
    case concatenation
    /// By the products of their elements: one gates the other.
    case product
    /// By the sums of their elements.
    case sum
    /// Otherwise.
    case other
  }

  /// A call of a block.
  struct BlockCall: Hashable {
    var name: String
    /// The arguments: the parameters' names, the texts, and whether the name is written.
    var arguments: [Argument] = []
    /// Whether the block is more than a layer with its activation.
    var isLarge: Bool
    /// The argument that determines the output, as written.
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

  /// How calls are grouped on lines.
  enum Weight {
    /// One that begins a group.
    case heavy
    /// One that follows another.
    case light
    /// One that belongs to the call before it.
    case close
  }

  /// The label of the value at its end, inside the braces of `frozen`.
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
    /// A call of a block; a large one has a line to itself.
    case block(BlockCall)
    /// A layer on branches.
    case merge(String, Join, [[Flow]])
    /// A loop: the text before its brace, and its body.
    case loop(String, [Flow])
    /// A separate statement.
    case line(String)
  }
}
