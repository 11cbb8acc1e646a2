import ArchAnalysis
import ArchGraph

/// Networks side by side: their totals against those of the first, and for two of them every layer.
///
/// Renderers are separate, see ``DifferenceReport``.
public struct Comparison: Sendable {
  /// The networks; the others are compared with the first.
  public let networks: [ComparedNetwork]
  /// How the second network differs from the first, if there are two.
  package let difference: NetworkDifference?

  /// Compares networks.
  public init(_ networks: [ComparedNetwork]) {
    self.networks = networks
    difference = networks.count == 2 ? NetworkDifference(from: networks[0], to: networks[1]) : nil
  }

  /// One total of a network, how much more it is than that of the first, and how many times as much.
  package struct Total: Sendable {
    /// The figure.
    package let amount: FigureValue
    /// The figure less that of the first network, as far as both are known, or `nil` if they are not numbers.
    package let difference: Int?
    /// Whether unknown work may differ.
    package let hasUnknownDifference: Bool
    /// The figure divided by that of the first network, or `nil` if that is unknown, or zero.
    package let ratio: Double?
  }

  /// One total of one network.
  package func total(_ figure: Figure, of network: Int, _ element: ElementTypes) -> Total {
    let base = networks[0].total(figure, element)
    let amount = networks[network].total(figure, element)
    var isUnknown = false
    if figure.isWork {
      isUnknown =
        difference?.hasUnknownWork
        ?? (network > 0 && networks[0].sums.unknownLayers + networks[network].sums.unknownLayers > 0)
    }
    return Total(
      amount: amount, difference: amount.difference(from: base), hasUnknownDifference: isUnknown,
      ratio: amount.ratio(to: base))
  }

  /// Each convolution that is standard in one network and depthwise separable in the other.
  package var separations: [DepthwiseSeparation] { difference?.entries.compactMap(\.separation) ?? [] }

  /// A total that is larger than that of the first network.
  package struct Increase: Sendable {
    /// The network.
    package let network: Int
    /// The figure.
    package let figure: Figure
    /// What it is in the first network.
    package let before: FigureValue
    /// What it is in this one.
    package let after: FigureValue
  }

  /// The totals that are larger than those of the first network, or that cannot be shown not to be.
  package func increases(in figures: [Figure], _ element: ElementTypes) -> [Increase] {
    var increases: [Increase] = []
    for network in networks.indices.dropFirst() {
      for figure in figures {
        let total = total(figure, of: network, element)
        let before = networks[0].total(figure, element)
        let grows: Bool
        if let number = total.amount.number, let other = before.number {
          grows = number > other
        } else {
          grows = total.difference.map { $0 > 0 } ?? (before != total.amount)
        }
        if grows || total.hasUnknownDifference {
          increases.append(Increase(network: network, figure: figure, before: before, after: total.amount))
        }
      }
    }
    return increases
  }
}

extension FigureValue {
  /// How many times `base` the figure is, or `nil` if either is not fully known, or the base is zero.
  func ratio(to base: FigureValue) -> Double? {
    guard let number, let base = base.number, base != 0 else { return nil }
    return number / base
  }

  /// This figure minus another, as far as they are known, or `nil` if they are not whole numbers.
  func difference(from base: FigureValue) -> Int? {
    guard let known, let other = base.known else { return nil }
    return known - other
  }
}
