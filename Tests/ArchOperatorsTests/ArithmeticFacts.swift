import ArchGraph
import ArchOperators

/// What PyTorch makes of small cases of functions of elements, and of merges of values of several shapes.
enum ArithmeticFacts {
  // Source: PyTorch 2.15.0, in double precision, for the inputs that `Reference` makes; a gate of `multiply` is given the
  // axes that it lacks. The checksum is the sum of the output's elements, element `i` taken `1 + i mod 7` times.
  static let elements: [Reference] = [
    Reference(
      Exp(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 162.9007389,
      entries: [1: 3.95507672, 23: 2.71828183]),
    Reference(
      Sin(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 23.98950103,
      entries: [1: 0.980893057, 23: 0.841470985]),
    Reference(
      Cos(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 62.88112258,
      entries: [1: 0.194547708, 23: 0.540302306]),
    Reference(
      Square(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 59.96875, entries: [1: 1.890625, 23: 1]),
    Reference(
      Abs(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 62.75, entries: [1: 1.375, 23: 1]),
    Reference(
      Sign(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 26, entries: [1: 1, 23: 1]),
    Reference(
      Erf(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 23.49754425,
      entries: [1: 0.948170073, 23: 0.842700793]),
    Reference(
      Log(), on: [[2, 3, 4]], plus: 1.5, gives: [2, 3, 4], checksum: 46.08819451,
      entries: [1: 1.05605267, 23: 0.916290732]),
    Reference(
      Sqrt(), on: [[2, 3, 4]], plus: 1.5, gives: [2, 3, 4], checksum: 119.4715175,
      entries: [1: 1.6955825, 23: 1.58113883]),
    Reference(
      Rsqrt(), on: [[2, 3, 4]], plus: 1.5, gives: [2, 3, 4], checksum: 71.83274806,
      entries: [1: 0.589767825, 23: 0.632455532]),
    Reference(
      Reciprocal(), on: [[2, 3, 4]], plus: 1.5, gives: [2, 3, 4], checksum: 61.24812913,
      entries: [1: 0.347826087, 23: 0.4]),
    Reference(
      Reciprocal(), on: [[2, 3, 4]], plus: 0.0625, gives: [2, 3, 4], checksum: 30.65012792,
      entries: [1: 0.695652174, 23: 0.941176471]),
    Reference(
      Power(3), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 47.1640625, entries: [1: 2.59960938, 23: 1]),
    Reference(
      Power(0.75), on: [[2, 3, 4]], plus: 1.5, gives: [2, 3, 4], checksum: 140.2004851,
      entries: [1: 2.20789485, 23: 1.98817682]),
    Reference(
      Power(-1.5), on: [[2, 3, 4]], plus: 1.5, gives: [2, 3, 4], checksum: 55.96257123,
      entries: [1: 0.205136635, 23: 0.252982213]),
    Reference(
      Power(-2), on: [[2, 3, 4]], plus: 0.0625, gives: [2, 3, 4], checksum: 3669.163286,
      entries: [1: 0.483931947, 23: 0.885813149]),
    Reference(
      Floor(), on: [[2, 3, 4]], times: 4, gives: [2, 3, 4], checksum: 100, entries: [1: 5, 23: 4]),
    Reference(
      Floor(), on: [[19]], times: 3, gives: [19], checksum: 32, entries: [1: 4, 18: -3]),
    Reference(
      Ceil(), on: [[2, 3, 4]], times: 4, gives: [2, 3, 4], checksum: 150, entries: [1: 6, 23: 4]),
    Reference(
      Ceil(), on: [[19]], times: 3, gives: [19], checksum: 92, entries: [1: 5, 18: -2]),
    Reference(
      Round(), on: [[2, 3, 4]], times: 4, gives: [2, 3, 4], checksum: 129, entries: [1: 6, 23: 4]),
    Reference(
      Round(), on: [[19]], times: 3, gives: [19], checksum: 62, entries: [1: 4, 18: -2]),
    Reference(
      Clamp(min: -0.5, max: 0.75), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 23,
      entries: [1: 0.75, 23: 0.75]),
    Reference(
      Clamp(min: 0.25), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 56.375, entries: [1: 1.375, 23: 1]),
    Reference(
      Clamp(max: 0.25), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: -2.625, entries: [1: 0.25, 23: 0.25]),
    Reference(
      Affine(factor: 2.5, offset: -0.75), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 10.625,
      entries: [1: 2.6875, 23: 1.75]),
    Reference(
      Affine(factor: -3), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: -93.75, entries: [1: -4.125, 23: -3]),
    Reference(
      Affine(offset: 0.5), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 76.25, entries: [1: 1.875, 23: 1.5]),
    Reference(
      Affine(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 31.25, entries: [1: 1.375, 23: 1]),
    Reference(
      Softsign(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 14.16302088,
      entries: [1: 0.578947368, 23: 0.5]),
    Reference(
      CELU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.57136225, entries: [1: 1.375, 23: 1]),
    Reference(
      CELU(0.5), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 38.29229758, entries: [1: 1.375, 23: 1]),
    Reference(
      CELU(2), on: [[2, 3, 4]], times: 4, gives: [2, 3, 4], checksum: 153.1691903, entries: [1: 5.5, 23: 4]),
    Reference(
      Threshold(0.25, -2), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: -42.625, entries: [1: 1.375, 23: 1]),
    Reference(
      Threshold(-0.5, 20), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 425.125, entries: [1: 1.375, 23: 1]),
    Reference(
      HardTanh(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 26.125, entries: [1: 1, 23: 1]),
    Reference(
      HardTanh(-0.25, 0.5), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 17.875, entries: [1: 0.5, 23: 0.5]),
    Reference(
      LogSigmoid(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: -53.91092937,
      entries: [1: -0.225412652, 23: -0.313261688]),
    Reference(
      LogSigmoid(), on: [[2, 3, 4]], times: 100, plus: -200, gives: [2, 3, 4], checksum: -14875,
      entries: [1: -62.5, 23: -100]),
    Reference(
      HardShrink(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 30.875, entries: [1: 1.375, 23: 1]),
    Reference(
      HardShrink(0.25), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 30.75, entries: [1: 1.375, 23: 1]),
    Reference(
      SoftShrink(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 18.375, entries: [1: 0.875, 23: 0.5]),
    Reference(
      SoftShrink(0.25), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 24.5, entries: [1: 1.125, 23: 0.75]),
    Reference(
      GELU(approximate: .sigmoid), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.86078881,
      entries: [1: 1.25421466, 23: 0.845795766]),
  ]

  static let merges: [Reference] = [
    Reference(
      Add(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 14.5, entries: [1: 1.75, 23: 0.125]),
    Reference(
      Add(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 86.125, entries: [1: 1.75, 23: 1.125]),
    Reference(
      Add(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 92.25, entries: [1: 1.875, 23: 0.5]),
    Reference(
      Add(), on: [[2, 3, 4], []], gives: [2, 3, 4], checksum: 76.25, entries: [1: 1.875, 23: 1.5]),
    Reference(
      Subtract(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 48, entries: [1: 1, 23: 1.875]),
    Reference(
      Subtract(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 37.375, entries: [1: 1, 23: 1.125]),
    Reference(
      Subtract(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 60.25,
      entries: [1: 0.875, 23: 0.75]),
    Reference(
      Subtract(), on: [[2, 3, 4], [2, 1, 1]], gives: [2, 3, 4], checksum: -7.875,
      entries: [1: 0.875, 23: 0.625]),
    Reference(
      AbsDifference(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 84.75, entries: [1: 1, 23: 1.875]),
    Reference(
      AbsDifference(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 105.375, entries: [1: 1, 23: 1.125]),
    Reference(
      AbsDifference(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 80,
      entries: [1: 0.875, 23: 0.75]),
    Reference(
      AbsDifference(), on: [[3, 1], [1, 5]], gives: [3, 5], checksum: 58.125, entries: [1: 1.25, 14: 1.25]),
    Reference(
      Maximum(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 49.625, entries: [1: 1.375, 23: 1]),
    Reference(
      Maximum(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 95.75, entries: [1: 1.375, 23: 1.125]),
    Reference(
      Maximum(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 86.125,
      entries: [1: 1.375, 23: 0.625]),
    Reference(
      Maximum(), on: [[2, 3, 4], []], gives: [2, 3, 4], checksum: 67.75, entries: [1: 1.375, 23: 1]),
    Reference(
      Minimum(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: -23.75, entries: [1: 0.375, 23: 0]),
    Reference(
      Minimum(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: -35.125,
      entries: [1: 0.375, 23: -0.875]),
    Reference(
      Minimum(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: -9.625, entries: [1: 0.375, 23: 0]),
    Reference(
      Minimum(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 6.125, entries: [1: 0.5, 23: -0.125]),
    Reference(
      Minimum(), on: [[2, 3, 4], [2, 1, 1]], gives: [2, 3, 4], checksum: 6.875, entries: [1: 0.5, 23: 0.375]),
    Reference(
      Average(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 7.25, entries: [1: 0.875, 23: 0.0625]),
    Reference(
      Average(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 43.0625, entries: [1: 0.875, 23: 0.5625]),
    Reference(
      Average(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 46.125,
      entries: [1: 0.9375, 23: 0.25]),
    Reference(
      Average(), on: [[3, 1], [1, 5]], gives: [3, 5], checksum: 28.3125, entries: [1: -0.25, 14: 0.625]),
    Reference(
      Multiply(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: -9.78125,
      entries: [1: 0.515625, 23: -0.875]),
    Reference(
      Multiply(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 4.015625, entries: [1: 0.515625, 23: 0]),
    Reference(
      Multiply(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 13.828125,
      entries: [1: 0.6875, 23: -0.078125]),
    Reference(
      Multiply(), on: [[2, 3, 4], []], gives: [2, 3, 4], checksum: 15.625, entries: [1: 0.6875, 23: 0.5]),
    Reference(
      Greater(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 55, entries: [1: 1, 23: 1]),
    Reference(
      Greater(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 55, entries: [1: 1, 23: 1]),
    Reference(
      Greater(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 66, entries: [1: 1, 23: 1]),
    Reference(
      Greater(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 82, entries: [1: 1, 23: 1]),
    Reference(
      Greater(), on: [[2, 3, 4], [2, 1, 1]], gives: [2, 3, 4], checksum: 41, entries: [1: 1, 23: 1]),
    Reference(
      GreaterOrEqual(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 55, entries: [1: 1, 23: 1]),
    Reference(
      GreaterOrEqual(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 55, entries: [1: 1, 23: 1]),
    Reference(
      GreaterOrEqual(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 66, entries: [1: 1, 23: 1]),
    Reference(
      GreaterOrEqual(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 82, entries: [1: 1, 23: 1]),
    Reference(
      GreaterOrEqual(), on: [[3, 1], [1, 5]], gives: [3, 5], checksum: 42, entries: [1: 0, 14: 1]),
    Reference(
      Less(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 35, entries: [1: 0, 23: 0]),
    Reference(
      Less(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 35, entries: [1: 0, 23: 0]),
    Reference(
      Less(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 24, entries: [1: 0, 23: 0]),
    Reference(
      Less(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 8, entries: [1: 0, 23: 0]),
    Reference(
      Less(), on: [[2, 3, 4], []], gives: [2, 3, 4], checksum: 47, entries: [1: 0, 23: 0]),
    Reference(
      LessOrEqual(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 35, entries: [1: 0, 23: 0]),
    Reference(
      LessOrEqual(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 35, entries: [1: 0, 23: 0]),
    Reference(
      LessOrEqual(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 24, entries: [1: 0, 23: 0]),
    Reference(
      LessOrEqual(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 8, entries: [1: 0, 23: 0]),
    Reference(
      LessOrEqual(), on: [[2, 3, 4], [2, 1, 1]], gives: [2, 3, 4], checksum: 49, entries: [1: 0, 23: 0]),
    Reference(
      Equal(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 0, entries: [1: 0, 23: 0]),
    Reference(
      Equal(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 0, entries: [1: 0, 23: 0]),
    Reference(
      Equal(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 0, entries: [1: 0, 23: 0]),
    Reference(
      Equal(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 0, entries: [1: 0, 23: 0]),
    Reference(
      Equal(), on: [[3, 1], [1, 5]], gives: [3, 5], checksum: 0, entries: [1: 0, 14: 0]),
    Reference(
      Divide(), on: [[2, 3, 4], [2, 3, 4]], plus: 0.0625, gives: [2, 3, 4], checksum: 69.86236968,
      entries: [1: 3.28571429, 23: 17]),
    Reference(
      Divide(), on: [[2, 3, 4], [3, 4]], plus: 0.0625, gives: [2, 3, 4], checksum: 9.605905206,
      entries: [1: 3.28571429, 23: -1.30769231]),
    Reference(
      Divide(), on: [[4], [2, 3, 4]], plus: 0.0625, gives: [2, 3, 4], checksum: -134.7311556,
      entries: [1: 3.28571429, 23: 19]),
    Reference(
      Divide(), on: [[2, 1, 4], [2, 3, 1]], plus: 0.0625, gives: [2, 3, 4], checksum: 227.3206349,
      entries: [1: 2.55555556, 23: -11]),
    Reference(
      Divide(), on: [[3, 1], [1, 5]], plus: 0.0625, gives: [3, 5], checksum: 151.5079365,
      entries: [1: -1.85714286, 14: 21]),
    Reference(
      Add(), on: [[1, 3, 1], [3, 4], [2, 1, 4]], gives: [2, 3, 4], checksum: 72,
      entries: [1: -1.125, 23: 1.375]),
    Reference(
      Maximum(), on: [[1, 3, 1], [3, 4], [2, 1, 4]], gives: [2, 3, 4], checksum: 108.125,
      entries: [1: 0.375, 23: 1.25]),
    Reference(
      Minimum(), on: [[1, 3, 1], [3, 4], [2, 1, 4]], gives: [2, 3, 4], checksum: -57.625,
      entries: [1: -0.875, 23: -0.875]),
    Reference(
      Average(), on: [[1, 3, 1], [3, 4], [2, 1, 4]], gives: [2, 3, 4], checksum: 24,
      entries: [1: -0.375, 23: 0.458333333]),
    Reference(
      Multiply(), on: [[1, 3, 1], [3, 4], [2, 1, 4]], gives: [2, 3, 4], checksum: -11.12304688,
      entries: [1: 0.205078125, 23: -1.09375]),
    Reference(
      Multiply(), on: [[2, 3, 4], [4]], gives: [2, 3, 4], checksum: 11.65625,
      entries: [1: 0.515625, 23: 0.125]),
    Reference(
      Multiply(), on: [[3, 3], [3]], gives: [3, 3], checksum: 10.0625, entries: [1: 0.6875, 8: 0.125]),
    Reference(
      Multiply(), on: [[2, 3, 4], [2], [4]], gives: [2, 3, 4], checksum: -9.947265625,
      entries: [1: -0.4296875, 23: -0.328125]),
    Reference(
      Where(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 18.375,
      entries: [1: 0.375, 23: 0]),
    Reference(
      Where(), on: [[3, 4], [2, 3, 4], [1]], gives: [2, 3, 4], checksum: 24.375, entries: [1: 0.375, 23: 0]),
    Reference(
      Where(), on: [[2, 3, 4], [1, 3, 1], [4]], gives: [2, 3, 4], checksum: 27.625,
      entries: [1: 0.5, 23: 0.25]),
    Reference(
      Where(), on: [[3, 1], [1, 8], []], gives: [3, 8], checksum: 4.75, entries: [1: 0.375, 23: -0.375]),
  ]
}
