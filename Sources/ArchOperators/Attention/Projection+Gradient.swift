import ArchGraph

/// A matrix of a layer with its bias.
struct Projection<N: Number> {
  let weight: Tensor<N>
  let bias: Tensor<N>?

  /// `y[u] = Σ weight[u, n]*x[n] + bias[u]` for each row.
  func callAsFunction(_ rows: [[N]]) -> [[N]] {
    rows.map { row in
      (0..<weight.shape[0]).map { unit in
        let sum = row.indices.reduce(into: N(0)) { $0.accumulate(row[$1], times: weight[[unit, $1]]) }
        return bias.map { sum + $0[[unit]] } ?? sum
      }
    }
  }

  /// Adds to the gradient of the rows: `dx[n] += Σ dy[u]*weight[u, n]`.
  func addGradient(_ gradient: [[N]], to rows: inout [[N]]) {
    for (index, dy) in gradient.enumerated() {
      for unit in dy.indices {
        for feature in rows[index].indices {
          rows[index][feature].accumulate(dy[unit], times: weight[[unit, feature]])
        }
      }
    }
  }
}

/// Gradients of tensors of weights, each under the tensor's name, to which terms are added.
struct WeightGradients<N: Number> {
  var tensors: [String: Tensor<N>] = [:]

  /// Zeros for all weights.
  init(_ parameters: [Parameter]) {
    for parameter in parameters where parameter.role == .weight {
      tensors[parameter.name] = Tensor(
        parameter.shape, Array(repeating: N(0), count: parameter.shape.elementCount ?? 0))
    }
  }

  /// Adds a term if there is such a tensor.
  mutating func add(_ term: N, to name: String, at position: [Int]) {
    if let before = tensors[name]?[position] { tensors[name]?[position] = before + term }
  }

  /// `dweight[u, n] += Σ dy[u]*x[n]`, `dbias[u] += Σ dy[u]` over rows.
  mutating func addProjection(_ name: String, _ gradient: [[N]], of rows: [[N]]) {
    for (dy, x) in zip(gradient, rows) {
      for unit in dy.indices {
        for feature in x.indices {
          tensors[name + "_weight"]?[[unit, feature]].accumulate(dy[unit], times: x[feature])
        }
        add(dy[unit], to: name + "_bias", at: [unit])
      }
    }
  }

  /// `dfactor[n] += Σ dy[n]*y[n]`, `dshift[n] += Σ dy[n]` over the heads of all rows, if a norm has them.
  mutating func addNorm(_ name: String, _ gradient: [[N]], of normalised: [[N]]) {
    guard let width = tensors[name + "_norm_weight"]?.shape[0] else { return }
    for (dy, y) in zip(gradient, normalised) {
      for place in dy.indices {
        add(dy[place] * y[place], to: name + "_norm_weight", at: [place % width])
        add(dy[place], to: name + "_norm_bias", at: [place % width])
      }
    }
  }
}
