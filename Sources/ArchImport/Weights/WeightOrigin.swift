/// Where the numbers of a layer's tensor are in a model: parts of values, one after the other.
///
/// Our layers have their tensors in their own order: a matrix is transposed, gates are in a different order, or the
/// queries' rows are some of a packed matrix.
struct WeightOrigin {
  private(set) var pieces: [Piece]

  /// Some elements of a value of the model, in some order.
  struct Piece {
    /// The value, or `nil` for numbers stored here.
    var value: Int?
    /// The numbers, if they are stored here.
    var numbers: [Float] = []
    /// The index of the first element.
    var offset = 0
    /// The elements, by axes of the tensor: steps along each, the outermost first.
    var axes: [[StridedView.Steps]]

    /// How many there are.
    var count: Int { axes.joined().reduce(1) { $0 * $1.count } }
  }

  /// All of a value with these extents, in its order.
  init(_ value: Int, _ extents: [Int]) { self.init(value, extents, offset: 0) }

  /// A contiguous part of a value.
  init(_ value: Int, _ extents: [Int], offset: Int) {
    var stride = 1
    var axes: [[StridedView.Steps]] = []
    for extent in extents.reversed() {
      axes.append([.init(count: extent, stride: stride)])
      stride &*= extent
    }
    pieces = [Piece(value: value, offset: offset, axes: axes.reversed())]
  }

  /// Numbers that are known.
  init(numbers: [Float]) {
    pieces = [Piece(numbers: numbers, axes: [[.init(count: numbers.count, stride: 1)]])]
  }

  /// A matrix with its rows and columns exchanged.
  init(transposed value: Int, rows: Int, columns: Int) {
    pieces = [
      Piece(value: value, axes: [[.init(count: rows, stride: 1)], [.init(count: columns, stride: rows)]])
    ]
  }

  private init(_ pieces: [Piece]) { self.pieces = pieces }

  /// How many numbers there are.
  var count: Int { pieces.reduce(0) { $0 + $1.count } }

  /// Several tensors, one after the other, or `nil` if one is not known.
  static func joined(_ parts: [WeightOrigin?]) -> WeightOrigin? {
    var pieces: [Piece] = []
    for part in parts {
      guard let part else { return nil }
      pieces += part.pieces
    }
    return WeightOrigin(pieces)
  }

  /// Some of the rows, by steps along the first axis from `first` on, or `nil` if the rows are not evenly spaced.
  func rows(from first: Int, _ steps: [StridedView.Steps]) -> WeightOrigin? {
    guard pieces.count == 1, var piece = pieces.first, let rows = piece.axes.first else { return nil }
    guard rows.count <= 1 else { return nil }
    let stride = rows.first?.stride ?? 0
    piece.offset += first * stride
    piece.axes[0] = steps.map { .init(count: $0.count, stride: $0.stride * stride) }
    return WeightOrigin([piece])
  }

  /// The value that has exactly these numbers in this order, or `nil` if there is none.
  ///
  /// - Parameter entries: how many entries a value has.
  func whole(_ entries: (Int) -> Int) -> Int? {
    guard pieces.count == 1, let piece = pieces.first, let value = piece.value, piece.offset == 0,
      piece.count == entries(value)
    else { return nil }
    var stride = 1
    for steps in piece.axes.joined().reversed() where steps.count != 1 {
      guard steps.stride == stride else { return nil }
      stride *= steps.count
    }
    return value
  }
}
