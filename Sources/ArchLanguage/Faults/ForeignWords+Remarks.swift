/// Help for words of another framework that are not a single layer here.
extension ForeignWords {
  /// The help for a folded name, or `nil` if the word is a layer or is unknown.
  static func remark(_ word: String) -> String? { remarks[folded(word)] }

  /// The help for an argument of another framework that has no equivalent here by name alone.
  static func remark(ofArgument word: String) -> String? {
    switch folded(word) {
    case "paddingmode": "a layer of its own pads so: `pad(1, mode: reflect)` before it"
    case "splitsize", "splitsizeorsections": "`split([4, 4])` lists the sizes, `split(2)` says how many parts"
    default: nil
    }
  }

  private static let leftOut = "it changes no shape and no count: leave it out"

  private static let remarks: [String: String] = [
    "activation": "an activation is a layer of its own: `relu`",
    "sequential":
      "layers follow each other, each on its line or behind an arrow: `conv(8, kernel: 3) -> relu`",
    "modulelist": "`repeat 3 { … }` repeats a part, `for x in list { … }` goes through a list",
    "transformer": encoder, "transformerencoderlayer": encoder, "transformerencoder": encoder,
    "transformerblock": encoder, "transformerdecoderlayer": encoder,
    "timedistributed": "layers work on each row of a sequence: leave it out",
    "bidirectional": "an argument says so: `lstm(64, bidirectional: true)`",
    "lambda": "there are no functions of Python here: layers are written by their names",
    "mlp": "it is a chain: `dense(2048) -> gelu -> dense(512)`",
    "feedforward": "it is a chain, `dense(2048) -> gelu -> dense(512)`; with a gate it is `glu(2048)`",
    "ffn": "it is a chain, `dense(2048) -> gelu -> dense(512)`; with a gate it is `glu(2048)`",
    "convbnrelu": "it is a chain: `conv(64, kernel: 3, padding: 1, bias: false) -> batch_norm -> relu`",
    "convbn": "it is a chain: `conv(64, kernel: 3, padding: 1, bias: false) -> batch_norm`",
    "patchembed":
      "it is a chain: `conv(768, kernel: 16, stride: 16) -> reshape([768, -1]) -> permute([1, 0])`",
    "bottleneck": resnet, "basicblock": resnet,
    "inputlayer": "an input is written `input image: [3, 224, 224]`",
    "placeholder": "an input is written `input image: [3, 224, 224]`",
    "squeeze": "`reshape` writes the shape without the axis: `reshape([64])`",
    "unsqueeze": "`reshape` writes the shape with the axis: `reshape([1, 64])`",
    "expanddims": "`reshape` writes the shape with the axis: `reshape([1, 64])`",
    "stack": "`reshape([1, …])` gives each value the new axis, and `concat(a, b)` puts them along it",
    "std": "it is a chain: `variance(0) -> sqrt`",
    "logsumexp": "it is a chain: `exp -> sum(0) -> log`",
    "reducelogsumexp": "it is a chain: `exp -> sum(0) -> log`",
    "reducesumsquare": "it is a chain: `square -> sum(0)`",
    "softmin": "it is a chain: `affine(-1) -> softmax`",
    "tanhshrink": "it is a difference: `t: tanh`, and then `subtract(x, t)`",
    "neg": "it is written `affine(-1)`", "negative": "it is written `affine(-1)`",
    "globallppool": "it is written `norm([1, 2], power: 2)`",
    "einsum": "`matmul(a, b)` multiplies the last two axes; `permute` and `reshape` bring others there",
    "tensordot": "`matmul(a, b)` multiplies the last two axes; `permute` and `reshape` bring others there",
    "moments": "`mean` and `variance` are layers of their own",
    "standardize": "`layer_norm(scale: false, shift: false)` is that of rows",
    "cast": leftOut, "detach": leftOut, "stopgradient": leftOut, "contiguous": leftOut,
    "quantizelinear": leftOut, "dequantizelinear": leftOut, "masking": leftOut, "gaussiannoise": leftOut,
    "randomflip": leftOut, "randomrotation": leftOut, "randomcrop": leftOut, "randomzoom": leftOut,
    "spectralnormalization": leftOut, "spectralnorm": leftOut, "weightnorm": leftOut,
    "activityregularization": leftOut,
    "cost": "training is not written in a network: `archcalc train` counts it",
    "adam": "training is not written in a network: `archcalc train` counts it",
    "sgd": "training is not written in a network: `archcalc train` counts it",
    "crossentropyloss": "training is not written in a network: `archcalc train` counts it",
    "mseloss": "training is not written in a network: `archcalc train` counts it",
  ]

  private static let encoder =
    "it is a block here: `add { branch {} branch { layer_norm -> attention(8) } }`, and so with `dense(2048) -> gelu -> dense(512)`"

  private static let resnet =
    "`import \"archcalc/resnet.arch\"` has `basic` and `bottleneck`, which are blocks"

  /// Arguments that a word of another framework implies.
  static func implied(by word: String) -> [(name: String, value: String)] {
    switch folded(word) {
    case "reflectionpad": [("mode", "reflect")]
    case "replicationpad": [("mode", "replicate")]
    case "circularpad": [("mode", "circular")]
    case "upsamplingbilinear", "resizebilinear": [("mode", "linear")]
    case "bilstm", "bigru": [("bidirectional", "true")]
    default: []
    }
  }
}
