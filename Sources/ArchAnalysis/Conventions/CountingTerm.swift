import ArchGraph

/// A multiple of a quantity of a layer, which a tool adds to its count.
package struct CountingTerm: Hashable, Sendable {
  /// The factor.
  package var factor: Int
  /// The quantity of the layer.
  package var quantity: Quantity

  /// A quantity of a library's layer.
  package enum Quantity: String, Hashable, Sendable {
    /// Multiply-adds of convolutions, dense layers and matrix products.
    case multiplyAdds
    /// Multiply-adds of a recurrent layer without the projection of its states.
    case multiplyAddsOfGates
    /// Multiply-adds of a recurrent layer as if it had no projection.
    case multiplyAddsUnprojected
    /// Multiply-adds of one row, for a dense layer over several.
    case multiplyAddsOfOneRow
    /// Multiply-adds of a transposed convolution by the channels of a group, divided by the groups once more.
    case multiplyAddsOfGroup
    /// Multiply-adds of a convolution as if each group saw all channels.
    case multiplyAddsOfAllChannels
    /// The elements of its first input.
    case inputs
    /// The elements of its first input, if it is an image.
    case inputsOfImages
    /// The elements of its output.
    case outputs
    /// The elements of its output, if it is an image.
    case outputsOfImages
    /// The elements of its output, if it has a learnt factor for each channel.
    case affineOutputs
    /// The elements of its output, if it has one position.
    case outputsOfOnePosition
    /// The additions of biases.
    case biasAdditions
    /// The biases, once each.
    case biases
    /// The additions of biases to queries, keys and values.
    case biasesOfProjections
    /// Its learnt values.
    case parameters
    /// The elements of a window for each element of the output.
    case taps
    /// The elements of a window of at most two axes, or along its first axis, for each element of the output.
    case tapsOfPlane
    /// The elements of a window at each position.
    case tapsAtPositions
    /// The rows or positions that it works on.
    case rows
    /// The rows along the first axis that a norm goes over.
    case rowsOfFirstAxis
    /// Its channels.
    case channels
    /// The elements of the states of all steps.
    case states
    /// The elements of the states of all steps in one direction.
    case statesOfOneDirection
    /// The scores of attention.
    case scores
    /// The positions asked for, or the elements of the input if a factor was given.
    case positionsAskedFor
    /// Its weights, once for each token of the network.
    case weightsAtTokens
    /// Its biases, once for each token of the network.
    case biasesAtTokens
    /// The square of its features, for each row.
    case squaresOfFeatures
    /// Its weights, at each position of its output.
    case weightsAtOutputs
    /// The weights of a transposed convolution without its input channels, for each element of the output.
    case filterAtOutputs
    /// The biases of a transposed convolution at the positions that a convolution with its window would have.
    case biasesOfConvolution
    /// The layer itself, as 1.
    case layers

    /// The quantity of a layer.
    func value(of call: LibraryCall) -> CheckedInteger {
      let none = CheckedInteger(0)
      func number(_ value: Int) -> CheckedInteger { CheckedInteger(value) }
      switch self {
      case .multiplyAdds: return call.multiplyAdds
      case .multiplyAddsOfGates: return call.multiplyAddsOfGates
      case .multiplyAddsUnprojected:
        let features = CheckedInteger.floor(call.inputs, dividedBy: call.taps)
        return number(4) * call.states * (features + number(call.channels))
      case .multiplyAddsOfOneRow: return .floor(call.multiplyAdds, dividedBy: call.positions)
      case .multiplyAddsOfGroup:
        let filters = CheckedInteger.floor(number(call.channels), dividedBy: number(call.groups))
        return .floor(call.multiplyAdds, dividedBy: filters) * .floor(filters, dividedBy: number(call.groups))
      case .multiplyAddsOfAllChannels: return call.multiplyAdds * number(call.groups)
      case .inputs: return call.inputs
      case .inputsOfImages: return call.axes == 2 ? call.inputs : none
      case .outputs: return call.outputs
      case .outputsOfImages: return call.axes == 2 ? call.outputs : none
      case .affineOutputs: return call.isAffine ? call.outputs : none
      case .outputsOfOnePosition: return call.positions == number(1) ? call.outputs : none
      case .biasAdditions: return call.biasAdditions
      case .biases: return call.biases
      case .biasesOfProjections: return call.parts.prefix(3).reduce(none) { $0 + $1.biasAdditions }
      case .parameters: return call.weights + call.biases
      case .taps: return call.outputs * call.taps
      case .tapsOfPlane: return call.outputs * (call.axes > 2 ? number(call.firstTap) : call.taps)
      case .tapsAtPositions: return call.positions * call.taps
      case .rows: return call.positions
      case .rowsOfFirstAxis: return .floor(call.outputs, dividedBy: number(call.firstExtent))
      case .channels: return number(call.channels)
      case .states: return call.states
      case .statesOfOneDirection: return .floor(call.states, dividedBy: number(call.directions))
      case .scores: return call.scores
      case .positionsAskedFor: return call.size ?? call.inputs
      case .weightsAtTokens, .biasesAtTokens:
        // These depend on the network's tokens, which a call does not know: see `parts(perParameter:…)`.
        return CheckedInteger(nil)
      case .squaresOfFeatures: return number(call.channels) * number(call.channels) * call.positions
      case .weightsAtOutputs: return call.weights * call.positions
      case .filterAtOutputs: return call.outputs * call.filter
      case .biasesOfConvolution:
        let channels = CheckedInteger.floor(number(call.channels), dividedBy: number(call.groups))
        return call.biases == none ? none : channels * call.positionsOfConvolution
      case .layers: return number(1)
      }
    }

    /// The plainest quantity with the same value in a layer: a dense layer of one row has no multiply-adds other than
    /// those of that row.
    func plainest(in call: LibraryCall) -> Quantity {
      let plain: Quantity
      switch self {
      case .multiplyAddsOfOneRow, .multiplyAddsOfGates, .multiplyAddsUnprojected, .multiplyAddsOfGroup,
        .multiplyAddsOfAllChannels, .weightsAtOutputs, .filterAtOutputs:
        plain = .multiplyAdds
      case .affineOutputs, .outputsOfImages, .outputsOfOnePosition: plain = .outputs
      case .inputsOfImages, .positionsAskedFor: plain = .inputs
      case .biases, .biasesOfConvolution: plain = .biasAdditions
      case .tapsOfPlane: plain = .taps
      case .rowsOfFirstAxis: plain = .rows
      case .statesOfOneDirection: plain = .states
      default: return self
      }
      return plain.value(of: call) == value(of: call) ? plain : self
    }

    /// Its title for several layers of a kind.
    package func title(_ layers: String) -> String {
      switch self {
      case .multiplyAdds: "multiply-adds of \(layers)"
      case .multiplyAddsOfGates: "multiply-adds of \(layers) except the projection"
      case .multiplyAddsUnprojected: "multiply-adds of \(layers) as if they had none"
      case .multiplyAddsOfOneRow: "multiply-adds of one row of \(layers)"
      case .multiplyAddsOfGroup: "multiply-adds of \(layers), divided by the groups again"
      case .multiplyAddsOfAllChannels: "multiply-adds of \(layers), as if groups saw all channels"
      case .inputs: "input elements of \(layers)"
      case .inputsOfImages: "input elements of \(layers) of images"
      case .outputs: "elements of \(layers)"
      case .outputsOfImages: "elements of \(layers) of images"
      case .affineOutputs: "elements of \(layers) with learnt factors"
      case .outputsOfOnePosition: "elements of \(layers) to one position"
      case .biasAdditions: "biases added in \(layers)"
      case .biases: "biases of \(layers), once each"
      case .biasesOfProjections: "biases of queries, keys and values added in \(layers)"
      case .parameters: "parameters of \(layers), once each"
      case .taps: "elements under the windows of \(layers)"
      case .tapsOfPlane: "elements under the windows of \(layers), of two axes at most"
      case .tapsAtPositions: "elements under a window of \(layers), at each position"
      case .rows: "rows of \(layers)"
      case .rowsOfFirstAxis: "rows of \(layers) along their first axis"
      case .channels: "channels of \(layers)"
      case .states: "states of \(layers)"
      case .statesOfOneDirection: "states of \(layers), in one direction"
      case .scores: "scores of \(layers)"
      case .positionsAskedFor: "positions looked up by \(layers), or their input elements"
      case .weightsAtTokens: "weights of \(layers), for each token"
      case .biasesAtTokens: "biases of \(layers), for each token"
      case .squaresOfFeatures: "squared features of \(layers), for each token"
      case .weightsAtOutputs: "weights of \(layers), at each position of the output"
      case .filterAtOutputs: "weights of one input channel of \(layers), for each element of the output"
      case .biasesOfConvolution: "biases of \(layers), where a convolution would have outputs"
      case .layers: "\(layers), for each"
      }
    }
  }
}

/// A multiple of a quantity.
func * (factor: Int, quantity: CountingTerm.Quantity) -> CountingTerm {
  CountingTerm(factor: factor, quantity: quantity)
}

extension LibraryCall {
  /// The weights of one input channel of a transposed convolution.
  fileprivate var filter: CheckedInteger {
    // Multiply-adds are the weights at each position of the input.
    let positions = CheckedInteger.floor(multiplyAdds, dividedBy: weights)
    return .floor(weights, dividedBy: .floor(inputs, dividedBy: positions))
  }
}
