import ArchGraph
import ArchONNX
import ArchOperators

/// The places at which a resized map is read: the standard has many ways, of which ours has those of the frameworks.
extension Lowering {
  /// Whether our layer reads a map at the same places as the step.
  func readsTheSame(_ mode: Resize.Mode, from own: [Int], to target: [Int]) -> Bool {
    let way = step.text("coordinate_transformation_mode") ?? "half_pixel"
    // Before version 11 the first elements coincide.
    let isOld = step.version < 11
    let scales = isOld ? step.floats("scales") ?? model.numbers(step.input(1)) : model.numbers(step.input(2))
    let spatial = Array(zip(own, target).dropFirst())
    guard spatial.allSatisfy({ $0.1 <= Self.mostPlaces }), !step.flag("antialias") else { return false }
    // The factors by which axes grow, as stated or as they follow.
    let factors = spatial.enumerated().map { index, axis -> Double in
      guard let scales, scales.count >= spatial.count, !isOld || scales.count > spatial.count else {
        return Double(axis.1) / Double(axis.0)
      }
      return scales[scales.count - spatial.count + index]
    }
    switch mode {
    case .nearest:
      return zip(spatial, factors).allSatisfy { axis, factor in
        (0..<axis.1).allSatisfy { place in
          let at = isOld ? Double(place) / factor : coordinate(place, way, factor, axis)
          return at.map { min(max(nearest($0, isOld), 0), axis.0 - 1) == place * axis.0 / axis.1 } ?? false
        }
      }
    case .linear, .cubic:
      guard !isOld else { return false }
      if mode == .cubic {
        guard abs((step.number("cubic_coeff_a") ?? -0.75) + 0.75) < 1e-6, !step.flag("exclude_outside") else {
          return false
        }
      }
      if way == "align_corners" { return spatial.allSatisfy { $0.1 > 1 || $0.0 == 1 } }
      let isWhole = zip(spatial, factors).allSatisfy {
        abs($1 * Double($0.0) - Double($0.1)) < 1e-4 * Double($0.1)
      }
      return isWhole
        && (way == "half_pixel" || way == "pytorch_half_pixel" && spatial.allSatisfy { $0.1 > 1 })
    default: return false
    }
  }

  /// The most places of an axis that are compared one by one.
  private static let mostPlaces = 1 << 16

  /// The place in the input of an element of the output, or `nil` if the way is not supported.
  private func coordinate(_ place: Int, _ way: String, _ factor: Double, _ axis: (Int, Int)) -> Double? {
    switch way {
    case "asymmetric": Double(place) / factor
    case "half_pixel", "pytorch_half_pixel":
      way == "pytorch_half_pixel" && axis.1 == 1 ? 0 : (Double(place) + 0.5) / factor - 0.5
    case "align_corners": axis.1 == 1 ? 0 : Double(place * (axis.0 - 1)) / Double(axis.1 - 1)
    default: nil
    }
  }

  /// The element nearest to a place.
  private func nearest(_ place: Double, _ isOld: Bool) -> Int {
    guard abs(place) < 0x1p40 else { return 0 }
    return switch isOld ? "floor" : step.text("nearest_mode") ?? "round_prefer_floor" {
    case "floor": Int(place.rounded(.down))
    case "ceil": Int(place.rounded(.up))
    case "round_prefer_ceil": Int((place + 0.5).rounded(.down))
    default: Int((place - 0.5).rounded(.up))
    }
  }
}
