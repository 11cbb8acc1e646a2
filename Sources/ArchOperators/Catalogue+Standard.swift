import ArchGraph
import ArchONNX
import ArchPyTorch
import ArchRuntime

extension Catalogue {
  /// Every operator the library ships, in the order of the reference.
  ///
  /// A new operator needs only its files and its line here. Its name is next to it: a program that uses few operators
  /// need not make the signatures of all.
  public static let standard = Catalogue(
    [
      shipped("input", InputLayer.self), shipped("parameter", ParameterLayer.self),
      // Convolutions
      shipped("conv", Conv.self), shipped("depthwise_conv", DepthwiseConv.self),
      shipped("conv_transpose", ConvTranspose.self),
      shipped("locally_connected", LocallyConnected.self), shipped("deformable_conv", DeformableConv.self),
      // Pooling
      shipped("max_pool", MaxPool.self), shipped("avg_pool", AvgPool.self), shipped("lp_pool", LPPool.self),
      shipped("global_avg_pool", GlobalAvgPool.self), shipped("global_max_pool", GlobalMaxPool.self),
      shipped("adaptive_avg_pool", AdaptiveAvgPool.self),
      shipped("adaptive_max_pool", AdaptiveMaxPool.self),
      // Dense layers
      shipped("dense", Dense.self), shipped("expert_dense", ExpertDense.self),
      shipped("expert_scale", ExpertScale.self), shipped("matmul", Matmul.self),
      shipped("einsum", Einsum.self),
      shipped("sparse_matmul", SparseMatmul.self), shipped("rbf", RBF.self),
      shipped("embedding", Embedding.self),
      shipped("position", Position.self),
      shipped("class_token", ClassToken.self),
      shipped("embedding_bag", EmbeddingBag.self),
      // Recurrent layers
      shipped("rnn", RNN.self), shipped("lstm", LSTM.self), shipped("gru", GRU.self),
      shipped("conv_lstm", ConvLSTM.self),
      shipped("selective_scan", SelectiveScan.self), shipped("mamba2_scan", Mamba2Scan.self),
      shipped("wkv", WKV.self),
      shipped("wkv6", WKV6.self), shipped("wkv7", WKV7.self),
      // Attention
      shipped("attention", Attention.self), shipped("cross_attention", CrossAttention.self),
      shipped("attend", Attend.self),
      shipped("rotary", RotaryPositions.self), shipped("linear_attention", LinearAttention.self),
      shipped("cache", TokenCache.self), shipped("bucketed_bias", BucketedBias.self),
      // Activations
      shipped("relu", ReLU.self), shipped("relu6", ReLU6.self), shipped("leaky_relu", LeakyReLU.self),
      shipped("prelu", PReLU.self),
      shipped("elu", ELU.self), shipped("selu", SELU.self), shipped("gelu", GELU.self),
      shipped("silu", SiLU.self), shipped("mish", Mish.self),
      shipped("softplus", Softplus.self), shipped("sigmoid", Sigmoid.self),
      shipped("hard_sigmoid", HardSigmoid.self),
      shipped("hard_swish", HardSwish.self), shipped("tanh", Tanh.self), shipped("softmax", Softmax.self),
      shipped("log_softmax", LogSoftmax.self),
      shipped("maxout", Maxout.self), shipped("celu", CELU.self), shipped("log_sigmoid", LogSigmoid.self),
      shipped("softsign", Softsign.self), shipped("hard_tanh", HardTanh.self),
      shipped("threshold", Threshold.self),
      shipped("hard_shrink", HardShrink.self),
      shipped("soft_shrink", SoftShrink.self),
      // Reductions
      shipped("mean", Mean.self), shipped("sum", Sum.self), shipped("max", Max.self),
      shipped("min", Min.self),
      shipped("variance", Variance.self), shipped("norm", Norm.self), shipped("arg_max", ArgMax.self),
      shipped("arg_min", ArgMin.self),
      shipped("cumsum", Cumsum.self),
      // Normalisations
      shipped("batch_norm", BatchNorm.self), shipped("layer_norm", LayerNorm.self),
      shipped("group_norm", GroupNorm.self),
      shipped("instance_norm", InstanceNorm.self), shipped("rms_norm", RMSNorm.self),
      shipped("weight_norm", WeightNorm.self),
      shipped("spectral_norm", SpectralNorm.self),
      shipped("local_response_norm", LocalResponseNorm.self),
      shipped("l2_normalize", L2Normalize.self), shipped("scale", Scale.self), shipped("bias", Bias.self),
      // Arithmetic
      shipped("fft", FFT.self), shipped("affine", Affine.self), shipped("abs", Abs.self),
      shipped("sign", Sign.self),
      shipped("square", Square.self), shipped("sqrt", Sqrt.self), shipped("rsqrt", Rsqrt.self),
      shipped("reciprocal", Reciprocal.self),
      shipped("power", Power.self), shipped("exp", Exp.self), shipped("log", Log.self),
      shipped("sin", Sin.self), shipped("cos", Cos.self),
      shipped("erf", Erf.self), shipped("floor", Floor.self), shipped("ceil", Ceil.self),
      shipped("round", Round.self),
      shipped("clamp", Clamp.self),
      // Merges
      shipped("add", Add.self), shipped("subtract", Subtract.self),
      shipped("abs_difference", AbsDifference.self),
      shipped("multiply", Multiply.self), shipped("divide", Divide.self), shipped("maximum", Maximum.self),
      shipped("minimum", Minimum.self),
      shipped("average", Average.self), shipped("greater", Greater.self),
      shipped("greater_or_equal", GreaterOrEqual.self),
      shipped("less", Less.self), shipped("less_or_equal", LessOrEqual.self), shipped("equal", Equal.self),
      shipped("where", Where.self),
      shipped("concat", Concat.self),
      // Shapes
      shipped("flatten", Flatten.self), shipped("reshape", Reshape.self), shipped("permute", Permute.self),
      shipped("slice", Slice.self),
      shipped("split", Split.self), shipped("select", Select.self),
      shipped("channel_shuffle", ChannelShuffle.self),
      shipped("pad", Pad.self), shipped("crop", Crop.self), shipped("triangle", Triangle.self),
      shipped("roll", Roll.self),
      shipped("flip", Flip.self), shipped("expand", Expand.self), shipped("tile", Tile.self),
      shipped("repeat_interleave", RepeatInterleave.self),
      shipped("unfold", Unfold.self), shipped("fold", Fold.self),
      shipped("identity", Identity.self), shipped("space_to_depth", SpaceToDepth.self),
      shipped("depth_to_space", DepthToSpace.self),
      // Upsampling
      shipped("upsample", Upsample.self),
      // Lookups
      shipped("gather", Gather.self), shipped("take_along", TakeAlong.self),
      shipped("scatter_add", ScatterAdd.self),
      shipped("one_hot", OneHot.self), shipped("top_k", TopK.self),
      shipped("resize", Resize.self), shipped("max_unpool", MaxUnpool.self),
      // Sampling
      shipped("grid_sample", GridSample.self), shipped("roi_align", RoIAlign.self),
      shipped("deformable_attention", DeformableAttention.self),
      // Regularisation
      shipped("dropout", Dropout.self), shipped("drop_path", DropPath.self),
      // Post-processing
      shipped("box_decode", BoxDecode.self), shipped("non_maximum_suppression", NonMaximumSuppression.self),
    ])

  /// An operator with all the facets that the library asks of its operators: without one it does not compile.
  ///
  /// Inlined, to avoid looking up facets when a program starts.
  @inline(__always)
  private static func shipped<O: Runnable & Differentiable & PyTorchWritable & ONNXWritable>(
    _ name: String, _ type: O.Type
  ) -> (name: String, type: any Operator.Type) { (name, type) }
}
