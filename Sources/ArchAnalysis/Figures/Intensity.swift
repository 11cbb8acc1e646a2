import ArchGraph

extension Figure {
  /// Arithmetic operations for each byte that layers read and write, each layer by itself (Williams, Waterman and Patterson
  /// 2009): weights, inputs and outputs, with nothing kept between layers.
  public static let intensity = Figure(
    "intensity", key: "arithmetic_intensity", title: "FLOPs/byte", isWork: true,
    .ratio(
      { tally, element in
        let moved = [Work.Kind.weightReads, .activationReads, .writes].reduce(0.0) {
          $0 + Double(tally.work[$1])
        }
        return moved == 0 ? nil : Double(tally.flops) / (moved * element.bytes)
      }, decimals: 2)
  ) { "FLOPs for each byte that layers read and write, as \($0.rawValue)" }
}
