import ArchGraph

/// How a network was written with a library, if that changes what a tool counts.
package struct LibrarySpelling: Hashable, Sendable {
  /// A feature written otherwise than as the library's own layer.
  package enum Word: String, CaseIterable, Sendable {
    /// Activations as functions, such as `F.relu(x)`.
    case functionalActivations = "functional-activations"
    /// Poolings as functions, such as `F.adaptive_avg_pool2d(x, 1)`.
    case functionalPools = "functional-pools"
    /// Matrix products as `a @ b`, rather than as `torch.matmul(a, b)`.
    case operatorProducts = "operator-products"
    /// The softmax at the end of a network, as one of its layers; in PyTorch it is usually part of the loss.
    case outputSoftmax = "output-softmax"
    /// Attention as dense layers with a function between them, rather than as `nn.MultiheadAttention`.
    case splitAttention = "split-attention"
  }

  private var words: Set<Word> = []

  /// Layers wherever the library has one.
  package static let modules = LibrarySpelling()

  /// Layers wherever the library has one, except as the words say.
  package init(_ words: Word...) { self.words = Set(words) }

  /// Whether a feature is written otherwise.
  package subscript(word: Word) -> Bool {
    get { words.contains(word) }
    set { if newValue { words.insert(word) } else { words.remove(word) } }
  }

  /// The spellings besides plain layers that change what a convention counts for some network.
  package static func mattering(to convention: Convention) -> [LibrarySpelling] {
    guard case .library(_, let functions) = convention.rules else { return [] }
    var words: [Word] = [.splitAttention]
    if convention.habits.contains(.endsInLogits) { words.append(.outputSoftmax) }
    for kind in LibraryCall.Kind.allCases where functions[kind] != nil {
      for word in [Word.functionalActivations, .functionalPools, .operatorProducts]
      where !words.contains(word) && LibrarySpelling(word).isFunction(kind) {
        words.append(word)
      }
    }
    return words.map { LibrarySpelling($0) }
  }

  /// Whether a layer is written as a function.
  func isFunction(_ kind: LibraryCall.Kind) -> Bool {
    switch kind {
    case .maxPool, .averagePool, .adaptiveMaxPool, .adaptiveAveragePool: self[.functionalPools]
    case .matrixProduct: self[.operatorProducts]
    case .relu, .relu6, .leakyReLU, .prelu, .elu, .selu, .celu, .gelu, .tanhGELU, .silu, .mish, .softplus,
      .sigmoid,
      .hardSigmoid, .hardSwish, .tanh, .hardTanh, .logSigmoid, .softsign, .hardShrink, .softShrink, .softmax,
      .logSoftmax:
      self[.functionalActivations]
    default: false
    }
  }
}
