import ArchGraph
import ArchPyTorch
import ArchRuntime

extension Catalogue {
  /// Every operator the library ships, in the order of the reference.
  ///
  /// A new operator is its files and its name here.
  public static let standard = Catalogue(
    complete(
      InputLayer.self, ParameterLayer.self,
      // Convolutions
      Conv.self, DepthwiseConv.self, ConvTranspose.self, LocallyConnected.self, DeformableConv.self,
      // Pooling
      MaxPool.self, AvgPool.self, LPPool.self, GlobalAvgPool.self, GlobalMaxPool.self, AdaptiveAvgPool.self,
      AdaptiveMaxPool.self,
      // Dense layers
      Dense.self, ExpertDense.self, Matmul.self, SparseMatmul.self, RBF.self, Embedding.self, Position.self,
      ClassToken.self,
      EmbeddingBag.self,
      // Recurrent layers
      RNN.self, LSTM.self, GRU.self, ConvLSTM.self, SelectiveScan.self, Mamba2Scan.self, WKV.self,
      WKV6.self, WKV7.self,
      // Attention
      Attention.self, CrossAttention.self, Attend.self, RotaryPositions.self, LinearAttention.self,
      // Activations
      ReLU.self, ReLU6.self, LeakyReLU.self, PReLU.self, ELU.self, SELU.self, GELU.self, SiLU.self, Mish.self,
      Softplus.self, Sigmoid.self, HardSigmoid.self, HardSwish.self, Tanh.self, Softmax.self, LogSoftmax.self,
      Maxout.self, CELU.self, LogSigmoid.self, Softsign.self, HardTanh.self, Threshold.self, HardShrink.self,
      SoftShrink.self,
      // Reductions
      Mean.self, Sum.self, Max.self, Min.self, Variance.self, Norm.self, ArgMax.self, ArgMin.self,
      Cumsum.self,
      // Normalisations
      BatchNorm.self, LayerNorm.self, GroupNorm.self, InstanceNorm.self, RMSNorm.self, LocalResponseNorm.self,
      L2Normalize.self, Scale.self, Bias.self,
      // Arithmetic
      FFT.self, Affine.self, Abs.self, Sign.self, Square.self, Sqrt.self, Rsqrt.self, Reciprocal.self,
      Power.self, Exp.self, Log.self, Sin.self, Cos.self, Erf.self, Floor.self, Ceil.self, Round.self,
      Clamp.self,
      // Merges
      Add.self, Subtract.self, AbsDifference.self, Multiply.self, Divide.self, Maximum.self, Minimum.self,
      Average.self, Greater.self, GreaterOrEqual.self, Less.self, LessOrEqual.self, Equal.self, Where.self,
      Concat.self,
      // Shapes
      Flatten.self, Reshape.self, Permute.self, Slice.self, Split.self, Select.self, ChannelShuffle.self,
      Pad.self, Crop.self, Triangle.self, Roll.self, Flip.self, Expand.self, Tile.self, RepeatInterleave.self,
      Unfold.self, Fold.self,
      Identity.self, SpaceToDepth.self, DepthToSpace.self,
      // Upsampling
      Upsample.self,
      // Lookups
      Gather.self, TakeAlong.self, ScatterAdd.self, OneHot.self, TopK.self,
      Upsample.self, Resize.self, MaxUnpool.self,
      // Sampling
      GridSample.self, RoIAlign.self, DeformableAttention.self,
      // Regularisation
      Dropout.self, DropPath.self,
      // Post-processing
      BoxDecode.self, NonMaximumSuppression.self))

  /// Operators with all that the library asks of its own: one that lacks a facet does not compile.
  private static func complete<each O: Runnable & PyTorchWritable>(
    _ types: repeat (each O).Type
  ) -> [any Operator.Type] {
    var list: [any Operator.Type] = []
    for type in repeat each types { list.append(type) }
    return list
  }
}
