import ArchGraph

/// The best boxes, without those that overlap a better one.
public struct NonMaximumSuppression: Operator {
  /// The number of boxes to keep.
  public var most: Int

  /// The share of overlap from which the weaker of two boxes is removed.
  public var overlap: Double

  /// At most this many boxes.
  public init(_ most: Int, overlap: Double = 0.5) {
    self.most = most
    self.overlap = overlap
  }

  public static let signature = Signature(
    "non_maximum_suppression", .postprocessing, "The best boxes, without those that overlap a better one.",
    arguments: [
      .positional("most", .count(), "the number of boxes to keep"),
      .named(
        "overlap", .decimal(0...1), default: 0.5,
        "the overlap (intersection over union) at which the weaker of two boxes is dropped"),
    ],
    notes: [
      "`[N, F]` becomes `[most, F]`. A row is centre, width, height, the score, and anything else, as "
        + "`box_decode` makes it; rows without a remaining box are zero.",
      "Its work depends on the image and is not in any total: how many boxes are compared depends on how many are left.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    most = try arguments.integer("most")
    overlap = try arguments.decimal("overlap")
  }

  public var arguments: [ArgumentValue?] { [.integer(most), .init(overlap)] }

  /// `[N, F]` becomes `[most, F]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try single(inputs)
    guard input.rank == 2, input[1] >= 5 else {
      throw .rank(expected: "boxes of at least 5 values, such as 10647 x 85", found: input)
    }
    return .extents([Extent("most", most), Extent("in_values", input[1])])
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// Not known before the data is.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    .unknown("how many boxes are compared depends on how many the image leaves")
  }

  /// Not tracked: the order of boxes depends on the data.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .unknown }

  /// Takes the box with the highest score, `most` times; each time the boxes that overlap it are removed.
  ///
  /// Without branches: a removed box has the score 0, which is lower than any that counts.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let boxes = inputs[0].rows(ofMatrix: [])
    var scores = boxes.map { $0[4] }
    var kept: [N] = []
    for _ in 0..<most {
      var best = boxes[0].map { _ in N(0) }
      var highest = N(0)
      for (box, score) in zip(boxes, scores) {
        best = zip(box, best).map { N.ifNegative(highest - score, $0, else: $1) }
        highest = N.maximum(score, highest)
      }
      kept += best
      for (index, box) in boxes.enumerated() {
        let shared = Self.common(box, best, 0) * Self.common(box, best, 1)
        let union = box[2] * box[3] + best[2] * best[3] - shared
        // Compared without dividing: `shared >= overlap*union` is an overlap of at least that share.
        scores[index] = N.ifNegative(shared - N(Float(overlap)) * union, scores[index], else: N(0))
      }
    }
    return Tensor(output, kept)
  }

  /// The length on an axis that two boxes share.
  private static func common<N: Number>(_ a: [N], _ b: [N], _ axis: Int) -> N {
    let half = N(0.5)
    let end = N.minimum(a[axis] + half * a[axis + 2], b[axis] + half * b[axis + 2])
    let start = N.maximum(a[axis] - half * a[axis + 2], b[axis] - half * b[axis + 2])
    return N.maximum(end - start, N(0))
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .kept, axes: .unknown, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Fewer boxes than there are, and more.
  public static let specimens = [
    Specimen(NonMaximumSuppression(2), on: [6, 7]),
    Specimen(NonMaximumSuppression(4, overlap: 0.7), on: [3, 5]),
  ]
}
