import ArchGraph
import ArchOperators

extension ShapeFacts {
  // Source: PyTorch 2.15.0, in double precision, for the inputs that `SequenceFact` makes; the first of equal elements
  // is that of NumPy's `argmax` and `argmin`. The checksum is the sum of the output's elements, element `i` taken
  // `1 + i mod 7` times.
  static let reductions: [SequenceFact] = [
    SequenceFact(
      Mean([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 20.54166667,
      entries: [1: 1.25, 19: 0.5833333333]),
    SequenceFact(
      Mean([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 16.25,
      entries: [1: 0.4375, 14: 0.40625]),
    SequenceFact(
      Mean([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 9.5,
      entries: [1: 0.625, 11: 0.075]),
    SequenceFact(
      Mean([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 1.70625,
      entries: [1: 0.30625, 2: 0.3]),
    SequenceFact(
      Mean([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 0.4916666667,
      entries: [1: 0.5, 3: -0.275]),
    SequenceFact(
      Mean([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 0.359375,
      entries: [0: 0.359375]),
    SequenceFact(
      Mean([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 9.21875,
      entries: [1: 0.25, 5: 0.34375]),
    SequenceFact(
      Sum([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 61.625,
      entries: [1: 3.75, 19: 1.75]),
    SequenceFact(
      Sum([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 65,
      entries: [1: 1.75, 14: 1.625]),
    SequenceFact(
      Sum([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 47.5,
      entries: [1: 3.125, 11: 0.375]),
    SequenceFact(
      Sum([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 34.125,
      entries: [1: 6.125, 2: 6]),
    SequenceFact(
      Sum([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 7.375,
      entries: [1: 7.5, 3: -4.125]),
    SequenceFact(
      Sum([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 8.625,
      entries: [0: 8.625]),
    SequenceFact(
      Sum([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 36.875,
      entries: [1: 1, 5: 1.375]),
    SequenceFact(
      Max([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 41.5,
      entries: [1: 1.375, 19: 1.375]),
    SequenceFact(
      Max([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 68.625,
      entries: [1: 1.375, 14: 1.25]),
    SequenceFact(
      Max([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 27.25,
      entries: [1: 0.875, 11: 1.375]),
    SequenceFact(
      Max([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 8.25,
      entries: [1: 1.375, 2: 1.375]),
    SequenceFact(
      Max([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 9.375,
      entries: [1: 0.875, 3: 1.375]),
    SequenceFact(
      Max([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 1.375,
      entries: [0: 1.375]),
    SequenceFact(
      Max([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 24.25,
      entries: [1: 1.375, 5: 1]),
    SequenceFact(
      Min([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: -1.75,
      entries: [1: 1.125, 19: -0.875]),
    SequenceFact(
      Min([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: -36.75,
      entries: [1: -0.5, 14: -0.5]),
    SequenceFact(
      Min([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: -6.5,
      entries: [1: 0.375, 11: -0.875]),
    SequenceFact(
      Min([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: -5.25,
      entries: [1: -0.875, 2: -0.875]),
    SequenceFact(
      Min([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: -5.625,
      entries: [1: 0.125, 3: -0.875]),
    SequenceFact(
      Min([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: -0.875,
      entries: [0: -0.875]),
    SequenceFact(
      Min([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: -11.125,
      entries: [1: -0.875, 5: -0.625]),
    SequenceFact(
      Variance([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 13.46875,
      entries: [1: 0.01041666667, 19: 1.065972222]),
    SequenceFact(
      Variance([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 27.1640625,
      entries: [1: 0.48828125, 14: 0.4326171875]),
    SequenceFact(
      Variance([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 7.66125,
      entries: [1: 0.03125, 11: 1.02875]),
    SequenceFact(
      Variance([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 2.994726563,
      entries: [1: 0.5054296875, 2: 0.4928125]),
    SequenceFact(
      Variance([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 3.150555556,
      entries: [1: 0.04166666667, 3: 0.6670833333]),
    SequenceFact(
      Variance([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 0.5616048177,
      entries: [0: 0.5616048177]),
    SequenceFact(
      Variance([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 9.477539062,
      entries: [1: 0.703125, 5: 0.4248046875]),
    SequenceFact(
      Variance([0], isUnbiased: true), on: [[3, 4, 5]], gives: [4, 5], checksum: 20.203125,
      entries: [1: 0.015625, 19: 1.598958333]),
    SequenceFact(
      Variance([1], isUnbiased: true, keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5],
      checksum: 36.21875,
      entries: [1: 0.6510416667, 14: 0.5768229167]),
    SequenceFact(
      Variance([1, 2], isUnbiased: true), on: [[3, 4, 5]], gives: [3], checksum: 3.15234375,
      entries: [1: 0.53203125, 2: 0.51875]),
    SequenceFact(
      Variance([0, 1, 2], isUnbiased: true), on: [[2, 3, 4]], gives: [1], checksum: 0.5860224185,
      entries: [0: 0.5860224185]),
    SequenceFact(
      Norm([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 85.26160483,
      entries: [1: 2.1722684, 19: 2.053959591]),
    SequenceFact(
      Norm([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 87.107125,
      entries: [1: 1.648863245, 14: 1.54616461]),
    SequenceFact(
      Norm([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 59.07928374,
      entries: [1: 1.452368755, 11: 2.274175675]),
    SequenceFact(
      Norm([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 20.46142301,
      entries: [1: 3.461845606, 2: 3.414125071]),
    SequenceFact(
      Norm([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 24.57275108,
      entries: [1: 2.091650066, 3: 3.337757481]),
    SequenceFact(
      Norm([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 4.071624369,
      entries: [0: 4.071624369]),
    SequenceFact(
      Norm([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 34.62057345,
      entries: [1: 1.75, 5: 1.473728265]),
    SequenceFact(
      Norm([0], power: 1), on: [[3, 4, 5]], gives: [4, 5], checksum: 143.875,
      entries: [1: 3.75, 19: 3.5]),
    SequenceFact(
      Norm([1], power: 1, keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 148.25,
      entries: [1: 2.75, 14: 2.625]),
    SequenceFact(
      Norm([1, 2], power: 1), on: [[3, 4, 5]], gives: [3], checksum: 77.875,
      entries: [1: 13.125, 2: 13]),
    SequenceFact(
      Norm([0, 1, 2], power: 1), on: [[2, 3, 4]], gives: [1], checksum: 17.375,
      entries: [0: 17.375]),
    SequenceFact(
      Norm([0], power: 3), on: [[3, 4, 5]], gives: [4, 5], checksum: 72.39382098,
      entries: [1: 1.814751463, 19: 1.734990684]),
    SequenceFact(
      Norm([1], power: 3, keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 76.1722004,
      entries: [1: 1.465654792, 14: 1.357562156]),
    SequenceFact(
      Norm([1, 2], power: 3), on: [[3, 4, 5]], gives: [3], checksum: 13.72967661,
      entries: [1: 2.329344979, 2: 2.288931539]),
    SequenceFact(
      Norm([0, 1, 2], power: 3), on: [[2, 3, 4]], gives: [1], checksum: 2.605390536,
      entries: [0: 2.605390536]),
    SequenceFact(
      Norm([0], power: .infinity), on: [[3, 4, 5]], gives: [4, 5], checksum: 59,
      entries: [1: 1.375, 19: 1.375]),
    SequenceFact(
      Norm([1], power: .infinity, keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 68.625,
      entries: [1: 1.375, 14: 1.25]),
    SequenceFact(
      Norm([1, 2], power: .infinity), on: [[3, 4, 5]], gives: [3], checksum: 8.25,
      entries: [1: 1.375, 2: 1.375]),
    SequenceFact(
      Norm([0, 1, 2], power: .infinity), on: [[2, 3, 4]], gives: [1], checksum: 1.375,
      entries: [0: 1.375]),
    SequenceFact(
      ArgMax([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 17,
      entries: [1: 0, 19: 1]),
    SequenceFact(
      ArgMax([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 34,
      entries: [1: 0, 14: 3]),
    SequenceFact(
      ArgMax([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 20,
      entries: [1: 0, 11: 3]),
    SequenceFact(
      ArgMax([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 55,
      entries: [1: 0, 2: 18]),
    SequenceFact(
      ArgMax([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 37,
      entries: [1: 0, 3: 9]),
    SequenceFact(
      ArgMax([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 1,
      entries: [0: 1]),
    SequenceFact(
      ArgMax([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 55,
      entries: [1: 0, 5: 3]),
    SequenceFact(
      ArgMin([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 135,
      entries: [1: 2, 19: 0]),
    SequenceFact(
      ArgMin([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 157,
      entries: [1: 3, 14: 2]),
    SequenceFact(
      ArgMin([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 157,
      entries: [1: 4, 11: 2]),
    SequenceFact(
      ArgMin([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 87,
      entries: [1: 18, 2: 17]),
    SequenceFact(
      ArgMin([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 86,
      entries: [1: 14, 3: 4]),
    SequenceFact(
      ArgMin([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 0,
      entries: [0: 0]),
    SequenceFact(
      ArgMin([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 42,
      entries: [1: 3, 5: 2]),
  ]
}
