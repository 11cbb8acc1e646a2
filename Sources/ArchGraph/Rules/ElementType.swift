/// The type that weights and activations are stored as.
public enum ElementType: String, CaseIterable, Sendable {
  /// Double precision.
  case float64
  /// Single precision, the default everywhere.
  case float32
  /// Half precision.
  case float16
  /// Half precision with the range of single precision.
  case bfloat16
  /// Eight bits of floating point, in either of the usual formats.
  case float8
  /// Bytes, as quantised networks use them.
  case int8
  /// Four bits, two elements in a byte, without scales.
  case int4
  /// GPTQ's and AWQ's: four bits, and for each group of 128 a scale of 16 bits and a zero point of 4.
  case int4Groups = "int4_g128"
  /// bitsandbytes' NormalFloat: four bits, and for each block of 64 a scale of 32 bits.
  case nf4
  /// Four bits of floating point, and for each block of 32 a scale of 8 bits (OCP microscaling).
  case mxfp4
  /// Eight bits of floating point, and for each block of 32 a scale of 8 bits (OCP microscaling).
  case mxfp8
  /// Four bits of floating point, and for each block of 16 a scale of 8 bits (NVIDIA's).
  case nvfp4
  /// llama.cpp's blocks of 32 with one scale: 4 bits for each element.
  case q4_0
  /// llama.cpp's blocks of 32 with a scale and a minimum: 4 bits for each element.
  case q4_1
  /// llama.cpp's blocks of 32 with one scale: 5 bits for each element.
  case q5_0
  /// llama.cpp's blocks of 32 with a scale and a minimum: 5 bits for each element.
  case q5_1
  /// llama.cpp's blocks of 32 with one scale: 8 bits for each element.
  case q8_0
  /// llama.cpp's blocks of 256 with scales of their own parts: 2 bits for each element.
  case q2_k
  /// llama.cpp's blocks of 256 with scales of their own parts: 3 bits for each element.
  case q3_k
  /// llama.cpp's blocks of 256 with scales of their own parts: 4 bits for each element.
  case q4_k
  /// llama.cpp's blocks of 256 with scales of their own parts: 5 bits for each element.
  case q5_k
  /// llama.cpp's blocks of 256 with scales of their own parts: 6 bits for each element.
  case q6_k

  /// The smallest number of elements that takes whole bytes, and these bytes, scales included.
  ///
  /// Those of llama.cpp are the sizes of its block structures, `GGML_QUANT_SIZES` in the package gguf.
  public var block: (elements: Int, bytes: Int) {
    switch self {
    case .float64: (1, 8)
    case .float32: (1, 4)
    case .float16, .bfloat16: (1, 2)
    case .float8, .int8: (1, 1)
    case .int4: (2, 1)
    case .int4Groups: (256, 133)
    case .nf4: (64, 36)
    case .mxfp4: (32, 17)
    case .mxfp8: (32, 33)
    case .nvfp4: (16, 9)
    case .q4_0: (32, 18)
    case .q4_1: (32, 20)
    case .q5_0: (32, 22)
    case .q5_1: (32, 24)
    case .q8_0: (32, 34)
    case .q2_k: (256, 84)
    case .q3_k: (256, 110)
    case .q4_k: (256, 144)
    case .q5_k: (256, 176)
    case .q6_k: (256, 210)
    }
  }

  /// Whether elements have scales in common.
  ///
  /// Such types are for weights with two axes or more: biases and the factors of norms stay as they are.
  public var hasScales: Bool { block.elements > 2 }

  /// The type of the vectors among weights of this type, or `nil` for that of the activations: llama.cpp keeps them in
  /// single precision.
  public var vectors: ElementType? {
    switch self {
    case .q4_0, .q4_1, .q5_0, .q5_1, .q8_0, .q2_k, .q3_k, .q4_k, .q5_k, .q6_k: .float32
    case .int4Groups, .nf4, .mxfp4, .mxfp8, .nvfp4: nil
    default: self
    }
  }

  /// The bytes of one element, scales included: half a byte if a byte holds two.
  public var bytes: Double { Double(block.bytes) / Double(block.elements) }

  /// The bytes that a number of elements take, in whole bytes, or `nil` if that is too large to count.
  ///
  /// The last block of a tensor may be shorter than the others.
  public func bytes(of elements: Int) -> Int? {
    let (whole, rest) = elements.quotientAndRemainder(dividingBy: block.elements)
    let (bytes, overflow) = whole.multipliedReportingOverflow(by: block.bytes)
    guard rest != 0 else { return overflow ? nil : bytes }
    // A difference of two counts may be negative.
    let part = (abs(rest) * block.bytes + block.elements - 1) / block.elements
    let (sum, tooLarge) = bytes.addingReportingOverflow(rest > 0 ? part : -part)
    return overflow || tooLarge ? nil : sum
  }
}
