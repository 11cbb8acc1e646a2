/// The columns that a layer table can have.
public enum SummaryColumn: String, TableColumn {
  /// The path of the layer.
  case layer
  /// The operator with its arguments.
  case `operator`
  /// The shape of the first input.
  case input
  /// The shape of the output.
  case output
  /// The elements of the output of one example.
  case size
  /// The shape of the weights of the layer.
  case weights
  /// Parameters.
  case params
  /// Parameters that are learnt.
  case trainable
  /// Parameters that are kept, but not learnt.
  case buffers
  /// The bytes of the parameters.
  case bytes
  /// Multiply-adds.
  case macs
  /// All arithmetic operations.
  case flops
  /// The share of all multiply-adds.
  case share
  /// The size of the receptive field.
  case field
  /// The stride of the receptive field.
  case stride
  /// Where the first position's receptive field begins.
  case offset

  /// What stands in tables unless the user chooses.
  public static let standard: [SummaryColumn] = [.layer, .operator, .output, .size, .params, .macs, .field]

  /// The heading, and how the column gives way where there is little room.
  public var heading: Table.Column {
    switch self {
    case .layer: .init("layer", .left, mayShrink: true, keepsEnd: true)
    case .operator: .init("operator", .left, mayShrink: true, sacrifice: 4)
    case .input: .init("input", .left, sacrifice: 7)
    case .output: .init("output", .left, sacrifice: 1)
    case .weights: .init("weights", .left, sacrifice: 8)
    case .size: .init("size", sacrifice: 6)
    case .params: .init("parameters")
    case .trainable: .init("trainable", sacrifice: 3)
    case .buffers: .init("buffers", sacrifice: 8)
    case .bytes: .init("bytes", sacrifice: 9)
    case .macs: .init("multiply-adds", sacrifice: 2)
    case .flops: .init("FLOPs", sacrifice: 7)
    case .share: .init("share", sacrifice: 8)
    case .field: .init("field", sacrifice: 5)
    case .stride: .init("stride", sacrifice: 9)
    case .offset: .init("offset", sacrifice: 10)
    }
  }
}
