import ArchGraph
import ArchKernels
import ArchRuntime

/// The inputs of the gates of one step, before their functions.
struct RecurrentGates {
  /// The products of the input with their biases, all gates one after another.
  var input: UnsafePointer<Float>
  /// The products of the state.
  var state: UnsafePointer<Float>
}

extension Recurrence {
  /// The bytes that the kernel takes: the products of all steps, the state, and the rows of the product laid out.
  func workingMemory(of input: Shape) -> Double {
    let rows = Double(gates) * Double(units)
    let products: Double = (Double(input[0]) + 1) * rows
    return 4 * (products + 3 * Double(units) + Double(projection ?? 0)) + input.bytes() + 1_048_576
  }

  /// Runs a recurrent layer: one product for the inputs of all steps, and one for the state at each.
  ///
  /// - Parameters:
  ///   - lastGateSees: the state that the last gate sees, if it differs from that of the others.
  ///   - step: computes the new state from the gates and the old one.
  func execute(
    _ run: inout KernelRun,
    lastGateSees: (
      (
        _ gates: RecurrentGates, _ state: UnsafePointer<Float>, _ kept: UnsafeMutablePointer<Float>,
        _ units: Int
      ) -> Void
    )? = nil,
    step: (
      _ run: inout KernelRun, _ gates: RecurrentGates, _ state: UnsafeMutablePointer<Float>,
      _ cell: UnsafeMutablePointer<Float>, _ units: Int
    ) -> Void
  ) throws(KernelFault) {
    let (tokens, features) = (run.shapes[0][0], run.shapes[0][1])
    let (rows, directions) = (gates * units, bidirectional ? 2 : 1)
    let outputs = projection ?? units
    let width = directions * outputs
    // After the states a row for the cells, if they are asked for.
    let rowsOut = returns == .last ? 1 : returns == .all ? tokens + 1 : tokens
    let out = try run.output(returns == .last ? [width] : [rowsOut, width])
    for (index, own) in [outputs, units].enumerated() where run.shapes.count > index + 1 {
      guard run.elements(index + 1) == directions * own else { throw .unsupported("states of another size") }
    }
    let each = 2 + biases.count + (projection == nil ? 0 : 1)
    for direction in 0..<directions {
      let ofInput = try run.weight(direction * each, [rows, features])
      let ofState = try run.weight(direction * each + 1, [rows, outputs])
      let inputBias = biases == .none ? nil : try run.weight(direction * each + 2, [rows])
      let stateBias = biases == .two ? try run.weight(direction * each + 3, [rows]) : nil
      let toOutput =
        projection == nil ? nil : try run.weight((direction + 1) * each - 1, [outputs, units])
      for example in 0..<run.batch {
        let x = run.input(0) + example * tokens * features
        Scratch.with((tokens + 1) * rows + 3 * units + (projection ?? 0)) { memory in
          let products = memory
          let fromState = memory + tokens * rows
          let (state, cell, kept) = (fromState + rows, fromState + rows + units, fromState + rows + 2 * units)
          // The state as the next step and the output see it: itself, or its projection.
          let seen = projection == nil ? state : state + 3 * units
          state.update(repeating: 0, count: 3 * units + (projection ?? 0))
          for (index, (target, own)) in [(seen, outputs), (cell, units)].enumerated()
          where run.shapes.count > index + 1 {
            target.update(from: run.input(index + 1) + (example * directions + direction) * own, count: own)
            run.did(.activationReads, own)
          }
          run.project(
            x, rows: tokens, features: features, by: ofInput, units: rows, bias: inputBias, into: products)
          for index in 0..<tokens {
            let token = direction == 0 ? index : tokens - 1 - index
            let own = RecurrentGates(input: products + token * rows, state: fromState)
            let first = lastGateSees == nil ? rows : rows - units
            run.project(
              seen, rows: 1, features: outputs, by: ofState, units: first, bias: stateBias, into: fromState)
            if let lastGateSees {
              lastGateSees(own, state, kept, units)
              run.project(
                kept, rows: 1, features: units, by: ofState + first * units, units: units,
                bias: stateBias.map { $0 + first }, into: fromState + first)
            }
            step(&run, own, state, cell, units)
            if let toOutput {
              run.project(
                state, rows: 1, features: units, by: toOutput, units: outputs, bias: nil, into: seen)
            }
            guard returns != .last || index == tokens - 1 else { continue }
            let row = returns == .last ? example : example * rowsOut + token
            (out + row * width + direction * outputs).update(from: seen, count: outputs)
            run.did(.writes, outputs)
          }
          if returns == .all {
            (out + (example * rowsOut + tokens) * width + direction * outputs).update(
              from: cell, count: outputs)
            run.did(.writes, outputs)
          }
        }
      }
    }
    run.did(.weightReads, run.weightElements)
    run.did(.activationReads, run.batch * tokens * features)
  }
}
