import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

/// Lines of Python in a file are answered with the line that says the same here.
@Suite struct PastedLineTests {
  private static let head = "network n {\ninput x: [8, 16, 16]\ny: conv(8, kernel: 1)\nidentity\n"

  private func faults(_ line: String) -> [Diagnostic] {
    let program = Program(
      SourceText(name: "main.arch", text: Self.head + "\(line)\n}\n"), catalogue: .standard,
      imports: NoImports())
    guard program.diagnostics.isEmpty else { return program.diagnostics }
    do throws(Diagnostics) {
      _ = try program.expand("n", settings: Settings())
      return []
    } catch {
      return error.items
    }
  }

  @Test(arguments: [
    ("self.conv1 = nn.Conv2d(3, 64, kernel_size=7, stride=2)", "conv1: conv(64, kernel: 7, stride: 2)"),
    (
      "self.conv1 = nn.Conv2d(3, 64, (3, 5), padding=(1, 2), bias=False)",
      "conv1: conv(64, kernel: [3, 5], padding: [1, 2], bias: false)"
    ),
    ("x = F.relu(x)", "relu"), ("y2 = F.relu(x)", "y2: x -> relu"),
    ("self.relu = nn.ReLU(inplace=True)", "relu"),
    ("self.fc = nn.Linear(512 * 4, num_classes)", "fc: dense(num_classes)"),
    (
      "self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)",
      "maxpool: max_pool(3, stride: 2, padding: 1)"
    ),
    ("x = F.max_pool2d(F.relu(x), 2, 2)", "relu -> max_pool(2, stride: 2)"),
    ("x = x.view(x.size(0), -1)", "flatten"), ("x = torch.flatten(x, 1)", "flatten"),
    ("x = x.reshape(-1, 4, 512)", "reshape([4, 512])"),
    ("x = torch.cat([x, y], dim=1)", "concat(x, y, axis: 0)"),
    ("x = torch.cat((x, y), 1)", "concat(x, y, axis: 0)"), ("out += identity", "add(identity)"),
    ("x = x + y", "add(y)"),
    ("return F.log_softmax(x, dim=1)", "log_softmax(axis: 0)"), ("x = x.mean([2, 3])", "mean([1, 2])"),
    ("x = x.permute(0, 2, 3, 1)", "permute([1, 2, 0])"),
    ("q, k, v = x.chunk(3, dim=-1)", "q, k, v: x -> split(3, axis: -1)"),
    (
      "nn.Sequential(nn.Conv2d(3, 16, 3), nn.ReLU(), nn.MaxPool2d(2))",
      "conv(16, kernel: 3) -> relu -> max_pool(2)"
    ),
    ("nn.Sequential(\nnn.Conv2d(3, 16, 3),\nnn.ReLU(),\n)", "conv(16, kernel: 3) -> relu"),
    ("nn.Conv2d(3, 64, 3), nn.ReLU(),", "conv(64, kernel: 3) -> relu"),
    ("layers.Dense(10, activation=\"softmax\")", "dense(10) -> softmax"),
    (
      "x = layers.Conv2D(32, 3, strides=(2, 2), padding='same', activation='relu')(x)",
      "conv(32, kernel: 3, stride: 2, padding: same) -> relu"
    ),
    ("model.add(layers.Dense(64, activation='relu', input_shape=(784,)))", "dense(64) -> relu"),
    ("model = keras.Sequential([layers.Dense(64), layers.Dense(10)])", "dense(64) -> dense(10)"),
    ("x = layers.Add()([x, y])", "add(y)"), ("x = layers.Activation('swish')(x)", "silu"),
    ("x = layers.Reshape((7, 7, 64))(x)", "reshape([64, 7, 7])"),
    ("x = layers.Permute((2, 1))(x)", "permute([1, 0])"),
    ("x = layers.LSTM(64)(x)", "lstm(64, biases: one, returns: last)"),
    ("x = layers.Bidirectional(layers.GRU(64, return_sequences=True))(x)", "gru(64, bidirectional: true)"),
    ("self.lstm = nn.LSTM(64, 128, num_layers=2, batch_first=True)", "lstm1: repeat 2 { lstm(128) }"),
    ("x = nn.Conv(features=32, kernel_size=(3, 3))(x)", "conv(32, kernel: 3, padding: same)"),
    (
      "x = hk.Conv2D(output_channels=32, kernel_shape=3, stride=2)(x)",
      "conv(32, kernel: 3, stride: 2, padding: same)"
    ),
    (
      "self.pre = weight_norm(nn.Conv1d(80, 512, 7, 1, padding=3))",
      "pre: conv(512, kernel: 7, stride: 1, padding: 3, weights: weight_norm)"
    ),
    (
      "self.pos = nn.utils.parametrizations.weight_norm(nn.Conv1d(768, 768, 128), name='weight', dim=2)",
      "pos: conv(768, kernel: 128, weights: weight_norm(axis: 2))"
    ),
    ("spectral_norm(nn.Linear(128, 10, bias=False))", "dense(10, bias: false, weights: spectral_norm)"),
    ("x = layers.SpectralNormalization(layers.Dense(10))(x)", "dense(10, weights: spectral_norm)"),
    ("self.conv2 = eqx.nn.Conv2d(3, 16, kernel_size=3, key=key)", "conv2: conv(16, kernel: 3)"),
    ("x = jax.nn.gelu(x)", "gelu(approximate: tanh)"),
    ("x = nn.avg_pool(x, window_shape=(2, 2), strides=(2, 2))", "avg_pool(2, stride: 2)"),
    ("x = tf.nn.max_pool2d(x, 2, 2, 'SAME')", "max_pool(2, stride: 2, padding: same)"),
    ("inputs = keras.Input(shape=(28, 28, 1))", "input inputs: [1, 28, 28]"),
    ("x = torch.randn(1, 3, 224, 224)", "input x: [3, 224, 224]"),
    ("x = layers.MultiHeadAttention(num_heads=8, key_dim=64)(x, x)", "attention(8, key_width: 64)"),
    (
      "x = layers.MultiHeadAttention(num_heads=8, key_dim=64)(x, y)",
      "cross_attention(x, y, 8, key_width: 64)"
    ),
    ("self.pad = nn.ReflectionPad2d(2)", "pad1: pad(2, mode: reflect)"),
    ("conv(8, kernel=3)", "conv(8, kernel: 3)"),
    ("x = conv(8, kernel: 3)", "x: conv(8, kernel: 3)"), ("depth = 3", "let depth = 3"),
    ("x = layers.SeparableConv2D(32, 3, padding='same')(x)", "separable_conv(32, kernel: 3, padding: same)"),
    ("self.bn = nn.BatchNorm2d(64, affine=False)", "bn: batch_norm(scale: false, shift: false)"),
    (
      "x = F.interpolate(x, scale_factor=2, mode='bilinear', align_corners=False)",
      "resize(scale: 2, mode: linear, align_corners: false)"
    ),
  ])
  func lineIsWrittenHere(line: String, ours: String) {
    let found = faults(line).filter { $0.help?.contains("strings are written") != true }
    #expect(found.count == 1)
    #expect(found.first?.help?.contains("`\(ours)`") == true, "\(found.first?.help ?? "none")")
  }

  @Test(arguments: [
    ("import torch.nn as nn", "nothing of a framework is imported"),
    ("super().__init__()", "leave the line out"),
    ("def forward(self, x):", "layers run where their lines stand"),
    ("return x", "the last value is the result"),
    ("for i in range(3):", "`repeat 3 as i"), ("if self.training:", "`if condition { … }`"),
    ("else:", "`else { … }`"),
    ("x = self.conv1(x)", "the line of `conv1` comes here"),
    ("optimizer = torch.optim.Adam(p)", "archcalc train"),
    ("x = F.relu(self.conv1(x))", "where `conv1` stands for the layer itself"),
    ("x = x.unsqueeze(1)", "reshape([1, 64])"),
    ("x = layers.Concatenate(axis=-1)([x, y])", "the last axis is 0"), ("filters=32", "conv(32, kernel: 3)"),
    ("x = tf.reduce_mean(x, axis=[1, 2])", "`tf.reduce_mean` is called `mean` here"),
    ("activation=leaky", "leaky_relu"),
    ("x = x * torch.sigmoid(y)", "`torch.sigmoid` is called `sigmoid` here"),
    ("TransformerEncoderLayer", "it is a block here"),
    ("[convolutional]", "`conv`"), ("std", "variance(0) -> sqrt"), ("Cast", "leave it out"),
    ("Bidirectional", "bidirectional: true"),
  ])
  func statementIsAnswered(line: String, help: String) {
    #expect(faults(line).first?.help?.contains(help) == true, "\(faults(line).first?.help ?? "none")")
  }

  /// What is offered for a line is taken, where nothing of it is made elsewhere.
  @Test(arguments: [
    "self.conv1 = nn.Conv2d(8, 64, kernel_size=3, stride=2)", "x = F.max_pool2d(F.relu(x), 2, 2)",
    "x = torch.cat([x, y], dim=1)", "x = x.permute(0, 2, 3, 1)", "x = x + y",
    "x = layers.Activation('swish')(x)",
    "nn.Sequential(nn.Conv2d(3, 16, 3), nn.ReLU(), nn.MaxPool2d(2))",
    "x = layers.Reshape((7, 7, 64))(layers.Dense(49)(x))",
    "self.pad = nn.ReflectionPad2d(2)", "a, b = x.chunk(2, dim=1)", "x = x.mean([2, 3])",
    "x = nn.Conv(features=32, kernel_size=(3, 3))(x)",
    "x = layers.SeparableConv2D(32, 3, padding='same')(x)",
    "x = F.interpolate(x, scale_factor=2, mode='bilinear')",
    "x = jax.nn.gelu(x)", "x = torch.flatten(x, 1)", "y2 = F.relu(x)",
    "self.bn = nn.BatchNorm2d(64, affine=False)",
  ])
  func whatIsOfferedIsTaken(line: String) throws {
    let help = try #require(faults(line).first?.help)
    let ours = try #require(help.split(separator: "`").dropFirst().first)
    let left = faults(String(ours)).filter { $0.code != "list-as-output" && $0.code != "wrong-elements" }
    #expect(left.isEmpty, "\(ours): \(left.map(\.title))")
  }

  /// Nobody's text makes the reader hang or crash.
  @Test func anyTextEnds() {
    for text in [
      String(repeating: "nn.f(", count: 3000), String(repeating: "x = ", count: 900),
      "x = '" + String(repeating: "a", count: 9000),
      "x = nn.Conv2d(" + String(repeating: "(", count: 200) + String(repeating: ")", count: 200) + ")",
      "x = [" + String(repeating: "1, ", count: 1200) + "]",
      "self. = nn.", "x = nn.Conv2d(=)", "x += ", "= nn.ReLU()", "x = a.b.c.d.e(1)(2)(3)(4)",
      "q, , v = x.chunk(3)", "x = 1e", "x = -", "x = *", "x.=y",
    ] {
      #expect(!faults(text).isEmpty)
    }
  }
}
