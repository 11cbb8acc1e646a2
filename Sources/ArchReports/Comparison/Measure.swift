import ArchAnalysis

/// A figure that networks are compared by.
public enum Measure: String, CaseIterable, Sendable {
  /// Parameters, shared ones once.
  case params
  /// The bytes of parameters and buffers.
  case bytes
  /// Multiply-adds, see ``WorkView/multiplyAdds``.
  case macs
  /// All arithmetic operations, see ``WorkView/flops``.
  case flops
  /// Elements written by all layers.
  case activations
  /// The bytes of the block that values stand in when the network runs, see ``MemoryPlan``.
  case peak
  /// The receptive field of the last layer that has positions.
  case field
  /// The most layers with weights and multiply-adds on any path.
  case depth

  /// The name in tables.
  public var title: String {
    switch self {
    case .params: "parameters"
    case .bytes: "bytes"
    case .macs: "multiply-adds"
    case .flops: "FLOPs"
    case .activations: "activations"
    case .peak: "peak memory (bytes)"
    case .field: "receptive field"
    case .depth: "depth"
    }
  }

  /// The key in JSON.
  public var key: String {
    switch self {
    case .macs: "multiply_adds"
    case .field: "receptive_field"
    case .peak: "peak_bytes"
    case .params, .bytes, .flops, .activations, .depth: title.lowercased()
    }
  }

  /// Whether the total is the sum over all layers, so that a difference can be traced to layers.
  public var isSum: Bool { self != .peak && self != .field && self != .depth }

  /// Whether it is work, which some layers have in unknown amount.
  public var isWork: Bool { self == .macs || self == .flops }
}

/// One total of a network.
public enum Amount: Hashable, Sendable {
  /// The whole figure.
  case exact(Int)
  /// What is known of it; layers whose work depends on the data are not in it.
  case atLeast(Int)
  /// A figure that is no single number: `3, 5`, `whole`, `too many`.
  case other(String)

  /// The number, or the known part of it.
  public var known: Int? {
    switch self {
    case .exact(let value), .atLeast(let value): value
    case .other: nil
    }
  }

  /// The figure as tables show it; what is unknown is never shown as zero.
  public var text: String {
    switch self {
    case .exact(let value): NumberText.grouped(value)
    case .atLeast(0): "unknown"
    case .atLeast(let value): NumberText.grouped(value) + " + unknown"
    case .other(let text): text
    }
  }

  /// How many times `base` the figure is; nil where either is not fully known, or the base is zero.
  public func ratio(to base: Amount) -> Double? {
    guard case .exact(let value) = self, case .exact(let base) = base, base != 0 else { return nil }
    return Double(value) / Double(base)
  }

  /// This figure less another, as far as they are known.
  public func difference(from base: Amount) -> Int? {
    guard let known, let other = base.known else { return nil }
    return known - other
  }
}

/// The figures of a layer that add up to those of the network; a difference of two may be negative.
public struct AdditiveFigures: Hashable, Sendable {
  /// Parameters, 0 where they are counted at another layer.
  public var parameters = 0
  /// Elements kept, but not learnt.
  public var buffers = 0
  /// Multiply-adds.
  public var multiplyAdds = 0
  /// All arithmetic operations.
  public var flops = 0
  /// Elements written.
  public var activations = 0
  /// How many layers have work that depends on the data and is in no sum.
  public var unknownLayers = 0

  /// Nothing.
  public init() {}

  /// One figure; nil where it is beyond the range of `Int` or no sum.
  ///
  /// - Parameter element: the type that elements are stored as, for bytes.
  public func value(_ measure: Measure, _ element: ElementType) -> Int? {
    switch measure {
    case .params: return parameters
    case .bytes:
      let (stored, overflows) = parameters.addingReportingOverflow(buffers)
      let (bytes, overflow) = stored.multipliedReportingOverflow(by: element.bytes)
      return overflows || overflow ? nil : bytes
    case .macs: return multiplyAdds
    case .flops: return flops
    case .activations: return activations
    case .peak, .field, .depth: return nil
    }
  }

  // Sums over parts of two networks whose totals are in range are in range themselves.

  static func += (sum: inout AdditiveFigures, term: AdditiveFigures) {
    sum.parameters += term.parameters
    sum.buffers += term.buffers
    sum.multiplyAdds += term.multiplyAdds
    sum.flops += term.flops
    sum.activations += term.activations
    sum.unknownLayers += term.unknownLayers
  }

  static func - (a: AdditiveFigures, b: AdditiveFigures) -> AdditiveFigures {
    var difference = a
    difference.parameters -= b.parameters
    difference.buffers -= b.buffers
    difference.multiplyAdds -= b.multiplyAdds
    difference.flops -= b.flops
    difference.activations -= b.activations
    difference.unknownLayers -= b.unknownLayers
    return difference
  }
}
