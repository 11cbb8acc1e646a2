/// Words of other frameworks and what they are called here: for help only, never for reading a text.
public enum ForeignWords {
  /// A name without case, hyphens and underscores, and without the number of axes at its end.
  private static func folded(_ word: String) -> String {
    var text = word.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
    for axes in ["1d", "2d", "3d"] where text.hasSuffix(axes) { text.removeLast(2) }
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
    "mha": "attention", "scaleddotproductattention": "attention", "crossattention": "cross_attention",
    "cat": "concat", "concatenate": "concat", "concatenation": "concat", "route": "concat",
    "residual": "add", "skip": "add", "skipconnection": "add", "shortcut": "add", "sum": "add",
    "plus": "add", "addition": "add", "mul": "multiply", "multiplication": "multiply", "times": "multiply",
    "sub": "subtract", "absdifference": "abs_difference", "mean": "average",
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
  ]

  /// What a layer of another framework is called here; nil where it is not known, or has the same name but for case and
  /// underscores.
  public static func layer(_ word: String) -> String? {
    guard let name = layers[folded(word)], folded(name) != folded(word) else { return nil }
    return name
  }

  /// The arguments of other frameworks.
  private static let arguments: [String: String] = [
    "kernelsize": "kernel", "ksize": "kernel", "filtersize": "kernel", "poolsize": "kernel", "size": "kernel",
    "strides": "stride", "pad": "padding", "pads": "padding", "dilationrate": "dilation",
    "dilations": "dilation", "rate": "dilation", "usebias": "bias", "outchannels": "filters",
    "outputchannels": "filters", "channels": "filters", "outfeatures": "units", "units": "filters",
    "features": "units", "group": "groups", "numgroups": "groups", "numheads": "heads", "nhead": "heads",
    "ceilmode": "ceil", "countincludepad": "count_padding", "depthmultiplier": "multiplier",
    "scalefactor": "scale",
    "p": "rate", "hiddensize": "units", "numembeddings": "vocabulary", "eps": "epsilon",
  ]

  /// What an argument of another framework is called here, of those that a layer has.
  static func argument(_ word: String, among candidates: [String]) -> String? {
    guard let name = arguments[folded(word)], name != word, candidates.contains(name) else { return nil }
    return name
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

  /// What a figure is called here.
  static func figure(_ word: String) -> String? { figures[folded(word)] }
}
