import ArchGraph
import ArchONNX
import ArchOperators

extension Lowering {
  /// How the layers of one step are added.
  typealias Rule = @Sendable (Lowering) throws(ImportFault) -> Void

  /// The operators that layers of ours represent, those of other domains with their domain.
  static let rules: [String: Rule] = standard.merging(elements, uniquingKeysWith: { $1 })
    .merging(merges, uniquingKeysWith: { $1 }).merging(reductions, uniquingKeysWith: { $1 })
    .merging(fused, uniquingKeysWith: { $1 }).merging(constants, uniquingKeysWith: { $1 })

  private static let standard: [String: Rule] = [
    "Identity": { lowering throws(ImportFault) in try lowering.rearranged() },
    "Dropout": { lowering throws(ImportFault) in try lowering.rearranged() },
    "Cast": { lowering throws(ImportFault) in try lowering.converted() },
    "CastLike": { lowering throws(ImportFault) in try lowering.converted() },
    "Reshape": { lowering throws(ImportFault) in try lowering.rearranged() },
    "Flatten": { lowering throws(ImportFault) in try lowering.rearranged() },
    "Squeeze": { lowering throws(ImportFault) in try lowering.rearranged() },
    "Unsqueeze": { lowering throws(ImportFault) in try lowering.rearranged() },
    "If": { lowering throws(ImportFault) in try lowering.branched() },
    "Loop": { lowering throws(ImportFault) in try lowering.looped() },
    "Conv": { lowering throws(ImportFault) in try lowering.convolution() },
    "QLinearConv": { lowering throws(ImportFault) in try lowering.convolution(bias: 8, weights: 3) },
    "ConvInteger": { lowering throws(ImportFault) in try lowering.convolution(bias: 99) },
    "ConvTranspose": { lowering throws(ImportFault) in try lowering.transposedConvolution() },
    "MaxPool": { lowering throws(ImportFault) in try lowering.pooling() },
    "AveragePool": { lowering throws(ImportFault) in try lowering.pooling() },
    "LpPool": { lowering throws(ImportFault) in try lowering.pooling() },
    "GlobalAveragePool": { lowering throws(ImportFault) in
      try lowering.globalPooling(GlobalAvgPool(keepAxes: true)) { Mean($0, keepsDimensions: true) }
    },
    "GlobalMaxPool": { lowering throws(ImportFault) in
      try lowering.globalPooling(GlobalMaxPool(keepAxes: true)) { Max($0, keepsDimensions: true) }
    },
    "MatMul": { lowering throws(ImportFault) in try lowering.product() },
    "MatMulInteger": { lowering throws(ImportFault) in try lowering.product() },
    "QLinearMatMul": { lowering throws(ImportFault) in try lowering.product(second: 3) },
    "Gemm": { lowering throws(ImportFault) in try lowering.gemm() },
    "Einsum": { lowering throws(ImportFault) in try lowering.einsum() },
    "Softmax": { lowering throws(ImportFault) in try lowering.softmax { Softmax(axis: $0) } },
    "LogSoftmax": { lowering throws(ImportFault) in try lowering.softmax { LogSoftmax(axis: $0) } },
    "BatchNormalization": { lowering throws(ImportFault) in try lowering.batchNorm() },
    "LayerNormalization": { lowering throws(ImportFault) in try lowering.layerNorm() },
    "RMSNormalization": { lowering throws(ImportFault) in try lowering.rmsNorm() },
    "SimplifiedLayerNormalization": { lowering throws(ImportFault) in try lowering.rmsNorm() },
    "InstanceNormalization": { lowering throws(ImportFault) in try lowering.instanceNorm() },
    "GroupNormalization": { lowering throws(ImportFault) in try lowering.groupNorm() },
    "LRN": { lowering throws(ImportFault) in try lowering.localResponseNorm() },
    "LpNormalization": { lowering throws(ImportFault) in try lowering.lpNorm() },
    "Pow": { lowering throws(ImportFault) in try lowering.power() },
    "PRelu": { lowering throws(ImportFault) in try lowering.prelu() },
    "QuantizeLinear": { lowering throws(ImportFault) in try lowering.quantise() },
    "DynamicQuantizeLinear": { lowering throws(ImportFault) in try lowering.quantiseByRange() },
    "DequantizeLinear": { lowering throws(ImportFault) in try lowering.dequantise() },
    "Transpose": { lowering throws(ImportFault) in try lowering.transposed() },
    "Concat": { lowering throws(ImportFault) in try lowering.concatenated() },
    "Split": { lowering throws(ImportFault) in try lowering.split() },
    "Slice": { lowering throws(ImportFault) in try lowering.sliced() },
    "Pad": { lowering throws(ImportFault) in try lowering.padded() },
    "Expand": { lowering throws(ImportFault) in try lowering.expanded() },
    "Tile": { lowering throws(ImportFault) in try lowering.tiled() },
    "DepthToSpace": { lowering throws(ImportFault) in try lowering.depthToSpace() },
    "SpaceToDepth": { lowering throws(ImportFault) in try lowering.spaceToDepth() },
    "Resize": { lowering throws(ImportFault) in try lowering.resized() },
    "Upsample": { lowering throws(ImportFault) in try lowering.resized() },
    "Trilu": { lowering throws(ImportFault) in try lowering.triangle() },
    "GatherND": { lowering throws(ImportFault) in try lowering.gatheredPlaces() },
    "GridSample": { lowering throws(ImportFault) in try lowering.sampledByGrid() },
    "DeformConv": { lowering throws(ImportFault) in try lowering.deformableConvolution() },
    "Col2Im": { lowering throws(ImportFault) in try lowering.folded() },
    "Mod": { lowering throws(ImportFault) in try lowering.remainder() },
    "IsNaN": { lowering throws(ImportFault) in try lowering.isNaN() },
    "Gather": { lowering throws(ImportFault) in try lowering.gathered() },
    "GatherElements": { lowering throws(ImportFault) in try lowering.takenAlong() },
    "TopK": { lowering throws(ImportFault) in try lowering.top() },
    "CumSum": { lowering throws(ImportFault) in try lowering.summedUp() },
    "OneHot": { lowering throws(ImportFault) in try lowering.oneHot() },
    "LSTM": { lowering throws(ImportFault) in try lowering.recurrent() },
    "GRU": { lowering throws(ImportFault) in try lowering.recurrent() },
    "RNN": { lowering throws(ImportFault) in try lowering.recurrent() },
    "Attention": { lowering throws(ImportFault) in try lowering.attention() },
    "Scan": { lowering throws(ImportFault) in try lowering.looped() },
    "GlobalLpPool": { lowering throws(ImportFault) in try lowering.globalNorm() },
    "MeanVarianceNormalization": { lowering throws(ImportFault) in try lowering.meanVarianceNorm() },
    "Hardmax": { lowering throws(ImportFault) in try lowering.hardmax() },
    "ScatterND": { lowering throws(ImportFault) in try lowering.scatteredPlaces() },
    "ScatterElements": { lowering throws(ImportFault) in try lowering.scatteredElements() },
    "Scatter": { lowering throws(ImportFault) in try lowering.scatteredElements() },
    "TensorScatter": { lowering throws(ImportFault) in try lowering.scatteredCache() },
    "RoiAlign": { lowering throws(ImportFault) in try lowering.alignedBoxes() },
    "MaxUnpool": { lowering throws(ImportFault) in try lowering.unpooled() },
    "AffineGrid": { lowering throws(ImportFault) in try lowering.affineGrid() },
    "CenterCropPad": { lowering throws(ImportFault) in try lowering.centred() },
    "ReverseSequence": { lowering throws(ImportFault) in try lowering.turnedSequences() },
    "Compress": { lowering throws(ImportFault) in try lowering.compressed() },
    "DFT": { lowering throws(ImportFault) in try lowering.fourier() },
    "STFT": { lowering throws(ImportFault) in try lowering.shortFourier() },
    "RotaryEmbedding": { lowering throws(ImportFault) in
      try lowering.rotated(.init(cosines: 1, sines: 2, positions: 3))
    },
    "CumProd": { lowering throws(ImportFault) in try lowering.multipliedUp() },
    "BitwiseNot": { lowering throws(ImportFault) in try lowering.bitsTurned() },
    "BitShift": { lowering throws(ImportFault) in try lowering.bitsMoved() },
    "IsInf": { lowering throws(ImportFault) in try lowering.isInfinite() },
  ]

  /// Values that follow from the file alone: they need no layers, since the layers that use them get their numbers.
  private static let constants = Dictionary(
    uniqueKeysWithValues: [
      "Constant", "ConstantOfShape", "EyeLike", "Range", "Shape", "Size", "BlackmanWindow", "HammingWindow",
      "HannWindow", "MelWeightMatrix", "NonZero", "Unique",
    ].map { name in (name, { (_: Lowering) throws(ImportFault) in } as Rule) })

  /// Functions of every element.
  private static let elements: [String: Rule] = [
    "Relu": { lowering throws(ImportFault) in try lowering.apply(ReLU()) },
    "Sigmoid": { lowering throws(ImportFault) in try lowering.apply(Sigmoid()) },
    "Tanh": { lowering throws(ImportFault) in try lowering.apply(Tanh()) },
    "Erf": { lowering throws(ImportFault) in try lowering.apply(Erf()) },
    "Exp": { lowering throws(ImportFault) in try lowering.apply(Exp()) },
    "Log": { lowering throws(ImportFault) in try lowering.apply(Log()) },
    "Sqrt": { lowering throws(ImportFault) in try lowering.apply(Sqrt()) },
    "Reciprocal": { lowering throws(ImportFault) in try lowering.apply(Reciprocal()) },
    "Abs": { lowering throws(ImportFault) in try lowering.apply(Abs()) },
    "Sign": { lowering throws(ImportFault) in try lowering.apply(Sign()) },
    "Sin": { lowering throws(ImportFault) in try lowering.apply(Sin()) },
    "Cos": { lowering throws(ImportFault) in try lowering.apply(Cos()) },
    "Floor": { lowering throws(ImportFault) in try lowering.apply(Floor()) },
    "Ceil": { lowering throws(ImportFault) in try lowering.apply(Ceil()) },
    "Round": { lowering throws(ImportFault) in try lowering.apply(Round()) },
    "Neg": { lowering throws(ImportFault) in try lowering.apply(Affine(factor: -1)) },
    "Not": { lowering throws(ImportFault) in try lowering.apply(Affine(factor: -1, offset: 1)) },
    "Softplus": { lowering throws(ImportFault) in try lowering.apply(Softplus()) },
    "Softsign": { lowering throws(ImportFault) in try lowering.apply(Softsign()) },
    "Mish": { lowering throws(ImportFault) in try lowering.apply(Mish()) },
    "HardSwish": { lowering throws(ImportFault) in try lowering.apply(HardSwish()) },
    "Swish": { lowering throws(ImportFault) in try lowering.swish(default: 1) },
    "Sinh": { lowering throws(ImportFault) in try lowering.hyperbolic(Subtract()) },
    "Cosh": { lowering throws(ImportFault) in try lowering.hyperbolic(Add()) },
    "Tan": { lowering throws(ImportFault) in try lowering.tangent() },
    "Asinh": { lowering throws(ImportFault) in try lowering.areaSine() },
    "Acosh": { lowering throws(ImportFault) in try lowering.areaCosine() },
    "Atanh": { lowering throws(ImportFault) in try lowering.areaTangent() },
    "Selu": { lowering throws(ImportFault) in try lowering.selu() },
    "Elu": { lowering throws(ImportFault) in try lowering.apply(ELU(lowering.step.number("alpha") ?? 1)) },
    "Celu": { lowering throws(ImportFault) in try lowering.apply(CELU(lowering.step.number("alpha") ?? 1)) },
    "LeakyRelu": { lowering throws(ImportFault) in
      try lowering.apply(LeakyReLU(lowering.step.number("alpha") ?? 0.01))
    },
    "ThresholdedRelu": { lowering throws(ImportFault) in
      try lowering.apply(Threshold(lowering.step.number("alpha") ?? 1, 0))
    },
    "Gelu": { lowering throws(ImportFault) in
      try lowering.apply(GELU(approximate: lowering.step.text("approximate") == "tanh" ? .tanh : .none))
    },
    "HardSigmoid": { lowering throws(ImportFault) in try lowering.hardSigmoid() },
    "Shrink": { lowering throws(ImportFault) in try lowering.shrink() },
    "Clip": { lowering throws(ImportFault) in try lowering.clip() },
  ]

  /// Operators that join values element by element.
  private static let merges: [String: Rule] = [
    "Add": { lowering throws(ImportFault) in try lowering.join(Add()) },
    "Sum": { lowering throws(ImportFault) in try lowering.join(Add()) },
    "Sub": { lowering throws(ImportFault) in try lowering.join(Subtract()) },
    "Mul": { lowering throws(ImportFault) in try lowering.join(Multiply()) },
    "And": { lowering throws(ImportFault) in try lowering.join(Multiply()) },
    "Div": { lowering throws(ImportFault) in try lowering.join(Divide()) },
    "Max": { lowering throws(ImportFault) in try lowering.join(Maximum()) },
    "Or": { lowering throws(ImportFault) in try lowering.join(Maximum()) },
    "Min": { lowering throws(ImportFault) in try lowering.join(Minimum()) },
    "Mean": { lowering throws(ImportFault) in try lowering.join(Average()) },
    "Equal": { lowering throws(ImportFault) in try lowering.join(Equal()) },
    "Less": { lowering throws(ImportFault) in try lowering.join(Less()) },
    "LessOrEqual": { lowering throws(ImportFault) in try lowering.join(LessOrEqual()) },
    "Greater": { lowering throws(ImportFault) in try lowering.join(Greater()) },
    "GreaterOrEqual": { lowering throws(ImportFault) in try lowering.join(GreaterOrEqual()) },
    "Xor": { lowering throws(ImportFault) in try lowering.join(AbsDifference()) },
    "Where": { lowering throws(ImportFault) in try lowering.join(Where()) },
  ]

  /// One result for many elements.
  private static let reductions: [String: Rule] = [
    "ReduceMean": { lowering throws(ImportFault) in try lowering.mean() },
    "ReduceSum": { lowering throws(ImportFault) in try lowering.reduce({ Sum($0, keepsDimensions: $1) }) },
    "ReduceMax": { lowering throws(ImportFault) in try lowering.reduce({ Max($0, keepsDimensions: $1) }) },
    "ReduceMin": { lowering throws(ImportFault) in try lowering.reduce({ Min($0, keepsDimensions: $1) }) },
    "ReduceL2": { lowering throws(ImportFault) in
      try lowering.reduce({ Norm($0, power: 2, keepsDimensions: $1) })
    },
    "ReduceL1": { lowering throws(ImportFault) in
      try lowering.reduce({ Norm($0, power: 1, keepsDimensions: $1) })
    },
    "ReduceSumSquare": { lowering throws(ImportFault) in
      try lowering.reduce({ Sum($0, keepsDimensions: $1) }, before: Square())
    },
    "ReduceLogSum": { lowering throws(ImportFault) in
      try lowering.reduce({ Sum($0, keepsDimensions: $1) }, after: Log())
    },
    "ReduceLogSumExp": { lowering throws(ImportFault) in
      try lowering.reduce({ Sum($0, keepsDimensions: $1) }, before: Exp(), after: Log())
    },
    "ReduceProd": { lowering throws(ImportFault) in try lowering.multiplied() },
    "ArgMax": { lowering throws(ImportFault) in try lowering.reduce({ ArgMax($0, keepsDimensions: $1) }) },
    "ArgMin": { lowering throws(ImportFault) in try lowering.reduce({ ArgMin($0, keepsDimensions: $1) }) },
  ]
}
