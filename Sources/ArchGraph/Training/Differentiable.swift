/// An operator whose gradients are known: its side of the backward pass.
///
/// Training asks how a loss changes with each number that a layer read. The backward pass goes through the layers from the last to the
/// first; each is given the gradient of the loss by its output, and gives the gradients by its inputs and by its weights. Work and
/// what must be kept are rules; ``adjoint(_:)`` is the definition that they are held against, and it is held against the
/// layer's own definition by numbers that carry derivatives.
///
/// A gradient that is a sum starts at zero, and each of its terms is one addition, or one multiply-add where the layer's own work
/// has them; what merely comes back from where it went is moved, which is no arithmetic. Gradients of weights are
/// added to those of other examples by the same operations.
public protocol Differentiable: Operator {
  /// The work of the gradients of one example; called only with inputs that `output` took.
  func backward(from inputs: [Shape], to output: Shape) -> BackwardWork

  /// What stays in memory from the forward pass until the gradients have been computed, weights aside.
  ///
  /// - Parameter batch: the examples: some layers are run in another way where there are many.
  func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept]

  /// The elements of one example that are live inside the layer, beside what it is given, gives and keeps: while its forward pass
  /// runs, and while its backward pass does.
  func inside(from inputs: [Shape], to output: Shape, by keeper: Keeper) -> (forward: Count, backward: Count)

  /// Whether the output is its first input seen in another way, in the memory that this stands in: what is kept of
  /// either is kept once.
  func isView(by keeper: Keeper, of inputs: [Shape]) -> Bool

  /// The numbers of the forward pass that are kept beside inputs and output, in the order of ``kept(from:to:by:batch:)``.
  func saved<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>) -> [Tensor<N>]

  /// The definition of the gradients, as plain as the textbook's formula.
  func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N>
}

extension Differentiable {
  /// Nothing: the layer is one step.
  public func inside(from inputs: [Shape], to output: Shape, by keeper: Keeper) -> (
    forward: Count, backward: Count
  ) {
    (.none, .none)
  }

  /// Where the layer's value stands where its input stands.
  public func isView(by keeper: Keeper, of inputs: [Shape]) -> Bool { placement(of: inputs) == .view }

  /// Nothing.
  public func saved<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>) -> [Tensor<
    N
  >] {
    []
  }
}

/// An operator that does something else in training than in use: a batch norm, a dropout.
///
/// The tensors of ``defineTraining(_:_:masks:output:)``, and those of its ``Differentiable/adjoint(_:)`` but weights and what is saved
/// once for all, have the batch as their first axis.
public protocol TrainedApart: Differentiable {
  /// The shapes of what is drawn at random for each example in each step.
  func masks(of inputs: [Shape]) -> [Shape]

  /// The work of the forward pass in training: that of each example.
  func trainingWork(from inputs: [Shape], to output: Shape) -> Work

  /// The work of the forward pass in training that a batch takes once, however many examples it has.
  func trainingWorkPerBatch(from inputs: [Shape], to output: Shape) -> Work

  /// The work of the gradients that a batch takes once.
  func backwardPerBatch(from inputs: [Shape], to output: Shape) -> BackwardWork

  /// The definition of the forward pass in training.
  ///
  /// - Parameters:
  ///   - masks: what has been drawn, `[batch, …]` each.
  ///   - output: `[batch, …]`.
  func defineTraining<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], masks: [Tensor<N>], output: Shape
  ) -> Tensor<N>

  /// The numbers of the forward pass in training that are kept beside inputs and output; masks are as they were drawn.
  func savedInTraining<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], masks: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>]
}

extension TrainedApart {
  /// No: in training its values are not those of its input.
  public func isView(by keeper: Keeper, of inputs: [Shape]) -> Bool { false }
}

/// The gradients that a backward pass asks a layer for.
public struct WantedGradients: Hashable, Sendable {
  /// For each input whether its gradient is wanted: something that learns stands before it.
  public var inputs: [Bool]
  /// Whether the gradients of the layer's weights are wanted: it is not frozen.
  public var weights: Bool

  /// Gradients.
  public init(inputs: [Bool], weights: Bool) {
    self.inputs = inputs
    self.weights = weights
  }

  /// Whether there are none.
  public var isEmpty: Bool { !weights && !inputs.contains(true) }
}

/// What a layer is given in the backward pass.
public struct BackwardPass<N: Number> {
  /// The inputs of the layer.
  public var inputs: [Tensor<N>]
  /// The tensors of its parameters, in their order.
  public var weights: [Tensor<N>]
  /// Its output.
  public var output: Tensor<N>
  /// What was saved beside them, in the order of ``Differentiable/kept(from:to:by:batch:)``.
  public var saved: [Tensor<N>]
  /// The gradient of the loss by the output, of its shape.
  public var gradient: Tensor<N>
  /// What is asked for.
  public var wanted: WantedGradients

  /// All that a layer is given.
  public init(
    inputs: [Tensor<N>], weights: [Tensor<N>], output: Tensor<N>, saved: [Tensor<N>], gradient: Tensor<N>,
    wanted: WantedGradients
  ) {
    self.inputs = inputs
    self.weights = weights
    self.output = output
    self.saved = saved
    self.gradient = gradient
    self.wanted = wanted
  }
}

/// The gradients of a layer: nil where none is asked for, or there is none.
public struct Gradients<N: Number> {
  /// By each input, of its shape.
  public var inputs: [Tensor<N>?]
  /// By each tensor of the parameters, of its shape; nil for buffers.
  public var weights: [Tensor<N>?]

  /// Gradients.
  public init(inputs: [Tensor<N>?], weights: [Tensor<N>?] = []) {
    self.inputs = inputs
    self.weights = weights
  }
}

/// The work of a layer's gradients, by what asks for it.
public struct BackwardWork: Hashable, Sendable {
  /// What several gradients of the layer need first: each part is done once where any that needs it is wanted.
  public var shared: [Shared] = []
  /// What the gradient by each input needs besides; nil where none flows, since the input is of tokens, or the output does not
  /// change with it but in steps.
  public var inputs: [Work?]
  /// What the gradients by the weights need besides.
  public var weights = Work()

  /// A part that several gradients need.
  public struct Shared: Hashable, Sendable {
    /// What is done.
    public var work: Work
    /// The gradients that need it.
    public var readers: Kept.Readers

    /// What some gradients need.
    public init(_ work: Work, for readers: Kept.Readers = .any) {
      self.work = work
      self.readers = readers
    }
  }

  /// The work of gradients by inputs, and by weights, and what any of them needs first.
  public init(shared: Work = Work(), inputs: [Work?], weights: Work = Work()) {
    self.init(
      shared: shared.entries.isEmpty && shared.unknown == nil ? [] : [Shared(shared)], inputs: inputs,
      weights: weights)
  }

  /// The work of gradients by inputs, and by weights, and what several of them need first.
  public init(shared: [Shared], inputs: [Work?], weights: Work = Work()) {
    self.shared = shared
    self.inputs = inputs
    self.weights = weights
  }

  /// The parts that are done for the gradients by inputs, and for any, where these are wanted.
  public func byInputs(_ wanted: WantedGradients) -> [Work] {
    shared.filter { $0.readers.read(wanted) }.map(\.work)
      + inputs.indices.compactMap { wanted.inputs[$0] ? inputs[$0] : nil }
  }
}
