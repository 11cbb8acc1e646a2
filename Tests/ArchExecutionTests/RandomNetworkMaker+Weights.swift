// Weights as values.
extension RandomNetworkMaker {
  /// Learnt numbers beside the current value, and weights that two layers have in common.
  mutating func learntValue() {
    guard shape.reduce(1, *) <= mostElements / 2, shape[0] <= 12 else { return labelled(layer()) }
    let (value, numbers, here) = (newName("value"), newName("numbers"), shape)
    switch dice.number(0...6) {
    case 0: add("\(dice.pick(["add", "multiply", "maximum"]))(parameter(\(here)))")
    case 1:
      add("\(value): \(dice.chance(50) ? "identity" : activation())")
      add("\(numbers): parameter(\(here), fixed: \(dice.chance(50)))")
      add("\(value) -> concat(\(numbers))")
      shape[0] *= 2
      labels.append((numbers, here))
    case 2:
      // A view of them, and a view of that at the end.
      add("\(value): identity")
      add("\(numbers): parameter([\(here.reduce(1, *))]) -> reshape(\(here))")
      add("subtract(\(value), \(numbers))")
      labels.append((numbers, here))
    case 3:
      let features = here[here.count - 1]
      add("\(value): dense(\(features), bias: false)")
      add("dense(\(features), weights: \(value).weight, bias: \(dice.chance(50)))")
    case 4:
      // Filters that are worked out, or learnt.
      let filters = dice.number(1...3)
      let kernel = [filters, here[0]] + here.dropFirst().map { min($0, dice.number(1...3)) }
      guard kernel.reduce(1, *) <= 200 else { return labelled(layer()) }
      add("\(value): identity")
      if dice.chance(50) {
        add("\(numbers): parameter(\(kernel))")
      } else {
        add("global_avg_pool -> dense(\(kernel.reduce(1, *))) -> reshape(\(kernel))")
        add("\(numbers): tanh")
      }
      add(
        "\(value) -> conv(\(filters), kernel: \(Array(kernel.dropFirst(2))), weights: \(numbers), bias: \(dice.chance(50)))"
      )
      shape = [filters] + zip(here.dropFirst(), kernel.dropFirst(2)).map { $0 - $1 + 1 }
    case 5:
      // Learnt weights that go through a layer.
      let way = dice.pick([
        "weight_norm", "weight_norm(axis: 1)", "spectral_norm", "spectral_norm(axis: 1, iterations: 1)",
        "layer_norm(axes: 2, scale: false)", "tanh",
      ])
      let bias = dice.chance(50) ? "" : ", bias: \(dice.chance(50))"
      let kernel = here.dropFirst().map { min($0, dice.number(1...3)) }
      let filters = dice.number(1...3)
      guard !kernel.isEmpty, kernel.count <= 3 else {
        add("dense(\(filters), weights: \(way)\(bias))")
        shape[shape.count - 1] = filters
        return
      }
      switch dice.number(0...2) {
      case 0:
        add("conv(\(filters), kernel: \(kernel), weights: \(way)\(bias))")
        shape = [filters] + zip(here.dropFirst(), kernel).map { $0 - $1 + 1 }
      case 1:
        add("conv_transpose(\(filters), kernel: \(kernel), weights: \(way)\(bias))")
        shape = [filters] + zip(here.dropFirst(), kernel).map { $0 + $1 - 1 }
      default:
        add("depthwise_conv(kernel: \(kernel), weights: \(way)\(bias))")
        shape = [here[0]] + zip(here.dropFirst(), kernel).map { $0 - $1 + 1 }
      }
    default:
      // Weights that are computed.
      let (units, features) = (dice.number(1...4), here[here.count - 1])
      add("\(value): identity")
      add("global_avg_pool -> dense(\(units * features)) -> reshape([\(units), \(features)])")
      add("\(numbers): tanh")
      add("\(value) -> dense(\(units), weights: \(numbers))")
      shape[shape.count - 1] = units
    }
  }
}
