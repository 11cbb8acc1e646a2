import ArchAnalysis
import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

/// Lines of PyTorch, Keras, TensorFlow, JAX and ONNX are answered with the line that says the same here.
@Suite struct ForeignWordTests {
  private func faults(_ line: String) -> [Diagnostic] {
    let program = Program(
      SourceText(name: "main.arch", text: "network n {\ninput x: [3, 8, 8]\n\(line)\n}\n"),
      catalogue: .standard, figures: Figure.claimed, imports: NoImports())
    guard program.diagnostics.isEmpty else { return program.diagnostics }
    do throws(Diagnostics) {
      _ = try program.expand("n", settings: Settings())
      return []
    } catch {
      return error.items
    }
  }

  @Test(arguments: [
    ("Linear(64, 10)", "dense(10)"), ("Dense(8, activation: \"swish\")", "dense(8) -> silu"),
    (
      "Conv2d(3, 64, kernel_size: 3, stride: 2, padding: 1, bias: False)",
      "conv(64, kernel: 3, stride: 2, padding: 1, bias: false)"
    ),
    ("Conv2D(8, 3, padding: \"same\", activation: \"relu\")", "conv(8, kernel: 3, padding: same) -> relu"),
    ("ConvTranspose2d(3, 64, 2, 2)", "conv_transpose(64, kernel: 2, stride: 2)"),
    ("MaxPooling2D(pool_size: 2, strides: 1)", "max_pool(2, stride: 1)"),
    ("Clip(0, 6)", "clamp(min: 0, max: 6)"),
    ("cat(x, x, dim: 1)", "concat(x, x, axis: 0)"), ("Gather(x, indices: x)", "gather(x, indices: x)"),
    ("MultiHeadAttention(num_heads: 8, embed_dim: 64)", "attention(8)"),
    ("MultiheadAttention(64, 8)", "attention(8)"),
    ("interpolate(scale_factor: 2, mode: \"bilinear\")", "resize(scale: 2, mode: linear)"),
    ("ReduceMean(axes: [2, 3], keepdims: true)", "mean([1, 2], keep_dims: true)"),
    ("reduce_sum(axis: -1)", "sum(-1)"),
    ("LayerNormalization(epsilon: 0.001)", "layer_norm(epsilon: 0.001)"), ("BatchNorm2d(64)", "batch_norm"),
    ("Embedding(num_embeddings: 9, embedding_dim: 4)", "embedding(9, 4)"),
    ("PixelShuffle(upscale_factor: 2)", "depth_to_space(2)"), ("nn.Linear(3)", "dense(3)"),
    ("tf.reduce_mean(axis: 1)", "mean"), ("F.interpolate(scale_factor: 2)", "resize"),
    ("swish", "silu"), ("ScaledDotProductAttention", "attend"), ("index_select(0)", "gather"),
  ])
  func layersAreKnown(line: String, ours: String) {
    let found = faults(line)
    #expect(found.count == 1)
    #expect(found.first?.help?.contains("`\(ours)`") == true, "\(found.first?.help ?? "")")
  }

  @Test(arguments: [
    (
      "conv(filters: 8, kernel_size: 3, strides: 2)",
      "it is called `kernel` here: `conv(8, kernel: 3, stride: 2)`"
    ),
    (
      "dense(units: 8, activation: relu)",
      "an activation is a separate layer, which follows: `dense(8) -> relu`"
    ),
    ("softmax(dim: 1)", "it is called `axis` here, and axes do not count the batch: `softmax(axis: 0)`"),
    (
      "mean(dim: -1, keepdim: true)",
      "it is called `axis` here, and axes do not count the batch: `mean(-1, keep_dims: true)`"
    ),
    ("mean(axes: [1, 2])", "it is called `axis` here: `mean([1, 2])`"),
    ("clamp(minimum: 0, maximum: 6)", "it is called `min` here: `clamp(min: 0, max: 6)`"),
    ("attention(num_heads: 8, embed_dim: 64)", "it is called `heads` here: `attention(8)`"),
    ("batch_norm(momentum: 0.9, eps: 0.001)", "it is not needed here: `batch_norm(epsilon: 0.001)`"),
    ("dense(filters: 8)", "it is called `units` here: `dense(8)`"),
    ("split(2, dim: 1)", "it is called `axis` here, and axes do not count the batch: `split(2, axis: 0)`"),
    ("split(split_size: 4)", "`split([4, 4])` lists the sizes, `split(2)` says how many parts"),
    ("slice(1, start: 0, end: 4)", "it is called `from` here: `slice(1, from: 0, to: 4)`"),
    ("permute(dims: [0, 2, 3, 1])", "it is called `axes` here: `permute([1, 2, 0])`"),
    ("lstm(8, num_layers: 2, batch_first: true)", "`repeat` stacks layers: `repeat 2 { lstm(8) }`"),
    ("lstm(8, return_sequences: false)", "it is written `lstm(8, returns: last)`"),
    (
      "lstm(hidden_size: 8, bidirectional: true)", "it is called `units` here: `lstm(8, bidirectional: true)`"
    ),
    ("batch_norm(affine: false)", "it is written `batch_norm(scale: false, shift: false)`"),
    ("layer_norm(normalized_shape: [8])", "it is not needed here: `layer_norm`"),
    (
      "conv(8, kernel: 3, padding_mode: \"reflect\")",
      "a layer of its own pads so: `pad(1, mode: reflect)` before it"
    ),
    (
      "conv(8, kernel: 3, dilation_rate: 2, data_format: \"x\")",
      "it is called `dilation` here: `conv(8, kernel: 3, dilation: 2)`"
    ),
    ("dropout(p: 0.5)", "it is called `rate` here: `dropout(0.5)`"),
    ("max_pool(pool_size: 2)", "it is called `kernel` here: `max_pool(2)`"),
    ("upsample(scale_factor: 2)", "it is called `scale` here: `upsample(2)`"),
    ("pad(padding: 1)", "it is called `amount` here: `pad(1)`"),
    ("flatten(start_dim: 1)", "it is not needed here: `flatten`"),
    ("attention(8, dropout: 0.1)", "it is not needed here: `attention(8)`"),
    // Of what cannot be told there is no line.
    ("conv(8, kernel_size: 3, colour: 2)", "it is called `kernel` here"),
    ("softmax(dim: 0)", "it is called `axis` here, and axes do not count the batch"),
  ])
  func argumentsAreKnown(line: String, help: String) {
    let found = faults(line)
    #expect(found.map(\.code) == ["unknown-argument"])
    #expect(found.first?.help == help)
  }

  /// Values of arguments that others write in another way.
  @Test(arguments: [
    ("conv(8, kernel: 3, padding: \"SAME\")", "it is written `same`"),
    ("gelu(approximate: true)", "it is written `tanh`"),
    ("lstm(8, bidirectional: 1)", "it is written `true`"), ("clamp(0, 6)", "`clamp(min: 0, max: 6)`"),
    ("reshape(3, 64)", "a list is written in square brackets: `reshape([3, 64])`"),
    ("permute(0, 2, 1)", "a list is written in square brackets: `permute([0, 2, 1])`"),
  ])
  func valuesAreKnown(line: String, help: String) {
    #expect(faults(line).map(\.help) == [help])
  }

  /// Words of Flax, Haiku, Equinox, Caffe and darknet, and of layers with arguments that their names say.
  @Test(arguments: [
    ("LazyConv2d(8, 3)", "conv"), ("SyncBatchNorm", "batch_norm"), ("DenseGeneral(8)", "dense"),
    ("EinsumDense", "dense"),
    ("ConvLocal", "locally_connected"), ("MultiHeadDotProductAttention(num_heads: 8)", "attention(8)"),
    ("OptimizedLSTMCell(8)", "lstm(8)"), ("VanillaRNN(8)", "rnn(8)"), ("UnitNormalization", "l2_normalize"),
    ("ReflectionPad2d(1)", "pad(1, mode: reflect)"), ("ReplicationPad2d(2)", "pad(2, mode: replicate)"),
    ("UpsamplingBilinear2d(scale_factor: 2)", "resize(scale: 2, mode: linear)"), ("connected", "dense"),
    ("leaky", "leaky_relu"),
    ("logistic", "sigmoid"), ("InnerProduct(8)", "dense(8)"), ("LpNormalization", "l2_normalize"),
    ("masked_fill", "where"),
    ("embedding_lookup", "embedding"), ("atrous_conv2d", "conv"), ("GroupQueryAttention", "attention"),
    ("RepeatVector", "expand"),
    ("MeanVarianceNormalization", "instance_norm"), ("RotaryPositionalEmbedding", "rotary"),
    ("Trilu", "triangle"),
    ("SeparableConv2D(8, 3)", "separable_conv(8, kernel: 3)"), ("Rescaling", "affine"),
    ("scale_channels", "multiply"),
  ])
  func furtherLayersAreKnown(line: String, ours: String) {
    #expect(faults(line).first?.help?.contains("`\(ours)`") == true, "\(faults(line).first?.help ?? "none")")
  }

  /// What is offered is taken, as far as the input lets it.
  @Test(arguments: [
    "Conv2d(3, 64, 3)", "Conv2D(8, 3, activation: \"relu\")", "Clip(0, 6)", "ReduceMean(axes: [2, 3])",
    "interpolate(scale_factor: 2, mode: \"bilinear\")", "softmax(dim: 1)", "MaxPool2d(2)",
    "cat(x, x, dim: 1)",
  ])
  func linesThatAreOfferedAreRight(line: String) throws {
    let help = try #require(faults(line).first?.help)
    let ours = try #require(help.split(separator: "`").dropFirst().last { $0.contains("(") })
    #expect(faults(String(ours)).isEmpty, "\(ours)")
  }
}
