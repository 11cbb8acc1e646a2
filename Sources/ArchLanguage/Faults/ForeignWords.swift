import ArchDiagnostics

/// Words of other frameworks and their equivalents here: for help only, never for reading a text.
package enum ForeignWords {
  /// A name without its module, case, hyphens and underscores, and without its number of axes.
  static func folded(_ word: String) -> String {
    var text = (word.split(separator: ".").last ?? "").lowercased()
      .filter { $0 != "_" && $0 != "-" && $0 != " " }
    for axes in ["1d", "2d", "3d"] { if let place = text.place(of: axes) { text.removeSubrange(place) } }
    return text
  }

  /// The layers of PyTorch, Keras, TensorFlow and papers, by their folded names.
  private static let layers: [String: String] = [
    "linear": "dense", "fc": "dense", "fullyconnected": "dense", "innerproduct": "dense", "lineart": "dense",
    "convolution": "conv", "convolutional": "conv", "conv": "conv",
    "convtranspose": "conv_transpose", "convtransposed": "conv_transpose", "deconv": "conv_transpose",
    "deconvolution": "conv_transpose", "upconv": "conv_transpose", "transposedconv": "conv_transpose",
    "depthwiseconvolution": "depthwise_conv", "dwconv": "depthwise_conv", "depthwiseconv": "depthwise_conv",
    "separableconvolution": "separable_conv", "separableconv": "separable_conv",
    "locallyconnected": "locally_connected", "localconv": "locally_connected",
    "maxpool": "max_pool", "maxpooling": "max_pool", "avgpool": "avg_pool", "averagepool": "avg_pool",
    "averagepooling": "avg_pool", "avgpooling": "avg_pool", "meanpool": "avg_pool", "lppool": "lp_pool",
    "globalaveragepooling": "global_avg_pool", "globalavgpool": "global_avg_pool",
    "globalaveragepool": "global_avg_pool", "globalavgpooling": "global_avg_pool", "gap": "global_avg_pool",
    "globalmaxpooling": "global_max_pool", "globalmaxpool": "global_max_pool", "gmp": "global_max_pool",
    "adaptiveavgpool": "adaptive_avg_pool", "adaptiveaveragepooling": "adaptive_avg_pool",
    "adaptivemaxpool": "adaptive_max_pool", "adaptivemaxpooling": "adaptive_max_pool",
    "batchnormalization": "batch_norm", "batchnorm": "batch_norm", "bn": "batch_norm",
    "layernormalization": "layer_norm", "layernorm": "layer_norm", "ln": "layer_norm",
    "groupnormalization": "group_norm", "groupnorm": "group_norm", "gn": "group_norm",
    "instancenormalization": "instance_norm", "instancenorm": "instance_norm",
    "rmsnorm": "rms_norm", "rmsnormalization": "rms_norm",
    "localresponsenorm": "local_response_norm", "localresponsenormalization": "local_response_norm",
    "lrn": "local_response_norm", "normalize": "l2_normalize",
    "swish": "silu", "leakyrelu": "leaky_relu", "lrelu": "leaky_relu", "hardswish": "hard_swish",
    "hswish": "hard_swish", "hardsigmoid": "hard_sigmoid", "hsigmoid": "hard_sigmoid",
    "logsoftmax": "log_softmax", "rectifier": "relu", "relun": "relu6",
    "multiheadattention": "attention", "multiheadselfattention": "attention", "selfattention": "attention",
    "mha": "attention", "scaleddotproductattention": "attend", "sdpa": "attend", "flashattention": "attend",
    "rope": "rotary", "rotaryembedding": "rotary", "rotarypositionembedding": "rotary",
    "crossattention": "cross_attention",
    "cat": "concat", "concatenate": "concat", "concatenation": "concat", "route": "concat",
    "residual": "add", "skip": "add", "skipconnection": "add", "shortcut": "add", "addn": "add",
    "eltwise": "add",
    "plus": "add", "addition": "add", "mul": "multiply", "multiplication": "multiply", "times": "multiply",
    "sub": "subtract", "absdifference": "abs_difference",
    "upsampling": "upsample", "interpolate": "resize", "resizing": "resize", "unpool": "max_unpool",
    "maxunpool": "max_unpool", "maxunpooling": "max_unpool", "deformconv": "deformable_conv",
    "deformableconvolution": "deformable_conv", "gridsample": "grid_sample",
    "spatialtransformer": "grid_sample",
    "roialign": "roi_align", "msdeformattn": "deformable_attention",
    "zeropadding": "pad", "zeropad": "pad", "constantpad": "pad", "padding": "pad", "cropping": "crop",
    "pixelshuffle": "depth_to_space", "pixelunshuffle": "space_to_depth", "reorg": "space_to_depth",
    "channelshuffle": "channel_shuffle", "shuffle": "channel_shuffle",
    "dropout": "dropout", "spatialdropout": "dropout", "droppath": "drop_path",
    "stochasticdepth": "drop_path", "simplernn": "rnn", "embed": "embedding", "lookup": "embedding",
    "positionalencoding": "position", "positionembedding": "position", "cls": "class_token",
    "view": "reshape", "transpose": "permute", "rearrange": "permute", "ravel": "flatten", "bmm": "matmul",
    "dot": "matmul", "nms": "non_maximum_suppression", "squeezeexcite": "squeeze_excite",
    "squeezeexcitation": "squeeze_excite", "seblock": "squeeze_excite", "se": "squeeze_excite",
    // Reductions, lookups and moves
    "reducemean": "mean", "reducesum": "sum", "reducemax": "max", "reducemin": "min", "amax": "max",
    "amin": "min", "reducevariance": "variance", "var": "variance", "reducel1": "norm", "reducel2": "norm",
    "vectornorm": "norm", "cumulativesum": "cumsum",
    "indexselect": "gather", "gathernd": "gather", "take": "gather", "gatherelements": "take_along",
    "takealongaxis": "take_along", "takealongdim": "take_along", "scatterelements": "scatter_add",
    "scatternd": "scatter_add", "indexadd": "scatter_add", "segmentsum": "scatter_add",
    "stridedslice": "slice", "narrow": "slice", "chunk": "split", "unbind": "split",
    "swapaxes": "permute",
    "movedim": "permute", "moveaxis": "permute", "broadcastto": "expand", "reverse": "flip",
    "tril": "triangle", "triu": "triangle", "im2col": "unfold", "extractpatches": "unfold", "col2im": "fold",
    // Functions of elements
    "clip": "clamp", "clipbyvalue": "clamp", "div": "divide", "truediv": "divide", "pow": "power",
    "inversesqrt": "rsqrt", "hardsilu": "hard_swish", "quickgelu": "gelu", "thresholdedrelu": "threshold",
    "passthrough": "identity", "noop": "identity",
    // Weights
    "gemm": "dense", "mm": "matmul", "batchmatmul": "matmul", "lstmcell": "lstm", "bilstm": "lstm",
    "grucell": "gru", "bigru": "gru", "rnncell": "rnn", "layerscale": "scale", "channelscale": "scale",
    "biasadd": "bias", "addbias": "bias", "variable": "parameter", "alphadropout": "dropout",
    "nonmaxsuppression": "non_maximum_suppression", "batchednms": "non_maximum_suppression",
    "rfft": "fft", "dft": "fft",
    // Further names of PyTorch, Keras, TensorFlow, Flax, Haiku, Equinox, ONNX, Caffe and darknet
    "lazyconv": "conv", "atrousconv": "conv", "convnd": "conv", "convgeneraldilated": "conv",
    "lazylinear": "dense", "densegeneral": "dense", "einsumdense": "dense", "connected": "dense",
    "convlocal": "locally_connected", "local": "locally_connected",
    "separabledepthwiseconv": "separable_conv", "lazyconvtranspose": "conv_transpose",
    "pooling": "max_pool", "syncbatchnorm": "batch_norm", "frozenbatchnorm": "batch_norm",
    "lazybatchnorm": "batch_norm", "unitnormalization": "l2_normalize", "lpnormalization": "l2_normalize",
    "meanvariancenormalization": "instance_norm", "crossmaplrn": "local_response_norm",
    "reflectionpad": "pad", "replicationpad": "pad", "circularpad": "pad",
    "unflatten": "reshape", "resizenearestneighbor": "resize", "resizebilinear": "resize",
    "imageresize": "resize", "upsamplingnearest": "upsample", "upsamplingbilinear": "resize",
    "featurealphadropout": "dropout", "gaussiandropout": "dropout", "maskedfill": "where",
    "embeddinglookup": "embedding", "leaky": "leaky_relu", "logistic": "sigmoid",
    "multiheaddotproductattention": "attention", "groupedqueryattention": "attention",
    "groupqueryattention": "attention", "causalselfattention": "attention",
    "optimizedlstmcell": "lstm", "simplecell": "rnn", "vanillarnn": "rnn", "elman": "rnn",
    "rotarypositionalembedding": "rotary", "shrink": "hard_shrink", "scalechannels": "multiply",
    "repeatvector": "expand", "expandas": "expand", "yolo": "box_decode", "rescaling": "affine",
    "trilu": "triangle", "mamba": "selective_scan", "ssm": "selective_scan", "inverse": "reciprocal",
    "clipbynorm": "l2_normalize", "concatv": "concat", "matmulv": "matmul", "batchmatmulv": "matmul",
    "averagev": "average", "elementwisemul": "multiply", "scalarmul": "affine", "isclose": "equal",
  ]

  /// The name here of a layer of another framework, even if it differs only by case, or `nil` if it is unknown.
  static func layerOrSame(_ word: String, among names: [String]) -> String? {
    let folded = folded(word)
    if let name = layers[folded] { return name }
    return names.first { Self.folded($0) == folded }
  }

  /// The name here of the last part of a name with its module, as far as that is known: `dense` for `nn.Linear`.
  static func withoutModule(_ word: String) -> String {
    if let name = layers[folded(word)] { return name }
    let text = (word.split(separator: ".").last ?? "").lowercased()
    return ["1d", "2d", "3d"].contains { text.hasSuffix($0) } ? String(text.dropLast(2)) : text
  }

  /// The name here of a word of another framework, even if it differs only by case and underscores.
  static func known(_ word: String) -> String? { layers[folded(word)].flatMap { $0 == word ? nil : $0 } }

  /// The name here of a layer of another framework, or `nil` if it is unknown or differs only by case and
  /// underscores.
  package static func layer(_ word: String) -> String? {
    guard let name = layers[folded(word)], folded(name) != folded(word) else { return nil }
    return name
  }

  /// The arguments of other frameworks, each with its possible names here.
  private static let arguments: [String: [String]] = [
    "kernelsize": ["kernel"], "ksize": ["kernel"], "filtersize": ["kernel"], "poolsize": ["kernel"],
    "kernelshape": ["kernel"], "size": ["kernel", "scale"], "outputsize": ["size", "units"],
    "strides": ["stride"],
    "pad": ["padding"], "pads": ["padding"], "dilationrate": ["dilation"], "dilations": ["dilation"],
    "rate": ["dilation"], "usebias": ["bias"], "outchannels": ["filters", "units"],
    "outputchannels": ["filters", "units"], "channels": ["filters", "units"],
    "numfilters": ["filters", "units"], "filters": ["units", "features"],
    "outfeatures": ["units", "filters"], "units": ["filters", "features"], "features": ["units", "filters"],
    "numunits": ["units", "filters"], "hiddensize": ["units"], "hiddenunits": ["units"],
    "embeddingdim": ["features"], "outputdim": ["features", "units"], "numembeddings": ["vocabulary"],
    "inputdim": ["vocabulary"], "vocabsize": ["vocabulary"], "vocabularysize": ["vocabulary"],
    "group": ["groups"], "numgroups": ["groups"], "numheads": ["heads"], "nhead": ["heads"],
    "nheads": ["heads"], "keydim": ["key_width"], "kdim": ["key_width"], "headdim": ["key_width"],
    "valuedim": ["value_width"], "vdim": ["value_width"], "numkeyvalueheads": ["key_heads"],
    "numkvheads": ["key_heads"], "kvheads": ["key_heads"], "iscausal": ["causal"],
    "usecausalmask": ["causal"], "ceilmode": ["ceil"], "countincludepad": ["count_padding"],
    "depthmultiplier": ["multiplier"], "scalefactor": ["scale"], "p": ["rate"], "dropoutrate": ["rate"],
    "eps": ["epsilon"], "negativeslope": ["slope"], "alpha": ["slope"], "minimum": ["min"],
    "maximum": ["max"], "minvalue": ["min"], "maxvalue": ["max"], "clipvaluemin": ["min"],
    "clipvaluemax": ["max"], "dim": ["axis"], "dims": ["axis", "axes"], "axes": ["axis"], "perm": ["axes"],
    "keepdim": ["keep_dims", "keep_axes"], "keepdims": ["keep_dims", "keep_axes"],
    "keepaxes": ["keep_dims"], "upscalefactor": ["block"], "downscalefactor": ["block"],
    "blocksize": ["block"], "interpolation": ["mode"], "numclasses": ["classes"], "depth": ["classes"],
    "center": ["shift"], "exponent": ["power"], "createscale": ["scale"], "createoffset": ["shift"],
    "usescale": ["scale"], "withbias": ["bias"], "windowshape": ["kernel"], "windowsize": ["kernel"],
    "featuregroupcount": ["groups"], "kerneldilation": ["dilation"], "keysize": ["key_width"],
    "valuesize": ["value_width"], "numkvgroups": ["key_heads"], "padding": ["amount"], "cropping": ["amount"],
    "embeddim": ["features"], "embeddingsize": ["features"], "dmodel": ["features"], "bias": ["shift"],
    "droprate": ["rate"], "dropprob": ["rate"], "prob": ["rate"], "targetshape": ["shape"],
    "newshape": ["shape"], "normalizedaxes": ["axes"], "multiple": ["repeats"], "multiples": ["repeats"],
    "reps": ["repeats"], "shifts": ["shift"], "numsplits": ["parts"], "chunks": ["parts"],
    "sections": ["parts"], "numoutputs": ["parts"], "splitsizes": ["parts"], "numorsizesplits": ["parts"],
    "indicesorsections": ["parts"], "lambd": ["lambda"], "value": ["fill"], "constantvalues": ["value"],
    "isapproximate": ["approximate"], "start": ["from"], "begin": ["from"], "starts": ["from"],
    "end": ["to"], "stop": ["to"], "ends": ["to"], "steps": ["step"], "index": ["indices"],
  ]

  /// The name here of an argument of another framework, among those that a layer has.
  static func argument(_ word: String, among candidates: [String]) -> String? {
    arguments[folded(word)]?.first { $0 != word && candidates.contains($0) }
      ?? candidates.first { $0 != word && folded($0) == folded(word) }
  }

  /// Figures under other names.
  private static let figures: [String: String] = [
    "parameters": "params", "parameter": "params", "param": "params", "weights": "params",
    "mac": "macs", "madds": "macs", "multiplyadds": "macs", "multadds": "macs", "gmacs": "macs",
    "flop": "flops", "gflops": "flops", "operations": "flops", "field": "receptive_field",
    "rf": "receptive_field",
    "shape": "output", "outputshape": "output", "memory": "peak_memory", "peak": "peak_memory",
    "activation": "activations", "layer": "layers",
  ]

  /// The name of a figure here.
  static func figure(_ word: String) -> String? { figures[folded(word)] }
}
