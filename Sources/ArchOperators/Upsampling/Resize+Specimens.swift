import ArchGraph

extension Resize {
  /// Larger and smaller, by whole and other factors, to and from single elements, in all modes, on one to three
  /// axes.
  public static let specimens: [Specimen<Resize>] =
    [Mode.nearest, .linear, .area].flatMap(anyNumberOfAxes) + [false, true].flatMap(cubic) + aligned

  private static func anyNumberOfAxes(_ mode: Mode) -> [Specimen<Resize>] {
    let sizes: [(size: Axes, input: Shape)] = [
      (.each([5, 7]), [2, 3, 4]), (.each([2, 3]), [1, 7, 5]), (.each([6, 4]), [1, 3, 4]),
      (.each([2, 9]), [1, 6, 3]), (1, [2, 5]), (4, [1, 1]), (3, [2, 3]), (.each([2, 3, 1]), [1, 3, 2, 4]),
    ]
    let scales: [(scale: Scales, input: Shape)] = [
      (1.5, [1, 3, 5]), (.each([2, 0.5]), [1, 3, 7]), (0.3, [2, 11]), (1.1, [1, 5]), (3.0, [2, 4]),
      (0.25, [1, 9]), (1.0, [2, 3, 2]), (2.7, [1, 4]),
    ]
    return sizes.map { Specimen(Resize(size: $0.size, mode: mode), on: $0.input) }
      + scales.map { Specimen(Resize(scale: $0.scale, mode: mode), on: $0.input) }
  }

  private static func cubic(_ alignsCorners: Bool) -> [Specimen<Resize>] {
    let sizes: [(size: Axes, input: Shape)] = [
      (.each([5, 7]), [2, 3, 4]), (.each([2, 1]), [1, 11, 6]), (.each([6, 3]), [1, 3, 3]),
      (.each([3, 2]), [1, 17, 1]),
    ]
    let scales: [(scale: Scales, input: Shape)] = [
      (.each([1.5, 0.5]), [1, 3, 4]), (.each([0.2, 1.1]), [1, 12, 5]),
    ]
    return sizes.map {
      Specimen(Resize(size: $0.size, mode: .cubic, alignCorners: alignsCorners), on: $0.input)
    }
      + scales.map {
        Specimen(Resize(scale: $0.scale, mode: .cubic, alignCorners: alignsCorners), on: $0.input)
      }
  }

  private static let aligned: [Specimen<Resize>] = [
    Specimen(Resize(size: .each([5, 7]), mode: .linear, alignCorners: true), on: [2, 3, 4]),
    Specimen(Resize(size: .each([1, 2]), mode: .linear, alignCorners: true), on: [1, 4, 6]),
    Specimen(Resize(size: .each([4, 3]), mode: .linear, alignCorners: true), on: [1, 10, 3]),
    Specimen(Resize(scale: 1.5, mode: .linear, alignCorners: true), on: [2, 5]),
    Specimen(Resize(size: 1, mode: .linear, alignCorners: true), on: [1, 1]),
    Specimen(Resize(size: .each([2, 3, 4]), mode: .linear, alignCorners: true), on: [1, 3, 2, 4]),
  ]
}
