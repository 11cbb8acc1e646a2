import ArchAnalysis
import ArchGraph
import ArchRuntime

/// What a run of a network showed about the predictions.
public struct Validation: Sendable {
  /// The analysis whose figures were to be proved.
  public var analysis: Analysis
  /// What each layer did.
  public var layers: [Layer] = []
  /// What probes of receptive fields found.
  package var fields: [FieldProbe] = []
  /// Why receptive fields were not probed, if they were not.
  public var fieldsSkipped: String?
  /// The planned peak of memory, in elements.
  public var plannedExtent = 0
  /// Why the operations of definitions were not counted, if they were not.
  package var countsSkipped: Uncounted?
  /// How far memory was actually written, in elements, or `nil` if the run did not end.
  public var highWater: Int?
  /// The outputs of the network that were overwritten before its end.
  public var overwrittenOutputs: [Node.ID] = []
  /// The result of a second run, in which kernels take over what they can of the layers that follow, or `nil` if there
  /// is nothing to take over.
  package var fused: Fused?
  /// The layer at which the run stopped, if it did.
  public var stoppedAt: Node.ID?
  /// How many threads were used.
  public var threads = 1
  /// The instruction set of the kernels.
  public var instructionSet = ""
  /// The seed of weights and inputs.
  public var seed: UInt64 = 0

  /// How many tensors of weights were made up: all but those whose numbers the graph knows.
  public var madeUpTensors: Int {
    let graph = analysis.graph
    return graph.weights.indices.reduce(0) { sum, entry in
      sum
        + graph.weights[entry].parameters.indices.count { index in
          !(graph.numbers?.has(WeightPlace(entry: entry, index: index)) ?? false)
        }
    }
  }

  /// What a training step showed, or why there was none, or `nil` if none was requested.
  package var training: Result<TrainingTrial, TrainingTrial.Refusal>?

  /// The results of another engine for the same network, or `nil` if none was requested.
  package var engine: Engine?

  /// A comparison with another engine, which knows nothing about our kernels.
  package struct Engine: Sendable {
    /// Its name and version.
    package var name: String
    /// Whether it ran the file that the network was read from, rather than one that we wrote.
    package var ranOriginal = false
    /// Why it was not compared, if it was not.
    package var skipped: String?
    /// What went wrong in it.
    package var fault: String?
    /// Our outputs and its own.
    package var outputs: [Output] = []
    /// The tensors of parameters and buffers, and those that are wrong.
    package var tensors = (count: 0, faults: [String]())
    /// The elements of learnt parameters.
    package var parameters = (predicted: 0, measured: 0)
    /// Multiply-adds of the layers that it counts, or `nil` if it cannot count.
    package var multiplyAdds: (predicted: Int, measured: Int)?
    /// What its count leaves out, or why there is none.
    package var countNote = ""

    /// One output of both.
    package struct Output: Sendable {
      /// The name of the output.
      package var name: String
      /// The largest difference.
      package var difference: Float
      /// The largest difference allowed.
      package var bound: Float
      /// The largest number of our output.
      package var size: Float

      /// Whether intermediate values are rounded to steps, so that a rounding error can become a whole step.
      package var isQuantised = false

      /// Whether both agree.
      package var holds: Bool { difference <= bound }
    }

    /// An engine that has not been compared yet.
    package init(name: String) { self.name = name }

    /// Whether everything that was compared agrees.
    package var holds: Bool {
      fault == nil && tensors.faults.isEmpty && parameters.predicted == parameters.measured
        && outputs.allSatisfy { $0.holds || $0.isQuantised }
        && multiplyAdds.map { $0.predicted == $0.measured } ?? true
    }
  }

  /// Why the operations of definitions are not counted.
  package enum Uncounted: Hashable, Sendable {
    /// Definitions are not used.
    case leftOut
    /// There are more operations than this.
    case moreThan(Int)
  }

  /// A run with fused kernels.
  package struct Fused: Sendable {
    /// How many layers were taken over by the kernels of others.
    package var layers: Int
    /// The numbers of all outputs.
    package var numbers: Int
    /// How many of them differ from the run without fusion.
    package var different: Int
  }

  /// What one layer did.
  public struct Layer: Sendable {
    /// The layer.
    public var node: Node.ID
    /// What contradicts the rules of shape, weights or memory.
    public var fault: KernelFault?
    /// The elements of weights that the kernel requested, and those that the rule provides.
    public var weights = (measured: 0, predicted: 0)
    /// What the loops counted.
    public var work = WorkVector()
    /// Why the work is not compared, if it is not.
    public var workSkipped: String?
    /// The arithmetic of the definition, counted operation by operation, or `nil` if it was not counted.
    public var counted: WorkVector?
    /// The value it reads that was no longer unchanged, or `nil` if all were.
    public var overwritten: Node.ID?
    /// How many values are infinite or NaN.
    public var notFinite = 0
    /// The largest distance from 1 of sums that should be 1, such as those of a softmax, or `nil` for other layers.
    public var sumError: Float?
    /// How the kernel compares with the definition, or `nil` if another layer of the same form was compared.
    package var definition: Definition?
  }

  /// A comparison of a kernel with its operator's definition.
  package enum Definition: Sendable {
    /// The largest difference at the places that were compared, and the bound for it.
    case compared(places: Int, difference: Float, bound: Float)
    /// Not compared, and why.
    case skipped(String)
  }

  /// A probe of a receptive field: which outputs become NaN when one input pixel does.
  package struct FieldProbe: Sendable {
    /// The layer whose outputs were examined.
    package var node: Node.ID
    /// Its path.
    package var path: String
    /// The shape of the input used.
    package var input: Shape
    /// The pixel.
    package var pixel: [Int]
    /// The result on each axis of the output.
    package var axes: [Axis] = []

    /// One axis of the output.
    package struct Axis: Sendable {
      /// How many indices it has.
      package var extent: Int
      /// How many of them were predicted to depend on the pixel.
      package var predicted: Int
      /// How many of them did.
      package var measured: Int
      /// The first index for which the prediction was wrong.
      package var contradiction: Int?
    }

    /// Whether the prediction holds.
    package var holds: Bool { axes.allSatisfy { $0.contradiction == nil } }

    /// Whether the prediction has edges inside the map.
    package var showsEdges: Bool { axes.contains { 0 < $0.predicted && $0.predicted < $0.extent } }
  }

  /// The aspects that can be wrong.
  package enum Subject: String, CaseIterable, Sendable {
    /// Shapes of outputs.
    case shapes
    /// Weights that kernels read.
    case parameters
    /// What loops did.
    case work
    /// Which inputs outputs depend on.
    case receptiveField = "receptive_field"
    /// Where values are, and how much memory that takes.
    case memory
    /// The values themselves.
    case values
    /// The network's results when kernels take over the work of the layers that follow.
    case fusion
    /// The gradients, and their cost.
    case training
    /// The results of another engine for the same network.
    case engine
  }
}

extension Validation.Layer {
  /// What is wrong with this layer.
  package func failures(_ predicted: WorkVector) -> [Validation.Subject] {
    var found: [Validation.Subject] = []
    switch fault {
    case .shape: found.append(.shapes)
    case .weight: found.append(.parameters)
    case .overlap: found.append(.memory)
    case .tooLarge, .unsupported, nil: break
    }
    if weights.measured != weights.predicted, fault == nil { found.append(.parameters) }
    let isCountedRight = counted?.hasArithmetic(of: predicted) ?? true
    let isMeasuredRight = workSkipped != nil || work == predicted
    if fault == nil, !isMeasuredRight || !isCountedRight { found.append(.work) }
    if overwritten != nil { found.append(.memory) }
    if notFinite > 0 { found.append(.values) }
    if let sumError, !(sumError <= 1e-4) { found.append(.values) }
    if case .compared(_, let difference, let bound)? = definition, !(difference <= bound) {
      found.append(.values)
    }
    return found
  }
}

extension Validation {
  /// The layers that fail, with what fails in them.
  package var failures: [(node: Node.ID, subject: Subject)] {
    var found: [(Node.ID, Subject)] = []
    for layer in layers {
      for subject in layer.failures(analysis.layers[layer.node].work) { found.append((layer.node, subject)) }
    }
    for field in fields where !field.holds { found.append((field.node, .receptiveField)) }
    for output in overwrittenOutputs { found.append((output, .memory)) }
    if let highWater, highWater != plannedExtent, let last = analysis.graph.nodes.indices.last {
      found.append((last, .memory))
    }
    if case .success(let trial)? = training {
      for layer in trial.layers where !layer.holds { found.append((layer.node, .training)) }
      for layer in trial.wrongGradients { found.append((layer, .training)) }
      if found.isEmpty, !trial.holds, let last = analysis.graph.nodes.indices.last {
        found.append((last, .training))
      }
    }
    if let fused, fused.different > 0, let last = analysis.graph.nodes.indices.last {
      found.append((last, .fusion))
    }
    return found
  }

  /// Whether everything that was checked holds.
  public var holds: Bool { stoppedAt == nil && failures.isEmpty && engine?.holds ?? true }
}
