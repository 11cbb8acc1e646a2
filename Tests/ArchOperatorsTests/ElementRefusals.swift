import ArchGraph
import ArchOperators
import Testing

/// An operator with inputs that it refuses, and why.
struct Refusal: Sendable, CustomTestStringConvertible {
  var op: any Operator
  var inputs: [Shape]
  var misfit: Misfit

  init(_ op: any Operator, on inputs: [Shape], _ misfit: Misfit) {
    self.op = op
    self.inputs = inputs
    self.misfit = misfit
  }

  var testDescription: String { "\(op.call) on \(inputs)" }
}

/// An operator of which an argument or an extent is as large as it may be.
struct Giant: Sendable, CustomTestStringConvertible {
  var op: any Operator
  var inputs: [Shape]
  var output: Shape
  var parameters: [Int?]

  init(_ op: any Operator, on inputs: [Shape], gives output: Shape, parameters: [Int?] = []) {
    self.op = op
    self.inputs = inputs
    self.output = output
    self.parameters = parameters
  }

  var testDescription: String { "\(op.call) on \(inputs)" }
}

/// What operators of elements, rows and shapes do not take, and inputs that are too large to be looked through.
enum ElementRefusals {
  static let misfits: [Refusal] = [
    Refusal(PReLU(), on: [[]], .rank(expected: "channels", found: [])),
    Refusal(Softmax(), on: [[]], .rank(expected: "a vector, a map or rows of features", found: [])),
    Refusal(
      Softmax(axis: 3), on: [[2, 3, 4]],
      .range(
        what: "the axis", value: "3", allowed: "the input 2 x 3 x 4 has axes 0 to 2, or -3 to -1 from the end"
      )),
    Refusal(
      Softmax(axis: -4), on: [[2, 3, 4]],
      .range(
        what: "the axis", value: "-4",
        allowed: "the input 2 x 3 x 4 has axes 0 to 2, or -3 to -1 from the end")
    ),
    Refusal(LogSoftmax(), on: [[]], .rank(expected: "a vector, a map or rows of features", found: [])),
    Refusal(
      LogSoftmax(axis: 1), on: [[5]],
      .range(what: "the axis", value: "1", allowed: "the input 5 has axes 0 to 0, or -1 to -1 from the end")),
    Refusal(Maxout(2), on: [[]], .rank(expected: "channels", found: [])),
    Refusal(
      Maxout(2), on: [[5, 2]], .indivisible(what: "its 5 channels", count: 5, by: "pieces", divisor: 2)),
    Refusal(
      Maxout(0), on: [[5, 2]], .indivisible(what: "its 5 channels", count: 5, by: "pieces", divisor: 0)),
    Refusal(LayerNorm(), on: [[]], .rank(expected: "rows of features, or channels", found: [])),
    Refusal(
      LayerNorm(axes: 3), on: [[2, 3]],
      .range(what: "the number of axes", value: "3", allowed: "the input 2 x 3 has 2 axes")),
    Refusal(
      LayerNorm(axes: 0), on: [[5]],
      .range(what: "the number of axes", value: "0", allowed: "the input 5 has 1 axis")),
    Refusal(
      LayerNorm(axes: 2, channels: true), on: [[2, 3, 4]],
      .conflict(
        "`layer_norm` normalises either `axes` or `channels`", help: "leave `axes` out, or `channels`")),
    Refusal(GroupNorm(2), on: [[]], .rank(expected: "channels", found: [])),
    Refusal(
      GroupNorm(3), on: [[4, 2, 2]], .indivisible(what: "its 4 channels", count: 4, by: "groups", divisor: 3)),
    Refusal(
      GroupNorm(0), on: [[4, 2, 2]], .indivisible(what: "its 4 channels", count: 4, by: "groups", divisor: 0)),
    Refusal(
      InstanceNorm(), on: [[5]],
      .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
    Refusal(
      InstanceNorm(), on: [[1, 2, 3, 4, 5]],
      .rank(
        expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [1, 2, 3, 4, 5])),
    Refusal(RMSNorm(), on: [[]], .rank(expected: "rows of features", found: [])),
    Refusal(
      RMSNorm(axes: 2), on: [[5]],
      .range(what: "the number of axes", value: "2", allowed: "the input 5 has 1 axis")),
    Refusal(
      LocalResponseNorm(5), on: [[5]],
      .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
    Refusal(
      LocalResponseNorm(0), on: [[5, 2]], .range(what: "the size", value: "0", allowed: "it counts from 1")),
    Refusal(L2Normalize(), on: [[]], .rank(expected: "a vector, a map or rows of features", found: [])),
    Refusal(
      L2Normalize(axis: 2), on: [[2, 3]],
      .range(
        what: "the axis", value: "2", allowed: "the input 2 x 3 has axes 0 to 1, or -2 to -1 from the end")
    ),
    Refusal(Scale(), on: [[]], .rank(expected: "channels", found: [])),
    Refusal(Concat(), on: [[2, 3], [2, 4]], .shapes([[2, 3], [2, 4]], except: 0)),
    Refusal(Concat(axis: -1), on: [[2, 3], [3, 3]], .shapes([[2, 3], [3, 3]], except: 1)),
    Refusal(Concat(), on: [[2, 3], [2]], .shapes([[2, 3], [2]], except: 0)),
    Refusal(
      Concat(axis: 2), on: [[2, 3], [2, 3]],
      .range(
        what: "the axis", value: "2", allowed: "the input 2 x 3 has axes 0 to 1, or -2 to -1 from the end")
    ),
    Refusal(Concat(), on: [[1 << 62], [1 << 62]], .tooLarge([])),
    Refusal(Reshape([]), on: [[4]], .conflict("`reshape` needs at least one extent", help: nil)),
    Refusal(
      Reshape([2, 0]), on: [[4]],
      .range(what: "an extent", value: "0", allowed: "extents are positive, or -1 for what remains")),
    Refusal(
      Reshape([-1, -1]), on: [[4]],
      .conflict("`reshape` cannot work out more than one extent", help: "write -1 only once")),
    Refusal(
      Reshape([5, -1]), on: [[2, 3, 4]],
      .indivisible(what: "its 24 elements", count: 24, by: "parts", divisor: 5)),
    Refusal(Reshape([5, 5]), on: [[2, 3, 4]], .elements(from: [2, 3, 4], to: [5, 5])),
    Refusal(Reshape([1 << 40, 1 << 40]), on: [[2]], .tooLarge([1 << 40, 1 << 40])),
    Refusal(
      Permute([0, 1, 1]), on: [[2, 3, 4]],
      .range(
        what: "the order", value: "[0, 1, 1]",
        allowed: "the input 2 x 3 x 4 has axes 0 to 2, each of which must stand in it once")),
    Refusal(
      Permute([1, 0]), on: [[2, 3, 4]],
      .range(
        what: "the order", value: "[1, 0]",
        allowed: "the input 2 x 3 x 4 has axes 0 to 2, each of which must stand in it once")),
    Refusal(
      Slice(3), on: [[2, 3, 4]],
      .range(
        what: "the axis", value: "3", allowed: "the input 2 x 3 x 4 has axes 0 to 2, or -3 to -1 from the end"
      )),
    Refusal(Slice(0), on: [[]], .rank(expected: "an axis to take a part of", found: [])),
    Refusal(
      Slice(1, from: -5), on: [[2, 4]],
      .range(what: "`from`", value: "-5", allowed: "the axis has 4 elements, counted from 0, or from the end")
    ),
    Refusal(
      Slice(1, from: 5), on: [[2, 4]],
      .range(what: "`from`", value: "5", allowed: "the axis has 4 elements, counted from 0, or from the end")),
    Refusal(
      Slice(1, to: 5), on: [[2, 4]],
      .range(what: "`to`", value: "5", allowed: "the axis has 4 elements, counted from 0, or from the end")),
    Refusal(
      Slice(1, to: .min), on: [[2, 4]],
      .range(
        what: "`to`", value: "-9223372036854775808",
        allowed: "the axis has 4 elements, counted from 0, or from the end")),
    Refusal(Slice(1, from: 3, to: -2), on: [[2, 4, 5]], .empty(axis: "height", extent: -1)),
    Refusal(Slice(0, from: 2), on: [[2, 4, 5]], .empty(axis: "channels", extent: 0)),
    Refusal(Select([0]), on: [[]], .rank(expected: "channels", found: [])),
    Refusal(Select([]), on: [[2, 4, 5]], .empty(axis: "channels", extent: 0)),
    Refusal(
      Select([1, 2]), on: [[2, 4]],
      .range(what: "a channel", value: "2", allowed: "the input 2 x 4 has channels 0 to 1")),
    Refusal(
      Split(3, take: 0), on: [[4, 6]], .indivisible(what: "an axis of 4", count: 4, by: "parts", divisor: 3)),
    Refusal(
      Split(0, take: 0), on: [[4, 6]], .indivisible(what: "an axis of 4", count: 4, by: "parts", divisor: 0)),
    Refusal(
      Split(2, take: 2), on: [[4, 6]], .range(what: "`take`", value: "2", allowed: "the parts are 0 to 1")),
    Refusal(
      Split(2, take: -1), on: [[4, 6]], .range(what: "`take`", value: "-1", allowed: "the parts are 0 to 1")),
    Refusal(
      Split(2, take: 0, axis: 2), on: [[4, 6]],
      .range(
        what: "the axis", value: "2", allowed: "the input 4 x 6 has axes 0 to 1, or -2 to -1 from the end")
    ),
    Refusal(Split(2, take: 0), on: [[]], .rank(expected: "an axis to split", found: [])),
    Refusal(
      Pad(1), on: [[5]],
      .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
    Refusal(Pad(.symmetric(.each([1, 2]))), on: [[2, 5]], .axes(argument: "amount", given: 2, needed: 1)),
    Refusal(Pad(.explicit([.init(1, 2)])), on: [[2, 5, 5]], .axes(argument: "amount", given: 1, needed: 2)),
    Refusal(
      Pad(.same), on: [[2, 5]],
      .conflict(
        "`pad` needs its amount in numbers", help: "`same` belongs to windows; write `pad(1)` or a list")),
    Refusal(Pad(-1), on: [[2, 5]], .range(what: "the amount", value: "-1", allowed: "it counts from 0")),
    Refusal(
      Pad(.explicit([.init(0, -2)])), on: [[2, 5]],
      .range(what: "the amount", value: "-2", allowed: "it counts from 0")),
    Refusal(Pad(.symmetric(.all(.max))), on: [[2, 5]], .tooLarge([])),
    Refusal(
      Crop(1), on: [[5]],
      .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
    Refusal(Crop(.symmetric(.each([1, 2]))), on: [[2, 5]], .axes(argument: "amount", given: 2, needed: 1)),
    Refusal(
      Crop(.same), on: [[2, 5]],
      .conflict(
        "`crop` needs its amount in numbers", help: "`same` belongs to windows; write `crop(1)` or a list")),
    Refusal(Crop(2), on: [[2, 5, 4]], .empty(axis: "width", extent: 0)),
    Refusal(
      Crop(.explicit([.init(3, 3), .init(0, 0)])), on: [[2, 5, 4]], .empty(axis: "height", extent: -1)),
    Refusal(Crop(.symmetric(.all(.max))), on: [[2, 5]], .tooLarge([])),
    Refusal(ChannelShuffle(2), on: [[]], .rank(expected: "channels", found: [])),
    Refusal(
      ChannelShuffle(4), on: [[6, 2]],
      .indivisible(what: "its 6 channels", count: 6, by: "groups", divisor: 4)),
    Refusal(
      ChannelShuffle(0), on: [[6, 2]],
      .indivisible(what: "its 6 channels", count: 6, by: "groups", divisor: 0)),
    Refusal(RBF(2), on: [[]], .rank(expected: "a vector, or rows of features", found: [])),
  ]

  static let views: [any Operator] = [
    Dropout(), DropPath(0.1), Identity(), Reshape([3, 4]), Reshape([2, -1]),
  ]

  static let faults: [(String, [ArgumentValue?], String)] = [
    ("dropout", [1.5], "rate"), ("dropout", [-0.1], "rate"), ("drop_path", [2], "rate"),
    ("drop_path", [nil], "rate"),
    ("elu", ["large"], "alpha"), ("prelu", [1], "shared"), ("gelu", ["erf"], "approximate"),
    ("softmax", [0.5], "axis"), ("log_softmax", [[0]], "axis"), ("maxout", [0], "pieces"),
    ("layer_norm", [0, nil, nil, nil, nil], "axes"), ("layer_norm", [nil, 1, nil, nil, nil], "channels"),
    ("layer_norm", [nil, nil, 2, nil, nil], "epsilon"), ("group_norm", [0, nil, nil, nil], "groups"),
    ("instance_norm", [-1, nil, nil], "epsilon"), ("rms_norm", [0, nil, nil], "axes"),
    ("rms_norm", [nil, nil, 1], "scale"), ("local_response_norm", [0, nil, nil, nil, nil], "size"),
    ("local_response_norm", [5, nil, nil, true, nil], "k"), ("l2_normalize", [nil, 2], "epsilon"),
    ("scale", [0], "bias"), ("concat", ["channels"], "axis"), ("reshape", [[2, -2]], "shape"),
    ("reshape", [4], "shape"), ("permute", [[0, -1]], "axes"), ("slice", [0.5, nil, nil], "axis"),
    ("slice", [0, "end", nil], "from"), ("slice", [0, nil, true], "to"), ("select", [[0, -1]], "channels"),
    ("split", [0, 0, nil], "parts"), ("split", [2, -1, nil], "take"), ("pad", [-1], "amount"),
    ("crop", [[[1, 2, 3]]], "amount"), ("channel_shuffle", [0], "groups"), ("rbf", [0], "units"),
  ]

  static let large = 1 << 40

  static let giants: [Giant] = [
    Giant(ReLU6(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
    Giant(PReLU(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048], parameters: [large]),
    Giant(GELU(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
    Giant(Softmax(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
    Giant(LogSoftmax(axis: -1), on: [[2, large]], gives: [2, large]),
    Giant(Maxout(large), on: [[large, 4, 4]], gives: [1, 4, 4]),
    Giant(
      LayerNorm(axes: 3), on: [[large, 2048, 2048]], gives: [large, 2048, 2048],
      parameters: [1 << 62, 1 << 62]),
    Giant(
      LayerNorm(channels: true), on: [[large, 2, 2]], gives: [large, 2, 2], parameters: [large, large]),
    Giant(
      GroupNorm(large), on: [[large, 2048, 2048]], gives: [large, 2048, 2048], parameters: [large, large]),
    Giant(InstanceNorm(), on: [[2, large, 2048]], gives: [2, large, 2048]),
    Giant(RMSNorm(axes: 2), on: [[2, large, 2048]], gives: [2, large, 2048], parameters: [1 << 51]),
    Giant(LocalResponseNorm(large), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
    Giant(L2Normalize(axis: 2), on: [[2, 2, large]], gives: [2, 2, large]),
    Giant(Scale(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048], parameters: [large, large]),
    Giant(Concat(axis: 1), on: [[2, large], [2, large]], gives: [2, 2 * large]),
    Giant(Reshape([4096, -1, 1024]), on: [[large, 2048, 2048]], gives: [4096, large, 1024]),
    Giant(Permute([2, 0, 1]), on: [[large, 2, 3]], gives: [3, large, 2]),
    Giant(Slice(1, from: 1 - large, to: -1), on: [[2, large]], gives: [2, large - 2]),
    Giant(Select([0]), on: [[large, 2048, 2048]], gives: [1, 2048, 2048]),
    Giant(Split(large, take: large - 1, axis: 1), on: [[2, large]], gives: [2, 1]),
    Giant(Pad(.explicit([.init(large, large)])), on: [[2, large]], gives: [2, 3 * large]),
    Giant(Crop(.explicit([.init(large - 2, 1)])), on: [[2, large]], gives: [2, 1]),
    Giant(ChannelShuffle(large), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
    Giant(Dropout(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
    Giant(DropPath(0.5), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
    Giant(Identity(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
    Giant(RBF(large), on: [[2048, large]], gives: [2048, large], parameters: [nil]),
  ]
}
