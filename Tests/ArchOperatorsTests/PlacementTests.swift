import ArchGraph
import ArchOperators
import Testing

/// Where the output of each operator may be, listed: nothing but memory shows a place that is taken needlessly.
@Suite struct PlacementTests {
  /// Functions of one element or of rows that are read before they are written, and sums of values.
  private static let over: Set<String> = [
    "relu", "relu6", "leaky_relu", "prelu", "elu", "selu", "gelu", "silu", "mish", "softplus", "sigmoid",
    "hard_sigmoid", "hard_swish", "tanh", "softmax", "log_softmax", "batch_norm", "bias", "layer_norm",
    "group_norm",
    "instance_norm", "rms_norm", "l2_normalize", "scale", "position", "add", "subtract", "abs_difference",
    "maximum",
    "average", "rotary", "expert_scale", "weight_norm", "spectral_norm", "cumsum", "triangle", "divide",
    "minimum", "greater",
    "greater_or_equal", "less",
    "less_or_equal", "equal", "where",
    "affine", "abs", "sign", "square", "sqrt", "rsqrt", "reciprocal", "power", "exp", "log", "sin", "cos",
    "erf",
    "floor", "ceil", "round", "clamp", "celu", "log_sigmoid", "softsign", "hard_tanh", "threshold",
    "hard_shrink", "soft_shrink",
  ]
  /// The same numbers in the same order.
  private static let views: Set<String> = ["flatten", "reshape", "identity", "dropout", "drop_path", "cache"]

  @Test func everyOperator() {
    var seen: Set<String> = []
    for type in Catalogue.standard.operators { check(type, &seen) }
    #expect(seen.isSuperset(of: Self.over) && seen.isSuperset(of: Self.views))
  }

  private func check<O: Operator>(_ type: O.Type, _ seen: inout Set<String>) {
    let name = type.signature.name
    for specimen in type.specimens {
      seen.insert(name)
      let placement = specimen.op.placement(of: specimen.inputs)
      switch placement {
      case .over: #expect(Self.over.contains(name), "\(name) stands over its input")
      case .view: #expect(Self.views.contains(name), "\(name) is a view")
      case .weights: #expect(name == "parameter")
      case .joined: #expect(name == "concat")
      case .own:
        // A merge whose inputs are all smaller than what they give is over none.
        let output = try? specimen.op.output(of: specimen.inputs).shape(of: specimen.inputs)
        let isOver =
          Self.over.contains(name)
          && output.map(specimen.inputs.prefix(name == "where" ? 3 : 2).contains) == true
        // With rows of tokens before, a cache is no view of those that come.
        let isView = Self.views.contains(name) && specimen.op.parameters(of: specimen.inputs).isEmpty
        #expect(!isOver && !isView, "\(name) has memory of its own")
      }
    }
  }
}
