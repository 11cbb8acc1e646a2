import ArchGraph
import ArchOperators

/// What merges and functions of elements do not take, and values that are too large to be looked through.
enum ArithmeticRefusals {
  static let misfits: [Refusal] = [
    Refusal(Multiply(), on: [[2, 3, 4], [3]], .shapes([[2, 3, 4], [3]], except: nil)),
    Refusal(Multiply(), on: [[2, 3, 4], [2, 3, 2]], .shapes([[2, 3, 4], [2, 3, 2]], except: nil)),
    Refusal(Multiply(), on: [[2, 3, 4], [2, 3]], .alignment([2, 3], with: [2, 3, 4], fitsLast: false)),
    Refusal(Multiply(), on: [[4, 4], [4, 4, 4]], .alignment([4, 4], with: [4, 4, 4], fitsLast: true)),
    Refusal(Multiply(), on: [[2, 1, 1], [3, 3, 4]], .shapes([[2, 1, 1], [3, 3, 4]], except: nil)),
    Refusal(Add(), on: [[2, 3, 4], [2]], .alignment([2], with: [2, 3, 4], fitsLast: false)),
    Refusal(Add(), on: [[6], [6, 6]], .alignment([6], with: [6, 6], fitsLast: true)),
    Refusal(Add(), on: [[6], [6, 1, 1]], .alignment([6], with: [6, 1, 1], fitsLast: true)),
    Refusal(Add(), on: [[2, 4, 4], [1, 4]], .alignment([1, 4], with: [2, 4, 4], fitsLast: true)),
    Refusal(Add(), on: [[2, 4], [4], [2, 3]], .shapes([[2, 4], [4], [2, 3]], except: nil)),
    Refusal(Add(), on: [[2, 1], [3], [4]], .shapes([[2, 1], [3], [4]], except: nil)),
    Refusal(Divide(), on: [[2, 3, 4], [2]], .alignment([2], with: [2, 3, 4], fitsLast: false)),
    Refusal(Minimum(), on: [[2], [2], [3]], .shapes([[2], [2], [3]], except: nil)),
    Refusal(Less(), on: [[4, 4], [4]], .alignment([4], with: [4, 4], fitsLast: true)),
    Refusal(Equal(), on: [[2, 3], [3, 2]], .shapes([[2, 3], [3, 2]], except: nil)),
    Refusal(Where(), on: [[2], [2, 3], [2, 3]], .alignment([2], with: [2, 3], fitsLast: false)),
    Refusal(Where(), on: [[2, 3], [2, 3], [2, 4]], .shapes([[2, 3], [2, 3], [2, 4]], except: nil)),
    Refusal(Subtract(), on: [[2, 3], [3, 2]], .shapes([[2, 3], [3, 2]], except: nil)),
    Refusal(AbsDifference(), on: [[2], [2, 1]], .alignment([2], with: [2, 1], fitsLast: true)),
    Refusal(Maximum(), on: [[2], [2], [3]], .shapes([[2], [2], [3]], except: nil)),
    Refusal(Average(), on: [[2], [2], [3]], .shapes([[2], [2], [3]], except: nil)),
  ]

  static let faults: [(String, [ArgumentValue?], String)] = [
    ("clamp", [nil, nil], "min"), ("clamp", [1, 0.5], "max"), ("clamp", ["low", nil], "min"),
    ("hard_tanh", [2, nil], "max"), ("hard_tanh", [nil, -1.5], "max"), ("celu", [0], "alpha"),
    ("celu", [-1], "alpha"), ("hard_shrink", [-0.5], "lambda"), ("soft_shrink", [-0.5], "lambda"),
    ("power", [nil], "exponent"), ("threshold", [1, nil], "value"), ("affine", [true, nil], "factor"),
  ]

  private static let large = ElementRefusals.large

  static let giants: [Giant] = [
    Giant(Multiply(), on: [[large], [large, 2048, 2048]], gives: [large, 2048, 2048]),
    Giant(Add(), on: [[1, large, 1], [large]], gives: [1, large, large]),
    Giant(Add(), on: [[large, 1, 2048], [large, 2048, 1]], gives: [large, 2048, 2048]),
    Giant(Where(), on: [[large, 1], [1, 2048], [1]], gives: [large, 2048]),
    Giant(Less(), on: [[2048], [large, 2048]], gives: [large, 2048]),
    Giant(Affine(offset: 1), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
    Giant(Subtract(), on: [[large, 2048], [large, 2048]], gives: [large, 2048]),
    Giant(AbsDifference(), on: [[large, 2048], [large, 2048]], gives: [large, 2048]),
    Giant(Maximum(), on: [[large, 2048], [large, 2048]], gives: [large, 2048]),
    Giant(Average(), on: [[large, 2048], [large, 2048]], gives: [large, 2048]),
  ]
}
