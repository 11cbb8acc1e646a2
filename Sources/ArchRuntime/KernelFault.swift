import ArchGraph

/// What a kernel found when it ran that the rules of its operator had not said.
public enum KernelFault: Error, Hashable, Sendable {
  /// It produces another shape than the rule predicts.
  case shape(produced: Shape, predicted: Shape)
  /// It needs another tensor of weights than the rule provides; nil where there is none.
  case weight(index: Int, needed: Shape, provided: Shape?)
  /// It cannot write over the input that the rule of placement puts its output on.
  case overlap(input: Int)
  /// It would need working memory for so many numbers.
  case tooLarge(elements: Int)
  /// There is no way to run it.
  case unsupported(String)

  /// Whether it says only that the layer cannot be run here, and nothing of its rules.
  package var isRefusal: Bool {
    switch self {
    case .tooLarge, .unsupported: true
    case .shape, .weight, .overlap: false
    }
  }
}
