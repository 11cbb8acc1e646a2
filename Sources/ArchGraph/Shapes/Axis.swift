/// The names of axes in formulas and messages.
package enum Axis {
  /// The names of the axes after the first, depending on how many there are.
  package static func spatial(_ count: Int) -> [String] {
    switch count {
    case 0: []
    case 1: ["length"]
    case 2: ["height", "width"]
    case 3: ["depth", "height", "width"]
    default: (0..<count).map { "axis_\($0 + 1)" }
    }
  }

  /// `prefix` before each name of a spatial axis: `kernel_height`, `kernel_width`.
  package static func spatial(_ prefix: String, _ count: Int) -> [String] {
    switch (prefix, count) {
    case ("kernel_", 1): ["kernel"]
    case ("kernel_", 2): ["kernel_height", "kernel_width"]
    case ("out_", 2): ["out_height", "out_width"]
    default: spatial(count).map { prefix + $0 }
    }
  }

  /// The names of all axes of a tensor: a vector has features; a map has channels and space.
  package static func names(_ prefix: String, rank: Int) -> [String] {
    switch (prefix, rank) {
    case ("out_", 3): ["out_channels", "out_height", "out_width"]
    case (_, 1): [prefix + "features"]
    case (_, 0): []
    default: [prefix + "channels"] + spatial(prefix, rank - 1)
    }
  }
}
