import ArchGraph

// The common part of the gradients of scans.

extension Tensor {
  /// Zeros of a shape.
  static func zeros(_ shape: Shape) -> Tensor {
    Tensor(shape, Array(repeating: N(0), count: shape.elementCount ?? 0))
  }

  /// The sums of `term` over each position of a box, added up at the place that it has in this tensor.
  init(
    _ shape: Shape, addedOver box: [Int], at place: (_ position: [Int]) -> [Int],
    _ term: (_ position: [Int]) -> N
  ) {
    self = .zeros(shape)
    for position in Positions(box) { self[place(position)] = self[place(position)] + term(position) }
  }

  /// The products of `factors` at each position of a box, by multiply-adds.
  init(
    _ shape: Shape, productsOver box: [Int], at place: (_ position: [Int]) -> [Int],
    _ factors: (_ position: [Int]) -> (N, N)
  ) {
    self = .zeros(shape)
    for position in Positions(box) {
      let (a, b) = factors(position)
      self[place(position)].accumulate(a, times: b)
    }
  }

  /// The entry at a position for the previous token, and zero before the first.
  func before(_ position: [Int]) -> N {
    position[0] == 0 ? N(0) : self[[position[0] - 1] + position[1...]]
  }

  /// The entry at a position for the next token, and zero after the last of `count`.
  func behind(_ position: [Int], of count: Int) -> N {
    position[0] == count - 1 ? N(0) : self[[position[0] + 1] + position[1...]]
  }
}

/// The gradients of the states of a scan `h_t = decay_t*h_(t-1) + …`, `y_t = Σ c_t*h_t`.
struct ScanGradient<N: Number> {
  /// For each state, `dh_t = dh_(t+1)*decay_(t+1) + dy_t*c_t`.
  var states: Tensor<N>
  /// The part that goes to the state before, `dh_t*decay_t`.
  var faded: Tensor<N>

  /// Goes through a box of tokens, features and elements of a state, from the last token to the first.
  init(over box: [Int], _ terms: (_ position: [Int]) -> (dy: N, c: N, decay: N)) {
    states = .zeros(Shape(box))
    faded = states
    for token in (0..<box[0]).reversed() {
      for place in Positions(box[1...]) {
        let position = [token] + place
        let (dy, c, decay) = terms(position)
        var dh = faded.behind(position, of: box[0])
        dh.accumulate(dy, times: c)
        states[position] = dh
        faded[position] = dh * decay
      }
    }
  }

  /// The work for each element of the states of all tokens.
  static func work(of states: [Factor]) -> Work {
    var work = Work()
    work.add(.multiplyAdds, for: states)
    work.add(.multiplications, for: states)
    return work
  }
}

extension Work {
  /// Adds the cost of the gradient of a function of one element for each of some elements.
  mutating func addGradient(of function: some DifferentiableElementwise, for elements: [Factor]) {
    for (kind, count) in function.gradientCostPerElement { add(kind, count, for: elements) }
  }

  /// A product for each of some elements, and its addition to a sum.
  static func sum(of elements: [Factor]) -> Work {
    var work = Work()
    work.add(.multiplications, for: elements)
    work.add(.additions, for: elements)
    return work
  }

  /// A multiply-add for each of some elements.
  static func products(of elements: [Factor]) -> Work {
    var work = Work()
    work.add(.multiplyAdds, for: elements)
    return work
  }
}

// Decays `exp(-exp(w))`, as in RWKV.

extension Tensor {
  /// The decays for these numbers.
  func decays() -> Tensor { Tensor(shape, values.map { (N(0) - $0.exponential()).exponential() }) }

  /// The gradient of the numbers `w` that gave decays `f`, from that of the decays: `dw = -df*f*exp(w)`.
  static func ofDecays(_ gradient: Tensor, _ decays: Tensor, _ w: Tensor) -> [N] {
    zip(gradient.values, zip(decays.values, w.values)).map { df, numbers in
      N(0) - df * numbers.0 * numbers.1.exponential()
    }
  }
}

extension Work {
  /// The work of ``Tensor/ofDecays(_:_:_:)`` for each of some elements.
  static func gradientOfDecays(_ elements: [Factor]) -> Work {
    var work = Work()
    work.add(.exponentials, for: elements)
    work.add(.multiplications, 2, for: elements)
    work.add(.subtractions, for: elements)
    return work
  }
}
