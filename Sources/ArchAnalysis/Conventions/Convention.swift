import ArchGraph

/// A way of counting with a name: that of papers, of a tool, of a formula.
///
/// It is a view of what a network does, no other analysis: each layer is counted by the convention's rules, and the counts of
/// all layers add up to the number that the tool prints.
package struct Convention: Sendable {
  /// The name in options and columns: `fvcore`.
  package let name: String
  /// What it is the convention of, with the version whose rules these are.
  package let title: String
  /// What 1 is.
  package let unit: Unit
  /// What is counted, in one line.
  package let summary: String
  /// What is wrong with it and what is right, or where the tool itself varies; nothing where nothing is.
  package let remarks: [Remark]
  /// How a layer is counted.
  let rules: Rules
  /// What its parameters are.
  let parameters: ParameterRule
  /// How many operations a multiply-add is: one or two in use, six in a training step.
  let perMultiplyAdd: Int
  /// What is taken out of a network before it is counted.
  let habits: Set<Habit>

  /// What must be said of a count.
  package struct Remark: Sendable, ExpressibleByStringLiteral {
    /// What is said.
    package var text: String
    /// The kinds of layers that it is about; it is said of networks that have one, none where it is about all networks.
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

  /// What must be said of the count of a network.
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

  /// What users of a tool leave out of a network that others have in it.
  enum Habit: Hashable, Sendable {
    /// The softmax at the end: the loss has it, and the network gives logits.
    case endsInLogits
    /// Batch norms after convolutions, whose weights take them in; the convolution then has a bias.
    case foldsBatchNorms
    /// The last dense layer is told apart: it makes the logits.
    case knowsTheHead
  }

  /// How layers are counted.
  enum Rules: Sendable {
    /// Entries of the work vector, each with a factor.
    case work(WorkView)
    /// By the kind of layer that a library has, and otherwise for those that are written as functions.
    case library(CountingRules, functions: CountingRules = [])
    /// So many times the parameters that a token meets, for each token, and what rules add.
    case perParameter(Int, CountingRules = [])
  }

  /// What a convention counts as parameters.
  enum ParameterRule: Sendable {
    /// What is learnt.
    case learnt
    /// What is learnt, and statistics that are kept.
    case withBuffers
    /// What is learnt in layers of these kinds, and in no others.
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

  /// Whether its parameters are others than those that are learnt.
  package var hasOwnParameters: Bool { if case .learnt = parameters { false } else { true } }
}

extension Convention: Hashable {
  /// Whether both are the convention of one name.
  package static func == (a: Convention, b: Convention) -> Bool { a.name == b.name }

  /// Hashes the name.
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Convention {
  /// A part of a count: a factor times a quantity of a layer.
  struct Part: Hashable, Sendable {
    /// What is counted.
    var subject: Subject
    /// How often.
    var factor: Int
    /// How much there is of it in one example.
    var quantity: Int
  }

  /// What a part of a count is about.
  package enum Subject: Hashable, Sendable {
    /// A quantity of layers of a kind.
    case layers(LibraryCall.Kind, CountingTerm.Quantity)
    /// Multiply-adds of an operator that no library has, and no rule is about.
    case unruled(String)
    /// An entry of the work vector.
    case work(Work.Kind)
    /// Learnt numbers of an operator that no library has, once for each token.
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
