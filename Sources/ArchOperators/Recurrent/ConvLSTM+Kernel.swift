import ArchGraph
import ArchKernels
import ArchRuntime

extension ConvLSTM: Runnable {
  /// The gates of all steps, the state, and the memory of both convolutions.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let rank = inputs[0].rank - 2
    let frame = Shape(Array(inputs[0].dimensions[1...]))
    let state = Shape(Array(output.dimensions.suffix(rank + 1)))
    func memory(_ window: Window, _ input: Shape, _ batch: Int) -> Double {
      window.productMemory(
        over: input, to: state, filters: filters, groups: 1, batch: batch, threads: threads)
    }
    // Both have the filters of four gates.
    let convolutions: Double = 4 * (memory(window, frame, inputs[0][0]) + memory(stateWindow, state, 1))
    return convolutions + (4 * Double(inputs[0][0]) + 6) * state.bytes()
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let rank = shape.rank - 2
    let (steps, channels, gates) = (shape[0], shape[1], 4 * filters)
    let axes = try window.kernelAxes(over: Shape(Array(shape.dimensions[1...])))
    let map = axes.extents(rank: rank)
    let stateAxes = try stateWindow.kernelAxes(over: Shape([filters] + map))
    let taps = window.kernel.expanded(to: rank)
    let ofInput = try run.weight(0, [gates, channels] + taps)
    let ofState = try run.weight(1, [gates, filters] + taps)
    let biases = bias ? try run.weight(2, [gates]) : nil
    let out = try run.output((returns == .last ? [] : [steps]) + [filters] + map)
    let filters = filters
    let prepared = run.prepared { run in
      PreparedConvLSTM(
        ofInput: Convolution(
          ofInput, filters: gates, channels: channels, groups: 1, axes: axes, pool: run.pool),
        ofState: Convolution(
          ofState, filters: gates, channels: filters, groups: 1, axes: stateAxes, pool: run.pool),
        run.factors(channels: gates, bias: biases), run.factors(channels: gates, bias: nil))
    }
    let size = filters * axes.outputCount
    Scratch.with((4 * steps + 6) * size) { memory in
      let (own, state, cell) = (
        memory + 4 * steps * size, memory + (4 * steps + 4) * size, memory + (4 * steps + 5) * size
      )
      for example in 0..<run.batch {
        let counts = prepared.ofInput.run(
          run.input(0) + example * run.elements(0), batch: steps, finish: run.finish(prepared.inputFactors),
          into: memory, pool: run.pool)
        run.did(.multiplyAdds, counts.multiplyAdds)
        run.did(.additions, counts.additions)
        run.did(.activationReads, counts.reads)
        state.update(repeating: 0, count: 2 * size)
        for step in 0..<steps {
          let done = prepared.ofState.run(
            state, batch: 1, finish: run.finish(prepared.stateFactors), into: own, pool: run.pool)
          run.did(.multiplyAdds, done.multiplyAdds)
          let gates = memory + 4 * step * size
          Loops.add(4 * size, own, gates)
          for i in 0..<size {
            let candidate = gates[2 * size + i].hyperbolicTangent()
            cell[i] = gates[size + i].logistic() * cell[i] + gates[i].logistic() * candidate
            state[i] = gates[3 * size + i].logistic() * cell[i].hyperbolicTangent()
          }
          run.did(.additions, (4 + 3 + 1) * size)
          for kind in [Work.Kind.subtractions, .exponentials, .divisions, .multiplications] {
            run.did(kind, 3 * size)
          }
          run.did(.transcendentals, 2 * size)
          guard returns == .sequence || step == steps - 1 else { continue }
          let place = returns == .last ? example : example * steps + step
          (out + place * size).update(from: state, count: size)
          run.did(.writes, size)
        }
      }
    }
    run.did(.weightReads, run.weightElements)
  }
}

/// The weights as a convolutional LSTM prepares them.
private final class PreparedConvLSTM: Sendable {
  let ofInput: Convolution, ofState: Convolution
  let inputFactors: ChannelFactors, stateFactors: ChannelFactors

  init(
    ofInput: Convolution, ofState: Convolution, _ inputFactors: ChannelFactors, _ stateFactors: ChannelFactors
  ) {
    self.ofInput = ofInput
    self.ofState = ofState
    self.inputFactors = inputFactors
    self.stateFactors = stateFactors
  }
}
