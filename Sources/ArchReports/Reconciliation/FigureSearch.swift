import ArchAnalysis
import ArchDocuments
import ArchGraph

/// The explanations of a figure that somebody printed for a network: which count of which variant is printed this way.
package struct FigureSearch: Sendable {
  /// A network that the figure may belong to: the one that was named, or one like it.
  package struct Variant: Sendable {
    /// Its description.
    package var label: String
    /// How far it is from what was named; 0 for the network itself.
    package var cost: Double
    /// Its figures, with the counts of ``countings``.
    package var analysis: Analysis

    /// A network that the figure may belong to.
    package init(label: String, cost: Double, analysis: Analysis) {
      self.label = label
      self.cost = cost
      self.analysis = analysis
    }
  }

  /// A number that was tried.
  package struct Candidate: Sendable {
    /// The index of its variant.
    package var variant: Int
    /// The kind of figure that it is.
    package var kind: PrintedFigure.Kind
    /// What is counted, in a few words.
    package var what: String
    /// The convention, if it is counted by one.
    package var convention: String?
    /// The number.
    package var value: Double
    /// How unusual it is, with its variant.
    package var cost: Double
  }

  /// Why the figure may have been printed: counts of one variant in one unit.
  package struct Explanation: Sendable {
    /// The index of its variant.
    package var variant: Int
    /// Further variants that the same count explains.
    package var others: [Int] = []
    /// How the figure is read.
    package var reading: PrintedFigure.Reading
    /// The counts that are printed this way, the most usual first.
    package var candidates: [Candidate]
    /// How unusual the most usual of them is, with variant and unit.
    package var cost: Double
    /// The share of random figures, with as many digits, that would have an explanation as common as this.
    package var chance: Double
  }

  /// The figure.
  package let figure: PrintedFigure
  /// The networks that were tried.
  package let variants: [Variant]
  /// How many numbers were tried.
  package let tried: Int
  /// The explanations, the likeliest first.
  package let explanations: [Explanation]
  /// The share of random figures, with as many digits, that would have some common explanation.
  package let chanceOfAny: Double
  /// Explanations that assume mixed-up units.
  package let unusual: [Explanation]
  /// The nearest usual counts, if nothing explains the figure, each with how it is read.
  package let nearest: [(candidate: Candidate, reading: PrintedFigure.Reading)]

  /// The conventions that are tried, as networks are usually written and otherwise.
  package static let countings: [Counting] = {
    var all = Convention.all.map { Counting($0) }
    for convention in Convention.all {
      for words in LibrarySpelling.mattering(to: convention) { all.append(Counting(convention, words)) }
    }
    return all
  }()

  /// The cost from which an explanation is not a usual one.
  ///
  /// One deviation is usual, two together would explain everything.
  static let usual = 3.3
  /// The cost from which a reading mixes up units.
  static let mixedUp = 9.0
  /// The chance below which an explanation is taken for the right one.
  static let sure = 0.02
  /// The highest cost at which a count is shown as near.
  private static let near = 3.0
  /// The largest distance of the nearest counts, as a share of the figure.
  private static let farthest = 0.25

  /// Searches for explanations of a figure.
  package init(_ figure: PrintedFigure, among given: [Variant]) {
    self.figure = figure
    // A network with the same counts as one before it, such as one with as many classes, explains nothing more.
    var variants: [Variant] = []
    for variant in given where !variants.contains(where: { Self.areAlike($0.analysis, variant.analysis) }) {
      variants.append(variant)
    }
    self.variants = variants
    var candidates: [Candidate] = []
    for (index, variant) in variants.enumerated() { candidates += Self.candidates(of: variant, index) }
    tried = candidates.count
    var found: [Explanation] = []
    var near: [(distance: Double, candidate: Candidate, reading: PrintedFigure.Reading)] = []
    for candidate in candidates {
      for reading in figure.readings where reading.kind == candidate.kind {
        let cost = candidate.cost + reading.cost
        if reading.contains(candidate.value) {
          // A figure with such a plain explanation needs no other reading.
          let isPlain = found.contains {
            $0.variant == candidate.variant && $0.reading.cost < reading.cost
              && $0.reading.unit == reading.unit && $0.reading.factor == reading.factor
              && $0.candidates.contains { $0.what == candidate.what }
          }
          if isPlain { continue }
          let place = found.firstIndex { $0.variant == candidate.variant && $0.reading == reading }
          if let place {
            found[place].candidates.append(candidate)
            found[place].cost = min(found[place].cost, cost)
          } else {
            found.append(
              Explanation(
                variant: candidate.variant, reading: reading, candidates: [candidate], cost: cost, chance: 0))
          }
        } else if reading.cost == 0, candidate.cost < Self.near, candidate.value > 0 {
          let middle = (reading.low + reading.high) / 2
          let distance = abs(candidate.value / middle - 1)
          if distance < Self.farthest { near.append((distance, candidate, reading)) }
        }
      }
    }
    for index in found.indices {
      found[index].candidates.sort { ($0.cost, $0.what) < ($1.cost, $1.what) }
      found[index].chance = Self.chance(of: figure, candidates, upTo: found[index].cost)
    }
    found.sort { ($0.cost, $0.variant) < ($1.cost, $1.variant) }
    found = Self.together(found)
    explanations = found.filter { $0.cost < Self.usual }
    chanceOfAny = Self.chance(of: figure, candidates, upTo: Self.usual)
    // Mixed-up units are likelier than another network that fits by chance.
    let isSure = explanations.first.map { $0.chance < Self.sure } ?? false
    unusual = isSure ? [] : found.filter { $0.cost >= Self.mixedUp && variants[$0.variant].cost == 0 }
    near.sort { ($0.distance + 0.01 * $0.candidate.cost) < ($1.distance + 0.01 * $1.candidate.cost) }
    nearest = explanations.isEmpty ? near.prefix(3).map { ($0.candidate, $0.reading) } : []
  }

  /// Explanations without those whose most usual count also explains a likelier network, which lists them.
  private static func together(_ found: [Explanation]) -> [Explanation] {
    var result: [Explanation] = []
    for explanation in found {
      let first = explanation.candidates[0].what
      let place = result.firstIndex { earlier in
        earlier.reading == explanation.reading && earlier.candidates.contains { $0.what == first }
      }
      if let place { result[place].others.append(explanation.variant) } else { result.append(explanation) }
    }
    return result
  }

  private static func areAlike(_ a: Analysis, _ b: Analysis) -> Bool {
    a.totals.multiplyAdds == b.totals.multiplyAdds && a.totals.parameters == b.totals.parameters
      && a.totals.buffers == b.totals.buffers && a.totals.activations == b.totals.activations
      && a.totals.counted == b.totals.counted
  }

  /// The share of figures with as many digits, in the same power of ten, that some count of at most this cost prints
  /// as.
  private static func chance(of figure: PrintedFigure, _ candidates: [Candidate], upTo cost: Double) -> Double
  {
    var printed: Set<Int> = []
    let all = (1..<max(1, min(figure.digits, 15))).reduce(9.0) { product, _ in product * 10 }
    // The figures with this many digits are the integers from a power of ten to the next.
    let first = all / 9
    for reading in figure.readings {
      let coarse = ((reading.high - reading.low) / reading.lastPlace).rounded()
      for candidate in candidates
      where candidate.kind == reading.kind && candidate.cost + reading.cost <= cost {
        let place = candidate.value / reading.lastPlace
        guard place.rounded() >= first, place < first * 10, place < 1e15 else { continue }
        switch reading.rounding {
        case .nearest: printed.insert(Int(place.rounded()))
        case .zeros: printed.insert(Int((place / coarse).rounded() * coarse))
        case .cut: printed.formUnion([Int(place.rounded(.down)), Int(place.rounded(.up))])
        }
      }
    }
    return min(1, Double(printed.count) / all)
  }

  /// The numbers of a network that somebody may have printed.
  private static func candidates(of variant: Variant, _ index: Int) -> [Candidate] {
    let totals = variant.analysis.totals
    var candidates: [Candidate] = []
    func add(
      _ kind: PrintedFigure.Kind, _ what: String, _ value: Double, _ cost: Double, convention: String? = nil
    ) {
      candidates.append(
        Candidate(
          variant: index, kind: kind, what: what, convention: convention, value: value,
          cost: variant.cost + cost))
    }
    for count in totals.counted {
      // Another spelling that changes nothing is not another count.
      if count.counting.spelling != .modules,
        totals.counted.contains(where: {
          $0.counting.convention == count.counting.convention && $0.counting.spelling == .modules
            && $0.work == count.work
        })
      {
        continue
      }
      let convention = count.counting.convention
      add(
        .work, "\(convention.unit.rawValue) (\(count.counting.name))", Double(count.work),
        convention.rarity + (count.counting.spelling == .modules ? 0 : 1), convention: count.counting.name)
      if convention.hasOwnParameters, count.counting.spelling == .modules {
        add(.parameters, "parameters (\(convention.name))", Double(count.parameters), 1)
      }
    }
    if let connections = Figure.connections.value(of: variant.analysis, .float32).known {
      add(.work, "connections", Double(connections), 1.5)
    }
    let parameters = Double(totals.parameters)
    add(.parameters, "parameters", parameters, 0)
    if totals.frozen > 0 { add(.parameters, "trainable parameters", Double(totals.trainable), 0.5) }
    if totals.active != totals.parameters {
      add(.parameters, "active parameters", Double(totals.active), 0.5)
    }
    let types: [(ElementType, Double)] = [
      (.float32, 0), (.float16, 1.5), (.int8, 2), (.int4, 2.5), (.float64, 3),
    ]
    for (element, cost) in types {
      add(.bytes, "parameters as \(element.rawValue)", parameters * element.bytes, cost)
    }
    if totals.buffers > 0 {
      add(.bytes, "parameters and buffers as float32", 4 * (parameters + Double(totals.buffers)), 0.5)
    }
    add(.bytes, "values of all layers as float32", 4 * Double(totals.activations), 2)
    if let plan = variant.analysis.plan {
      add(.bytes, "peak of values as float32", 4 * Double(plan.extent), 2)
    }
    return candidates
  }
}

extension Convention {
  /// How rarely people quote it, by how often each comes up in papers and in questions about other tools.
  fileprivate var rarity: Double {
    switch name {
    case "papers", "torchvision": 0
    case "2macs", "fvcore", "thop": 0.5
    case "ptflops", "flops", "flop-counter-mode", "mmengine", "calflops", "torchinfo": 1
    default: 1.5
    }
  }
}
