import ArchONNX

/// Where the batch is in every tensor of a model.
///
/// It is followed from the inputs by what each operator does with its axes, and never by the values of extents: a batch
/// of 2 in a network of two heads stays the batch.
struct BatchPlaces {
  /// The batch at which the model is read.
  let batch: Int
  /// The place in each value, or `nil` for constants and values that do not depend on an example.
  private(set) var places: [BatchPlace?]
  /// The places where a step takes another of the indistinguishable places in a model with a batch of 1.
  private var moved: [Input: BatchPlace] = [:]

  private struct Input: Hashable {
    var step: Int
    var input: Int
  }

  /// Follows the batch from the inputs that have it.
  ///
  /// - Parameters:
  ///   - axes: the axis of the batch in each input of the model that has one.
  ///   - needed: which steps matter.
  init(_ model: FlatModel, batch: Int, axes: [Int: Int], needed: [Bool]) throws(BatchFault) {
    self.batch = batch
    places = Array(repeating: nil, count: model.values.count)
    for (value, axis) in axes { places[value] = BatchPlace(axis: axis, outer: 1) }
    for index in model.steps.indices where needed[index] { try follow(model, step: index) }
  }

  /// The place of a value where a step takes it.
  func place(of value: Int, step: Int, input: Int) -> BatchPlace? {
    moved.isEmpty ? places[value] : moved[Input(step: step, input: input)] ?? places[value]
  }

  private mutating func follow(_ model: FlatModel, step index: Int) throws(BatchFault) {
    let step = model.steps[index]
    let given = step.inputs.map { $0.flatMap { places[$0] } }
    guard given.contains(where: { $0 != nil }) else { return }
    let rule = BatchRule(model: model, index: index, batch: batch)
    do throws(BatchFault) {
      try set(rule.outputs(given), of: step, index, model)
    } catch {
      guard batch == 1, let found = retry(rule, given) else { throw error }
      for (input, place) in found.inputs.enumerated() where place != given[input] {
        moved[Input(step: index, input: input)] = place
      }
      try set(found.outputs, of: step, index, model)
    }
  }

  /// The nearest of the indistinguishable places that the operator can take.
  private func retry(_ rule: BatchRule, _ given: [BatchPlace?]) -> (
    inputs: [BatchPlace?], outputs: [BatchPlace?]
  )? {
    let inputs = rule.step.inputs
    let choices = inputs.indices.map { index -> [BatchPlace?] in
      guard let place = given[index], let value = inputs[index] else { return [given[index]] }
      let others = place.alternatives(in: rule.model.values[value].shape).filter { $0 != place }
      return [place] + others.reversed()
    }
    // Few inputs have a choice: rarely more than two, of two places each.
    guard choices.reduce(1, { min(10_000, $0 * $1.count) }) <= 256 else { return nil }
    var combinations: [[BatchPlace?]] = [[]]
    for choice in choices { combinations = combinations.flatMap { start in choice.map { start + [$0] } } }
    for inputs in combinations.dropFirst() {
      if let outputs = try? rule.outputs(inputs) { return (inputs, outputs) }
    }
    return nil
  }

  private mutating func set(
    _ found: [BatchPlace?], of step: FlatModel.Step, _ index: Int, _ model: FlatModel
  ) throws(BatchFault) {
    for (output, place) in found.enumerated() {
      guard let value = step.output(output), let place else { continue }
      // An unforeseen form may have another number of axes than its rule assumes.
      guard place.fits(model.values[value].shape, batch: batch) else { throw .unknown(step: index) }
      places[value] = place
    }
  }
}
