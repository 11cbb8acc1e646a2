/// A layer or a function of a framework's library, as counting tools meet it when a network runs.
///
/// Every tool has rules for the layers of such a library by kind. The kinds are those of PyTorch's library, which has
/// the most tools; the counts are for one example.
package struct LibraryCall: Hashable, Sendable {
  /// Its kind in the library.
  package var kind: Kind
  /// The multiply-adds of convolutions, dense layers and matrix products in it.
  package var multiplyAdds: CheckedInteger
  /// The elements of its first input.
  package var inputs: CheckedInteger
  /// The elements of its output.
  package var outputs: CheckedInteger
  /// The elements of its learnt tensors other than biases.
  package var weights = CheckedInteger(0)
  /// The elements of its learnt biases.
  package var biases = CheckedInteger(0)
  /// The additions of biases.
  package var biasAdditions = CheckedInteger(0)
  /// The channels, or the features of a row.
  package var channels = 1
  /// The groups that a convolution splits its channels into.
  package var groups = 1
  /// The elements of a window in each channel; the tokens that a recurrent layer steps over.
  package var taps = CheckedInteger(1)
  /// The extent of a window on its first axis.
  package var firstTap = 1
  /// The axes of its output besides channels.
  package var axes: Int
  /// The extent of the first axis that a norm covers.
  package var firstExtent = 1
  /// How often a recurrent layer passes over the tokens.
  package var directions = 1
  /// The multiply-adds of a recurrent layer, except those that project its states.
  package var multiplyAddsOfGates = CheckedInteger(0)
  /// The elements of the states of a recurrent layer, over all steps.
  package var states = CheckedInteger(0)
  /// The scores of attention.
  package var scores = CheckedInteger(0)
  /// For a transposed convolution, the positions that a convolution with its window would have.
  package var positionsOfConvolution = CheckedInteger(0)
  /// The size given to a resampling, or the product of its sizes, or `nil` if it has a factor.
  package var size: CheckedInteger?
  /// The calls inside it, for tools that look inside and have no rule for the call itself.
  package var parts: [LibraryCall] = []

  /// A layer of a library.
  package init(
    _ kind: Kind, inputs: CheckedInteger, outputs: CheckedInteger,
    multiplyAdds: CheckedInteger = CheckedInteger(0), axes: Int = 1
  ) {
    self.axes = axes
    self.kind = kind
    self.inputs = inputs
    self.outputs = outputs
    self.multiplyAdds = multiplyAdds
  }

  /// The number of positions of each channel.
  package var positions: CheckedInteger { .floor(outputs, dividedBy: CheckedInteger(max(1, channels))) }

  /// Whether it has a learnt factor for each channel.
  package var isAffine: Bool { weights != CheckedInteger(0) }

  /// The layers and functions that libraries have.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    // Layers with products
    case convolution, transposedConvolution, deformableConvolution, linear, matrixProduct
    case attention, scaledDotProduct, head
    case embedding, position
    case rnn, lstm, projectedLSTM, gru
    // Normalisations
    case batchNorm, layerNorm, groupNorm, instanceNorm, rmsNorm, localResponseNorm
    // Activations
    case relu, relu6, leakyReLU, prelu, elu, selu, celu, gelu, tanhGELU, silu, mish, softplus
    case sigmoid, hardSigmoid, hardSwish, tanh, hardTanh, logSigmoid, softsign, hardShrink, softShrink
    case softmax, logSoftmax
    case exponential, absolute
    // Pooling
    case maxPool, averagePool, powerPool, adaptiveMaxPool, adaptiveAveragePool, mean, sum
    // Merges
    case addition, subtraction, product, quotient
    // Sampling
    case nearest, linearInterpolation, bilinear, trilinear, bicubic, gridSample

    /// The plural noun for them in a sentence.
    package var plural: String {
      switch self {
      case .convolution: "convolutions"
      case .transposedConvolution: "transposed convolutions"
      case .deformableConvolution: "deformable convolutions"
      case .linear: "dense layers"
      case .matrixProduct: "matrix products"
      case .attention: "attention layers"
      case .scaledDotProduct: "attention scores"
      case .head: "output layers"
      case .embedding: "embeddings"
      case .position: "position embeddings"
      case .rnn: "recurrent layers"
      case .lstm: "LSTMs"
      case .projectedLSTM: "LSTMs with a projection"
      case .gru: "GRUs"
      case .batchNorm: "batch norms"
      case .layerNorm: "layer norms"
      case .groupNorm: "group norms"
      case .instanceNorm: "instance norms"
      case .rmsNorm: "RMS norms"
      case .localResponseNorm: "local response norms"
      case .relu: "ReLUs"
      case .relu6: "ReLU6s"
      case .leakyReLU: "leaky ReLUs"
      case .prelu: "PReLUs"
      case .elu: "ELUs"
      case .selu: "SELUs"
      case .celu: "CELUs"
      case .gelu: "GELUs"
      case .tanhGELU: "GELUs approximated by tanh"
      case .silu: "SiLUs"
      case .mish: "Mishes"
      case .softplus: "softpluses"
      case .sigmoid: "sigmoids"
      case .hardSigmoid: "hard sigmoids"
      case .hardSwish: "hard swishes"
      case .tanh: "hyperbolic tangents"
      case .hardTanh: "hard tangents"
      case .logSigmoid: "log-sigmoids"
      case .softsign: "softsigns"
      case .hardShrink: "hard shrinkages"
      case .softShrink: "soft shrinkages"
      case .exponential: "exponentials"
      case .absolute: "absolute values"
      case .softmax: "softmaxes"
      case .logSoftmax: "log-softmaxes"
      case .maxPool: "max poolings"
      case .averagePool: "average poolings"
      case .powerPool: "power poolings"
      case .adaptiveMaxPool: "adaptive max poolings"
      case .adaptiveAveragePool: "adaptive average poolings"
      case .mean: "means"
      case .sum: "sums"
      case .addition: "additions of values"
      case .subtraction: "differences of values"
      case .product: "products of values"
      case .quotient: "quotients of values"
      case .nearest: "nearest upsamplings"
      case .linearInterpolation: "linear upsamplings"
      case .bilinear: "bilinear upsamplings"
      case .trilinear: "trilinear upsamplings"
      case .bicubic: "bicubic upsamplings"
      case .gridSample: "grid samplings"
      }
    }
  }
}

extension Operator {
  /// The layer as one call of a library: its elements, its weights, and the multiply-adds of its work.
  ///
  /// - Parameter channels: the channels of the output; those of a map unless given.
  package func libraryCall(
    _ kind: LibraryCall.Kind, from inputs: [Shape], to output: Shape, channels: Int? = nil
  ) -> LibraryCall {
    var call = LibraryCall(
      kind, inputs: inputs.first?.size ?? CheckedInteger(0), outputs: output.size,
      multiplyAdds: work(from: inputs, to: output)[.multiplyAdds].checked,
      axes: max(inputs.first?.rank ?? 0, output.rank) - 1)
    call.channels = channels ?? output.dimensions.first ?? 1
    for parameter in parameters(of: inputs) where parameter.role == .weight {
      if parameter.use == .shift {
        call.biases = call.biases + parameter.shape.size
      } else {
        call.weights = call.weights + parameter.shape.size
      }
    }
    return call
  }
}

extension Shape {
  /// The number of elements; no value if that exceeds 64 bits.
  package var size: CheckedInteger { CheckedInteger(elementCount) }
}

extension Count {
  /// The number; no value if that exceeds 64 bits.
  package var checked: CheckedInteger { CheckedInteger(try? value()) }
}
