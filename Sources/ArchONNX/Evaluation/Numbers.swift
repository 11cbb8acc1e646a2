#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension FlatModel.Known {
  /// How many there are.
  package var count: Int {
    switch self {
    case .integers(let values): values.count
    case .floats(let values): values.count
    }
  }

  /// The numbers as `Double`s.
  package var doubles: [Double] {
    switch self {
    case .integers(let values): values.map(Double.init)
    case .floats(let values): values
    }
  }

  /// Some of the numbers, in another order.
  func picking(_ indices: [Int]) -> Self {
    switch self {
    case .integers(let values): .integers(indices.map { values[$0] })
    case .floats(let values): .floats(indices.map { values[$0] })
    }
  }

  /// The numbers one after the other, or `nil` if they are of different kinds.
  static func joining(_ parts: [Self]) -> Self? {
    var (integers, floats): ([Int], [Double]) = ([], [])
    for part in parts {
      switch part {
      case .integers(let values): integers += values
      case .floats(let values): floats += values
      }
    }
    return floats.isEmpty ? .integers(integers) : integers.isEmpty ? .floats(floats) : nil
  }

  /// A single number, repeated.
  func repeated(_ count: Int) -> Self? {
    switch self {
    case .integers(let values): values.first.map { .integers(Array(repeating: $0, count: count)) }
    case .floats(let values): values.first.map { .floats(Array(repeating: $0, count: count)) }
    }
  }
}

extension ONNX.ElementType {
  /// The range of integers that an entry can hold, as far as `Int` reaches, or `nil` for other types.
  var integers: ClosedRange<Int>? {
    switch self {
    case .bool: 0...1
    case .uint2: 0...3
    case .int2: -2...1
    case .uint4: 0...15
    case .int4: -8...7
    case .uint8: 0...255
    case .int8: -128...127
    case .uint16: 0...65535
    case .int16: -32768...32767
    case .uint32: 0...4_294_967_295
    case .int32: -2_147_483_648...2_147_483_647
    case .uint64: 0...Int.max
    case .int64: Int.min...Int.max
    default: nil
    }
  }

  /// A real number as this type stores it, or `nil` for types that are not followed.
  func rounded(_ number: Double) -> Double? {
    switch self {
    case .float32: Double(Float(number))
    case .float64: number
    case .float16: Self.rounded(number, digits: 11, least: -14, most: 65504)
    case .bfloat16: Self.rounded(number, digits: 8, least: -126, most: Double(Float(bitPattern: 0x7f7f_0000)))
    default: nil
    }
  }

  private static func rounded(_ number: Double, digits: Int, least: Int, most: Double) -> Double {
    guard number.isFinite, number != 0 else { return number }
    let unit = Double(sign: .plus, exponent: max(Int(number.exponent), least) - digits + 1, significand: 1)
    let rounded = (number / unit).rounded(.toNearestOrEven) * unit
    return abs(rounded) > most ? (number < 0 ? -Double.infinity : Double.infinity) : rounded
  }
}

/// Computes numbers from numbers.
enum Numbers {
  /// The most entries of a tensor whose numbers are computed: few while a model is read, as many as there are for
  /// weights that follow from weights.
  @TaskLocal static var most = FlatModel.mostKnown

  /// The place of each entry of a tensor in another one: a start, and a step for each axis.
  ///
  /// The caller ensures that there are few indices, all inside.
  static func indices(_ shape: [Int], start: Int = 0, steps: [Int]) -> [Int] {
    if shape.contains(0) { return [] }
    var result = [start]
    for (extent, step) in zip(shape, steps) {
      var next: [Int] = []
      next.reserveCapacity(result.count * extent)
      for base in result { for index in 0..<extent { next.append(base &+ index &* step) } }
      result = next
    }
    return result
  }

  /// The distance between entries that are neighbours along each axis.
  static func strides(_ shape: [Int]) -> [Int] {
    var strides = Array(repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] &* shape[axis + 1] }
    return strides
  }

  /// How many entries there are, if no more than ``most``.
  static func few(_ shape: [Int]) -> Int? {
    if shape.contains(0) { return 0 }
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow, product <= most else { return nil }
      count = product
    }
    return count
  }

  /// The numbers of a tensor, broadcast to a larger shape.
  static func spread(_ known: FlatModel.Known, _ shape: [Int], to target: [Int]) -> FlatModel.Known? {
    if shape == target { return known }
    guard let count = few(target), count > 0 else { return nil }
    if known.count == 1 { return known.repeated(count) }
    let offset = target.count - shape.count
    var steps = Array(repeating: 0, count: target.count)
    for (axis, stride) in strides(shape).enumerated() where shape[axis] != 1 { steps[offset + axis] = stride }
    return known.picking(indices(target, steps: steps))
  }

  /// Integers as a type holds them, or `nil` if one is out of its range.
  static func integers(_ values: [Int?], _ type: ONNX.ElementType) -> FlatModel.Known? {
    guard let range = type.integers else { return nil }
    var result: [Int] = []
    result.reserveCapacity(values.count)
    for value in values {
      guard let value, range.contains(value) else { return nil }
      result.append(value)
    }
    return .integers(result)
  }

  /// Real numbers as a type holds them.
  static func floats(_ values: [Double], _ type: ONNX.ElementType) -> FlatModel.Known? {
    var result: [Double] = []
    result.reserveCapacity(values.count)
    for value in values {
      guard let value = type.rounded(value) else { return nil }
      result.append(value)
    }
    return .floats(result)
  }

  /// A real number without its fraction, or `nil` if no integer is near.
  static func integer(_ value: Double) -> Int? { Int(exactly: value.rounded(.towardZero)) }

  /// A power of integers, or `nil` if it is out of range.
  static func power(_ base: Int, _ exponent: Int) -> Int? {
    if exponent < 0 { return base == 1 ? 1 : nil }
    if base == 0 || base == 1 { return exponent == 0 ? 1 : base }
    guard exponent < 64 else { return nil }
    var result = 1
    for _ in 0..<exponent {
      let (product, overflow) = result.multipliedReportingOverflow(by: base)
      if overflow { return nil }
      result = product
    }
    return result
  }

  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// The functions of one real number that are followed.
  static let functions: [String: @Sendable (Double) -> Double] = [
    "Abs": { abs($0) }, "Acos": { acos($0) }, "Acosh": { acosh($0) }, "Asin": { asin($0) },
    "Asinh": { asinh($0) },
    "Atan": { atan($0) }, "Atanh": { atanh($0) }, "Ceil": { ceil($0) }, "Cos": { cos($0) },
    "Cosh": { cosh($0) },
    "Erf": { erf($0) }, "Exp": { exp($0) }, "Floor": { floor($0) }, "Log": { log($0) }, "Neg": { -$0 },
    "Reciprocal": { 1 / $0 }, "Relu": { max($0, 0) }, "Round": { $0.rounded(.toNearestOrEven) },
    "Sigmoid": { 1 / (1 + exp(-$0)) }, "Sign": { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }, "Sin": { sin($0) },
    "Sinh": { sinh($0) }, "Softplus": { log(1 + exp($0)) }, "Sqrt": { $0.squareRoot() }, "Tan": { tan($0) },
    "Tanh": { tanh($0) },
  ]
}
