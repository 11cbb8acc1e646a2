extension ONNX {
  /// The type of a tensor's entries: `TensorProto.DataType`.
  package enum ElementType: Int, Hashable, Sendable {
    case undefined = 0
    case float32, uint8, int8, uint16, int16, int32, int64, string, bool, float16, float64, uint32, uint64
    case complex64, complex128, bfloat16, float8E4M3FN, float8E4M3FNUZ, float8E5M2, float8E5M2FNUZ
    case uint4, int4, float4E2M1, float8E8M0, uint2, int2

    /// How many bits an entry has, or `nil` for texts and unknown types.
    package var bits: Int? {
      switch self {
      case .undefined, .string: nil
      case .uint8, .int8, .bool, .float8E4M3FN, .float8E4M3FNUZ, .float8E5M2, .float8E5M2FNUZ, .float8E8M0: 8
      case .uint16, .int16, .float16, .bfloat16: 16
      case .float32, .int32, .uint32: 32
      case .float64, .int64, .uint64, .complex64: 64
      case .complex128: 128
      case .uint4, .int4, .float4E2M1: 4
      case .uint2, .int2: 2
      }
    }

    /// Whether entries can be weights: real numbers, or integers of at most eight bits that represent them.
    package var canBeWeights: Bool { isFloat || bits.map { $0 <= 8 } ?? false && self != .bool }

    /// Whether entries are real numbers.
    package var isFloat: Bool {
      switch self {
      case .float32, .float16, .float64, .bfloat16, .float8E4M3FN, .float8E4M3FNUZ, .float8E5M2,
        .float8E5M2FNUZ, .float4E2M1, .float8E8M0:
        true
      default: false
      }
    }
  }

  /// A tensor whose numbers are in the file, beside it, or nowhere: `TensorProto`.
  package struct Tensor: Sendable {
    /// Its name.
    package var name: String
    /// Its extents; empty for a single number.
    package var dimensions: [Int]
    /// The type of its entries.
    package var type: ElementType
    /// Where its numbers are.
    package var data: Data

    /// Where numbers are.
    package enum Data: Sendable {
      /// Nowhere.
      case none
      /// In the file, little-endian, packed as `raw_data` declares.
      case raw(FileBytes)
      /// In the file, as the packed contents of one of the number fields.
      case packed(Field, FileBytes)
      /// Here, as integers.
      case integers([Int])
      /// Here, as real numbers.
      case floats([Double])
      /// Here, as texts.
      case strings([String])
      /// In another file.
      case external(location: String, offset: Int, length: Int?)
    }

    /// A number field.
    package enum Field: Sendable {
      /// `float_data`: four bytes each.
      case float
      /// `double_data`: eight bytes each.
      case double
      /// `int32_data`, `int64_data`, `uint64_data`: of varying length.
      case varint
    }

    /// A tensor.
    package init(
      _ name: String = "", _ type: ElementType = .undefined, _ dimensions: [Int] = [], _ data: Data = .none
    ) {
      self.name = name
      self.type = type
      self.dimensions = dimensions
      self.data = data
    }

    /// How many entries it has, or `nil` if the product of its extents is out of range.
    package var elementCount: Int? {
      var count = 1
      for extent in dimensions {
        let (product, overflow) = count.multipliedReportingOverflow(by: extent)
        guard !overflow, extent >= 0 else { return nil }
        count = product
      }
      return count
    }
  }
}
