import ArchGraph

/// What a kernel found when it ran that contradicts the rules of its operator.
public enum KernelFault: Error, Hashable, Sendable {
  /// It produces another shape than the rule predicts.
  case shape(produced: Shape, predicted: Shape)
  /// It needs a tensor of weights other than the one that the rule provides, or `nil` if there is none.
  case weight(index: Int, needed: Shape, provided: Shape?)
  /// It cannot overwrite the input in whose place the rule of placement puts its output.
  case overlap(input: Int)
  /// It would need working memory for so many numbers.
  case tooLarge(elements: Int)
  /// There is no way to run it.
  case unsupported(String)

  /// Whether it says only that the layer cannot be run here, and nothing about its rules.
  package var isRefusal: Bool {
    switch self {
    case .tooLarge, .unsupported: true
    case .shape, .weight, .overlap: false
    }
  }
}
