import ArchGraph

/// The boxes that a YOLO map predicts (Redmon and Farhadi 2018).
public struct BoxDecode: Operator {
  /// The number of classes.
  public var classes: Int

  /// The number of boxes at each position.
  public var anchors: Int

  /// The boxes of a map, this many at each position.
  public init(_ classes: Int, anchors: Int) {
    self.classes = classes
    self.anchors = anchors
  }

  public static let signature = Signature(
    "box_decode", .postprocessing, "The boxes predicted by a YOLOv3 map, one per row.",
    arguments: [
      .positional("classes", .count(), "the number of classes"),
      .named("anchors", .count(), "the number of boxes at each position"),
    ],
    notes: [
      "`[anchors*(5 + classes), H, W]` becomes `[H*W*anchors, 5 + classes]`: centre, width and height in "
        + "fractions of the image, the probability of an object, and that of each class.",
      "`x = (sigmoid(tx) + column)/W`, `y` likewise, `width = anchor_width*exp(tw)`, `height` likewise, and "
        + "the sigmoid of all others. The sizes of anchors are given, not learnt: they count as buffers.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    classes = try arguments.integer("classes")
    anchors = try arguments.integer("anchors")
  }

  public var arguments: [ArgumentValue?] { [.integer(classes), .integer(anchors)] }

  /// `[anchors*(5 + classes), H, W]` becomes `[H*W*anchors, 5 + classes]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try single(inputs)
    guard input.rank == 3 else {
      throw .rank(expected: "a map of channels, height and width, such as 255 x 13 x 13", found: input)
    }
    let values = CheckedInteger(5) + CheckedInteger(classes)
    guard let needed = (CheckedInteger(anchors) * values).value else { throw .tooLarge([anchors, classes]) }
    guard input[0] == needed else {
      throw .range(
        what: "the number of channels", value: "\(input[0])",
        allowed: "\(anchors) boxes of 5 + \(classes) values need \(needed)")
    }
    return .extents([
      try Extent(.product([.named("in_height", input[1]), .named("in_width", input[2]), anchorCount])),
      try Extent(.sum([.literal(5), .named("classes", classes)])),
    ])
  }

  private var anchorCount: Formula { .named("anchors", anchors) }

  /// The buffer `anchor_sizes [anchors, 2]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [
      Parameter(
        "anchor_sizes", [Factor("anchors", anchors), Factor("sizes", 2)], use: .positive, role: .buffer)
    ]
  }

  /// For each box `3 + classes` logistic functions, two additions and divisions for the centre, two
  /// exponentials and multiplications for the size.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let boxes = [
      Factor("in_height", inputs[0][1]), Factor("in_width", inputs[0][2]), Factor("anchors", anchors),
    ]
    let logistics = Count([Factor("logistics", output[1] - 2)], boxes)
    let each = Count([Factor("coordinates", 2)], boxes)
    var work = Work()
    work[.additions] = logistics + each
    work[.subtractions] = logistics
    work[.multiplications] = each
    work[.divisions] = logistics + each
    work[.exponentials] = logistics + each
    work[.weightReads] = parameters(of: inputs).count(.buffer)
    work[.activationReads] = Count([Factor("values", output[1])], boxes)
    work[.writes] = Count([Factor("values", output[1])], boxes)
    return work
  }

  /// Not tracked: rows are positions and anchors.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .unknown }

  /// The centre `((σ(tx) + column)/W, (σ(ty) + row)/H)`, the size `(pw*exp(tw), ph*exp(th))`, and `σ` of the
  /// rest; channel `a*(5 + classes) + i` is value `i` of anchor `a`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let (height, width) = (inputs[0].shape[1], inputs[0].shape[2])
    return Tensor(output) { position in
      let (box, value) = (position[0], position[1])
      let (anchor, column) = (box % anchors, box / anchors % width)
      let row = box / anchors / width
      let t = inputs[0][[anchor * (5 + classes) + value, row, column]]
      switch value {
      case 0: return (t.logistic() + N(Float(column))) / N(Float(width))
      case 1: return (t.logistic() + N(Float(row))) / N(Float(height))
      case 2, 3: return weights[0][[anchor, value - 2]] * t.exponential()
      default: return t.logistic()
      }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .unknown, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One box and several at each position.
  public static let specimens = [
    Specimen(BoxDecode(2, anchors: 3), on: [21, 2, 3]), Specimen(BoxDecode(1, anchors: 1), on: [6, 1, 1]),
    Specimen(BoxDecode(4, anchors: 2), on: [18, 3, 2]),
  ]
}
