import ArchGraph
import ArchONNX
import ArchPyTorch
import ArchRuntime

extension Catalogue {
  /// Every operator the library ships, in the order of the reference.
  ///
  /// A new operator is its files and its line here. Its name stands beside it, so that a program which uses a few operators
  /// need not make the signatures of all.
  public static let standard = Catalogue(
    complete(
      ("input", InputLayer.self), ("parameter", ParameterLayer.self),
      // Convolutions
      ("conv", Conv.self), ("depthwise_conv", DepthwiseConv.self), ("conv_transpose", ConvTranspose.self),
      ("locally_connected", LocallyConnected.self), ("deformable_conv", DeformableConv.self),
      // Pooling
      ("max_pool", MaxPool.self), ("avg_pool", AvgPool.self), ("lp_pool", LPPool.self),
      ("global_avg_pool", GlobalAvgPool.self), ("global_max_pool", GlobalMaxPool.self),
      ("adaptive_avg_pool", AdaptiveAvgPool.self),
      ("adaptive_max_pool", AdaptiveMaxPool.self),
      // Dense layers
      ("dense", Dense.self), ("expert_dense", ExpertDense.self), ("matmul", Matmul.self),
      ("sparse_matmul", SparseMatmul.self), ("rbf", RBF.self), ("embedding", Embedding.self),
      ("position", Position.self),
      ("class_token", ClassToken.self),
      ("embedding_bag", EmbeddingBag.self),
      // Recurrent layers
      ("rnn", RNN.self), ("lstm", LSTM.self), ("gru", GRU.self), ("conv_lstm", ConvLSTM.self),
      ("selective_scan", SelectiveScan.self), ("mamba2_scan", Mamba2Scan.self), ("wkv", WKV.self),
      ("wkv6", WKV6.self), ("wkv7", WKV7.self),
      // Attention
      ("attention", Attention.self), ("cross_attention", CrossAttention.self), ("attend", Attend.self),
      ("rotary", RotaryPositions.self), ("linear_attention", LinearAttention.self),
      // Activations
      ("relu", ReLU.self), ("relu6", ReLU6.self), ("leaky_relu", LeakyReLU.self), ("prelu", PReLU.self),
      ("elu", ELU.self), ("selu", SELU.self), ("gelu", GELU.self), ("silu", SiLU.self), ("mish", Mish.self),
      ("softplus", Softplus.self), ("sigmoid", Sigmoid.self), ("hard_sigmoid", HardSigmoid.self),
      ("hard_swish", HardSwish.self), ("tanh", Tanh.self), ("softmax", Softmax.self),
      ("log_softmax", LogSoftmax.self),
      ("maxout", Maxout.self), ("celu", CELU.self), ("log_sigmoid", LogSigmoid.self),
      ("softsign", Softsign.self), ("hard_tanh", HardTanh.self), ("threshold", Threshold.self),
      ("hard_shrink", HardShrink.self),
      ("soft_shrink", SoftShrink.self),
      // Reductions
      ("mean", Mean.self), ("sum", Sum.self), ("max", Max.self), ("min", Min.self),
      ("variance", Variance.self), ("norm", Norm.self), ("arg_max", ArgMax.self), ("arg_min", ArgMin.self),
      ("cumsum", Cumsum.self),
      // Normalisations
      ("batch_norm", BatchNorm.self), ("layer_norm", LayerNorm.self), ("group_norm", GroupNorm.self),
      ("instance_norm", InstanceNorm.self), ("rms_norm", RMSNorm.self),
      ("local_response_norm", LocalResponseNorm.self),
      ("l2_normalize", L2Normalize.self), ("scale", Scale.self), ("bias", Bias.self),
      // Arithmetic
      ("fft", FFT.self), ("affine", Affine.self), ("abs", Abs.self), ("sign", Sign.self),
      ("square", Square.self), ("sqrt", Sqrt.self), ("rsqrt", Rsqrt.self), ("reciprocal", Reciprocal.self),
      ("power", Power.self), ("exp", Exp.self), ("log", Log.self), ("sin", Sin.self), ("cos", Cos.self),
      ("erf", Erf.self), ("floor", Floor.self), ("ceil", Ceil.self), ("round", Round.self),
      ("clamp", Clamp.self),
      // Merges
      ("add", Add.self), ("subtract", Subtract.self), ("abs_difference", AbsDifference.self),
      ("multiply", Multiply.self), ("divide", Divide.self), ("maximum", Maximum.self),
      ("minimum", Minimum.self),
      ("average", Average.self), ("greater", Greater.self), ("greater_or_equal", GreaterOrEqual.self),
      ("less", Less.self), ("less_or_equal", LessOrEqual.self), ("equal", Equal.self), ("where", Where.self),
      ("concat", Concat.self),
      // Shapes
      ("flatten", Flatten.self), ("reshape", Reshape.self), ("permute", Permute.self), ("slice", Slice.self),
      ("split", Split.self), ("select", Select.self), ("channel_shuffle", ChannelShuffle.self),
      ("pad", Pad.self), ("crop", Crop.self), ("triangle", Triangle.self), ("roll", Roll.self),
      ("flip", Flip.self), ("expand", Expand.self), ("tile", Tile.self),
      ("repeat_interleave", RepeatInterleave.self),
      ("unfold", Unfold.self), ("fold", Fold.self),
      ("identity", Identity.self), ("space_to_depth", SpaceToDepth.self),
      ("depth_to_space", DepthToSpace.self),
      // Upsampling
      ("upsample", Upsample.self),
      // Lookups
      ("gather", Gather.self), ("take_along", TakeAlong.self), ("scatter_add", ScatterAdd.self),
      ("one_hot", OneHot.self), ("top_k", TopK.self),
      ("resize", Resize.self), ("max_unpool", MaxUnpool.self),
      // Sampling
      ("grid_sample", GridSample.self), ("roi_align", RoIAlign.self),
      ("deformable_attention", DeformableAttention.self),
      // Regularisation
      ("dropout", Dropout.self), ("drop_path", DropPath.self),
      // Post-processing
      ("box_decode", BoxDecode.self), ("non_maximum_suppression", NonMaximumSuppression.self)))

  /// Operators with all that the library asks of its own: one that lacks a facet does not compile.
  private static func complete<each O: Runnable & Differentiable & PyTorchWritable & ONNXWritable>(
    _ operators: repeat (String, (each O).Type)
  ) -> [(name: String, type: any Operator.Type)] {
    var list: [(name: String, type: any Operator.Type)] = []
    for (name, type) in repeat each operators { list.append((name, type)) }
    return list
  }
}
