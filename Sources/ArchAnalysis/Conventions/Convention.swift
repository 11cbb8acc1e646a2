import ArchGraph

/// A named way of counting: of papers, of a tool, or of a formula.
///
/// It is a view of what a network does, not another analysis: each layer is counted by the convention's rules, and the
/// counts of all layers add up to the number that the tool prints.
package struct Convention: Sendable {
  /// The name in options and columns: `fvcore`.
  package let name: String
  /// What uses the convention, with the version whose rules these are.
  package let title: String
  /// The unit of a count.
  package let unit: Unit
  /// What is counted, in one line.
  package let summary: String
  /// What is wrong with it and what is right, or where the tool itself varies; empty if there is nothing to say.
  package let remarks: [Remark]
  /// How a layer is counted.
  let rules: Rules
  /// What it counts as parameters.
  let parameters: ParameterRule
  /// How many operations a multiply-add counts as: one or two in use, six in a training step.
  let perMultiplyAdd: Int
  /// What is left out of a network before it is counted.
  let habits: Set<Habit>

  /// A remark on a count.
  package struct Remark: Sendable, ExpressibleByStringLiteral {
    /// The text.
    package var text: String
    /// The kinds of layers that it is about: it is shown for networks that have one; empty for all networks.
    package var kinds: Set<LibraryCall.Kind>

    /// A remark about layers of some kinds.
    init(_ text: String, about kinds: LibraryCall.Kind...) {
      self.text = text
      self.kinds = Set(kinds)
    }

    /// A remark about all networks.
    package init(stringLiteral value: String) {
      text = value
      kinds = []
    }
  }

  /// The remarks on the count of a network.
  package func remarks(on graph: Graph) -> [String] {
    var kinds: Set<LibraryCall.Kind> = []
    func add(_ calls: [LibraryCall]) {
      for call in calls {
        kinds.insert(call.kind)
        add(call.parts)
      }
    }
    if remarks.contains(where: { !$0.kinds.isEmpty }) {
      for form in graph.forms {
        if let layer = form.op as? any LibraryLayer {
          add(layer.libraryCalls(from: form.inputShapes, to: form.shape))
        }
      }
    }
    return remarks.filter { $0.kinds.isEmpty || !$0.kinds.isDisjoint(with: kinds) }.map(\.text)
  }

  /// What a count of 1 is.
  package enum Unit: String, Hashable, Sendable {
    /// A multiplication with its addition, or another operation of the tool's choice.
    case multiplyAdds = "MACs"
    /// One operation.
    case operations = "FLOPs"
  }

  /// What users of a tool leave out of a network that others include.
  enum Habit: Hashable, Sendable {
    /// No softmax at the end: it is part of the loss, and the network gives logits.
    case endsInLogits
    /// Batch norms after convolutions are folded into their weights; the convolution then has a bias.
    case foldsBatchNorms
    /// The last dense layer is treated separately: it makes the logits.
    case knowsTheHead
  }

  /// How layers are counted.
  enum Rules: Sendable {
    /// Entries of the work vector, each with a factor.
    case work(WorkView)
    /// By the kind of layer in the library, and other rules for layers written as functions.
    case library(CountingRules, functions: CountingRules = [])
    /// A multiple of the parameters used for a token, for each token, plus what rules add.
    case perParameter(Int, CountingRules = [])
  }

  /// What a convention counts as parameters.
  enum ParameterRule: Sendable {
    /// Learnt parameters.
    case learnt
    /// Learnt parameters, and statistics that are kept.
    case withBuffers
    /// Learnt parameters of layers of these kinds only.
    case ofKinds(Set<LibraryCall.Kind>)
  }

  /// Declares a convention.
  init(
    _ name: String, _ title: String, _ unit: Unit, _ rules: Rules, parameters: ParameterRule = .learnt,
    habits: Set<Habit> = [], perMultiplyAdd: Int? = nil, summary: String, remarks: [Remark] = []
  ) {
    self.name = name
    self.title = title
    self.unit = unit
    self.rules = rules
    self.parameters = parameters
    self.habits = habits
    self.perMultiplyAdd = perMultiplyAdd ?? (unit == .operations ? 2 : 1)
    self.summary = summary
    self.remarks = remarks
  }

  /// The convention of a name.
  package static func named(_ name: String) -> Convention? { all.first { $0.name == name } }

  /// What is counted as parameters, in one line.
  var parameterSummary: String {
    switch parameters {
    case .learnt: "what is learnt"
    case .withBuffers: "what is learnt, and the moving statistics of batch norms"
    case .ofKinds:
      "what is learnt in layers that it has rules for, which attention and embeddings are not"
    }
  }

  /// Whether it counts other parameters than the learnt ones.
  package var hasOwnParameters: Bool { if case .learnt = parameters { false } else { true } }
}

extension Convention: Hashable {
  /// Whether both conventions have the same name.
  package static func == (a: Convention, b: Convention) -> Bool { a.name == b.name }

  /// Hashes the name.
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Convention {
  /// A part of a count: a factor times a quantity of a layer.
  struct Part: Hashable, Sendable {
    /// What is counted.
    var subject: Subject
    /// The factor.
    var factor: Int
    /// The quantity in one example.
    var quantity: Int
  }

  /// What a part of a count is about.
  package enum Subject: Hashable, Sendable {
    /// A quantity of layers of a kind.
    case layers(LibraryCall.Kind, CountingTerm.Quantity)
    /// Multiply-adds of an operator that is in no library, and that no rule is about.
    case unruled(String)
    /// An entry of the work vector.
    case work(Work.Kind)
    /// Learnt values of an operator that is in no library, once for each token.
    case parameters(String)

    /// What it is, in a few words.
    package var title: String {
      switch self {
      case .layers(let kind, let quantity): quantity.title(kind.plural)
      case .unruled(let name): "multiply-adds of `\(name)`, which the tool has no rule for"
      case .work(let kind): kind.title
      case .parameters(let name): "parameters of `\(name)`, for each token"
      }
    }
  }
}
