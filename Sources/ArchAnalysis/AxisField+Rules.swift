import ArchGraph

// MARK: The rules, as values and as formulas

extension AxisField {
  /// The size after a window: `in_size + (kernel - 1)*dilation*in_stride`.
  package static func sizeFormula(_ size: Int, _ stride: Int, _ stretch: AxisReach.Stretch) -> Formula {
    grown(Formula.named("in_size", size), Formula.named("in_stride", stride), stretch)
  }

  /// The stride after a window: `in_stride*stride`.
  package static func strideFormula(_ stride: Int, _ stretch: AxisReach.Stretch) -> Formula {
    widened(Formula.named("in_stride", stride), stretch)
  }

  /// The offset after a window: `in_offset - padding*in_stride`.
  package static func offsetFormula(_ offset: Int, _ stride: Int, _ stretch: AxisReach.Stretch) -> Formula {
    moved(Formula.named("in_offset", offset), Formula.named("in_stride", stride), stretch)
  }

  static func size(_ size: Int, _ stride: Int, _ stretch: AxisReach.Stretch) -> Int? {
    limited(grown(CheckedInteger(size), CheckedInteger(stride), stretch))
  }

  static func stride(_ stride: Int, _ stretch: AxisReach.Stretch) -> Int? {
    limited(widened(CheckedInteger(stride), stretch))
  }

  static func offset(_ offset: Int, _ stride: Int, _ stretch: AxisReach.Stretch) -> Int? {
    limited(moved(CheckedInteger(offset), CheckedInteger(stride), stretch))
  }

  private static func limited(_ number: CheckedInteger) -> Int? {
    number.value.flatMap { (-limit...limit).contains($0) ? $0 : nil }
  }

  private static func grown<Q: Quantity>(_ size: Q, _ stride: Q, _ stretch: AxisReach.Stretch) -> Q {
    let taps = Q.named("kernel", stretch.taps) - Q.literal(1)
    let spacing = stretch.dilation == 1 ? taps : taps * Q.named("dilation", stretch.dilation)
    return size + spacing * stride
  }

  private static func widened<Q: Quantity>(_ stride: Q, _ stretch: AxisReach.Stretch) -> Q {
    stride * Q.named("stride", stretch.stride)
  }

  private static func moved<Q: Quantity>(_ offset: Q, _ stride: Q, _ stretch: AxisReach.Stretch) -> Q {
    offset - Q.named("padding", stretch.before) * stride
  }
}
