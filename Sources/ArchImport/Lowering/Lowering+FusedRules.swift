import ArchGraph
import ArchONNX
import ArchOperators

extension Lowering {
  /// The fused operators of ONNX Runtime's optimiser.
  static let fused: [String: Rule] = [
    "com.microsoft.FusedMatMul": { lowering throws(ImportFault) in try lowering.fusedProduct() },
    "com.microsoft.TransposeMatMul": { lowering throws(ImportFault) in try lowering.fusedProduct() },
    "com.microsoft.SkipLayerNormalization": { lowering throws(ImportFault) in
      try lowering.skipNorm(isRMS: false)
    },
    "com.microsoft.SkipSimplifiedLayerNormalization": { lowering throws(ImportFault) in
      try lowering.skipNorm(isRMS: true)
    },
    "com.microsoft.SimplifiedLayerNormalization": { lowering throws(ImportFault) in try lowering.rmsNorm() },
    "com.microsoft.Attention": { lowering throws(ImportFault) in
      try lowering.packedAttention(without: [4, 5])
    },
    "com.microsoft.MultiHeadAttention": { lowering throws(ImportFault) in try lowering.multiHeadAttention() },
    "com.microsoft.GroupQueryAttention": { lowering throws(ImportFault) in try lowering.groupQueryAttention()
    },
    "com.microsoft.Gelu": { lowering throws(ImportFault) in try lowering.apply(GELU()) },
    "com.microsoft.QuickGelu": { lowering throws(ImportFault) in try lowering.swish(default: 1.702) },
    "com.microsoft.BiasGelu": { lowering throws(ImportFault) in try lowering.biasedGELU(.none) },
    "com.microsoft.FastGelu": { lowering throws(ImportFault) in try lowering.biasedGELU(.tanh) },
    "com.microsoft.FusedConv": { lowering throws(ImportFault) in try lowering.fusedConvolution() },
    "com.microsoft.FusedGemm": { lowering throws(ImportFault) in try lowering.fusedGemm() },
    "com.microsoft.MatMulNBits": { lowering throws(ImportFault) in try lowering.packedProduct() },
    "com.microsoft.QLinearAdd": { lowering throws(ImportFault) in try lowering.quantisedJoin(Add()) },
    "com.microsoft.QLinearMul": { lowering throws(ImportFault) in try lowering.quantisedJoin(Multiply()) },
    "com.microsoft.QLinearLeakyRelu": { lowering throws(ImportFault) in
      try lowering.apply(LeakyReLU(lowering.step.number("alpha") ?? 0.01))
    },
    "com.microsoft.QLinearSigmoid": { lowering throws(ImportFault) in try lowering.apply(Sigmoid()) },
    "com.microsoft.QLinearSoftmax": { lowering throws(ImportFault) in try lowering.apply(Softmax(axis: -1)) },
    "com.microsoft.QLinearAveragePool": { lowering throws(ImportFault) in try lowering.pooling() },
    "com.microsoft.QLinearGlobalAveragePool": { lowering throws(ImportFault) in
      try lowering.globalPooling(GlobalAvgPool(keepAxes: true)) { Mean($0, keepsDimensions: true) }
    },
    "com.microsoft.QLinearConv": { lowering throws(ImportFault) in
      try lowering.convolution(bias: 8, weights: 3)
    },
    "com.microsoft.DynamicQuantizeMatMul": { lowering throws(ImportFault) in try lowering.product() },
    "com.microsoft.MatMulIntegerToFloat": { lowering throws(ImportFault) in try lowering.product() },
    "com.microsoft.QuantizeLinear": { lowering throws(ImportFault) in try lowering.quantise() },
    "com.microsoft.DequantizeLinear": { lowering throws(ImportFault) in try lowering.dequantise() },
    "com.microsoft.QAttention": { lowering throws(ImportFault) in try lowering.packedAttention(without: [8])
    },
    "com.microsoft.QLinearConcat": { lowering throws(ImportFault) in try lowering.quantisedConcatenation() },
    "com.microsoft.QLinearWhere": { lowering throws(ImportFault) in try lowering.quantisedChoice() },
    "com.microsoft.QGemm": { lowering throws(ImportFault) in try lowering.gemm(second: 3, third: 6) },
    "com.microsoft.NhwcConv": { lowering throws(ImportFault) in try lowering.lastConvolution() },
    "com.microsoft.NhwcFusedConv": { lowering throws(ImportFault) in try lowering.lastConvolution() },
    "com.microsoft.NhwcMaxPool": { lowering throws(ImportFault) in try lowering.pooling() },
    "com.microsoft.BiasAdd": { lowering throws(ImportFault) in try lowering.biasedSum() },
    "com.microsoft.BiasSplitGelu": { lowering throws(ImportFault) in try lowering.splitGELU() },
    "com.microsoft.BiasSoftmax": { lowering throws(ImportFault) in try lowering.biasedSoftmax() },
    "com.microsoft.EmbedLayerNormalization": { lowering throws(ImportFault) in try lowering.embeddedTokens()
    },
    "com.microsoft.FusedMatMulActivation": { lowering throws(ImportFault) in
      try lowering.fusedProductWithActivation()
    },
    "com.microsoft.MatMulBnb4": { lowering throws(ImportFault) in try lowering.packedProduct() },
    "com.microsoft.RotaryEmbedding": { lowering throws(ImportFault) in
      try lowering.rotated(.init(cosines: 2, sines: 3, positions: 1))
    },
    "com.microsoft.LayerNormalization": { lowering throws(ImportFault) in try lowering.layerNorm() },
    "com.microsoft.Trilu": { lowering throws(ImportFault) in try lowering.triangle() },
    "com.microsoft.Pad": { lowering throws(ImportFault) in try lowering.padded() },
    "com.microsoft.GridSample": { lowering throws(ImportFault) in try lowering.sampledByGrid() },
  ]
}
