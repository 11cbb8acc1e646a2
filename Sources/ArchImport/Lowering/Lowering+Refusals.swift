extension Lowering {
  /// Why no layers of ours represent an operator, for the known operators without any.
  static let refusals = [
    "Acos": arcs, "Asin": arcs, "Atan": arcs,
    "Bernoulli": chance, "Multinomial": chance, "RandomNormal": chance, "RandomNormalLike": chance,
    "RandomUniform": chance, "RandomUniformLike": chance,
    "BitCast": bits, "BitwiseAnd": bits, "BitwiseOr": bits, "BitwiseXor": bits,
    "Det": "no layer here eliminates the rows of a matrix",
    "com.microsoft.Inverse": "no layer here inverts a matrix",
    "com.microsoft.Rfft": transform, "com.microsoft.Irfft": transform,
    "com.microsoft.PackedAttention": packed, "com.microsoft.PackedMultiHeadAttention": packed,
    "NonMaxSuppression": "the number of boxes it gives depends on the numbers of a run",
    "MaxRoiPool": "the size of its windows depends on the boxes of a run",
    "NegativeLogLikelihoodLoss": loss, "SoftmaxCrossEntropyLoss": loss,
    "SequenceMap": "sequences are only followed through their own operators",
    "Optional": optional, "OptionalGetElement": optional, "OptionalHasElement": optional,
    "ImageDecoder": text, "RegexFullMatch": text, "StringConcat": text, "StringNormalizer": text,
    "StringSplit": text, "TfIdfVectorizer": text,
  ]

  private static let transform = "it exists only on graphics cards: export the model with `DFT`"
  private static let packed = "where its sequences begin depends on the numbers of a run"
  private static let arcs = "no layer here is the inverse of a sine, a cosine or a tangent"
  private static let chance = "its numbers are drawn in each run: export the model with them as an input"
  private static let bits = "it works on the bits of whole numbers, but values here are real numbers"
  private static let loss = "it is a loss over all examples: export the model in the form used after training"
  private static let optional = "values that may be absent are not read"
  private static let text = "it works on texts or on the bytes of files, but values here are numbers"
}
