import ArchGraph

/// The boxes that a map of YOLO predicts (Redmon and Farhadi 2018).
public struct BoxDecode: Operator {
  /// The number of classes.
  public var classes: Int
  /// The number of boxes at each position.
  public var anchors: Int

  /// The boxes of a map, so many at each position.
  public init(_ classes: Int, anchors: Int) {
    self.classes = classes
    self.anchors = anchors
  }

  /// The name and the arguments.
  public static let signature = Signature(
    "box_decode", .postprocessing, "The boxes that a map of YOLOv3 predicts, one in each row.",
    arguments: [
      .positional("classes", .count(), "the number of classes"),
      .named("anchors", .count(), "the number of boxes at each position"),
    ],
    notes: [
      "`[anchors*(5 + classes), H, W]` becomes `[H*W*anchors, 5 + classes]`: centre, width and height in "
        + "parts of the image, the probability of an object, and that of each class.",
      "`x = (sigmoid(tx) + column)/W`, `y` likewise, `width = anchor_width*exp(tw)`, `height` likewise, and "
        + "the sigmoid of all others. Sizes of anchors are given, not learnt: they count as buffers.",
    ])

  /// Reads the arguments.
  public init(_ arguments: Arguments) throws(ArgumentFault) {
    classes = try arguments.integer("classes")
    anchors = try arguments.integer("anchors")
  }

  /// The arguments of the call.
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
    [Parameter("anchor_sizes", [Factor("anchors", anchors), Factor("sizes", 2)], role: .buffer)]
  }

  /// Of each box `3 + classes` logistic functions, two additions and divisions for the centre, two
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

  /// Not followed: rows are positions and anchors.
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

  /// Memory of its own.
  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let (height, width, values) = (shape[1], shape[2], 5 + classes)
    let boxes = height * width * anchors
    let out = try run.output([boxes, values])
    let sizes = try run.weight(0, [anchors, 2])
    var (logistics, exponentials) = (0, 0)
    for example in 0..<run.batch {
      let x = run.input(0) + example * run.elements(0)
      for box in 0..<boxes {
        let (anchor, column, row) = (box % anchors, box / anchors % width, box / anchors / width)
        let target = out + (example * boxes + box) * values
        for value in 0..<values {
          let t = x[((anchor * values + value) * height + row) * width + column]
          switch value {
          case 0: target[value] = (t.logistic() + Float(column)) / Float(width)
          case 1: target[value] = (t.logistic() + Float(row)) / Float(height)
          case 2, 3: target[value] = sizes[anchor * 2 + value - 2] * t.exponential()
          default: target[value] = t.logistic()
          }
        }
        logistics += values - 2
        exponentials += 2
      }
    }
    run.did(.additions, logistics + exponentials)
    run.did(.subtractions, logistics)
    run.did(.multiplications, exponentials)
    run.did(.divisions, logistics + exponentials)
    run.did(.exponentials, logistics + exponentials)
    run.did(.weightReads, run.weightElements)
    run.didCopy(run.batch * boxes * values)
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm(
      module: .call(
        "BoxDecode",
        [.position("classes", PyTorchLiteral(classes)), .position("anchors", PyTorchLiteral(anchors))]),
      definitions: [.boxDecode])
  }

  /// One box and several at each position.
  public static let specimens = [
    Specimen(BoxDecode(2, anchors: 3), on: [21, 2, 3]), Specimen(BoxDecode(1, anchors: 1), on: [6, 1, 1]),
    Specimen(BoxDecode(4, anchors: 2), on: [18, 3, 2]),
  ]
}

extension PyTorchDefinition {
  static let boxDecode = PyTorchDefinition(
    "BoxDecode",
    """
    class BoxDecode(nn.Module):
        \"\"\"The boxes that a map of YOLOv3 predicts: centre, size, the probability of an object and of each class.\"\"\"

        def __init__(self, classes, anchors):
            super().__init__()
            self.classes = classes
            # The sizes of the anchors in parts of the image; they are given, not learnt.
            self.register_buffer("anchor_sizes", torch.ones(anchors, 2))

        def forward(self, x):
            batch, _, height, width = x.shape
            x = x.unflatten(1, (-1, 5 + self.classes)).permute(0, 3, 4, 1, 2)
            columns = torch.arange(width, device=x.device).view(1, 1, width, 1)
            rows = torch.arange(height, device=x.device).view(1, height, 1, 1)
            centre_x = (torch.sigmoid(x[..., 0]) + columns) / width
            centre_y = (torch.sigmoid(x[..., 1]) + rows) / height
            sizes = self.anchor_sizes * torch.exp(x[..., 2:4])
            boxes = torch.cat([centre_x.unsqueeze(-1), centre_y.unsqueeze(-1), sizes, torch.sigmoid(x[..., 4:])], dim=-1)
            return boxes.reshape(batch, -1, 5 + self.classes)
    """)
}
