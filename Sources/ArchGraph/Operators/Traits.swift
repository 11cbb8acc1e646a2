/// Further facts about an operator that passes need, so none of them has to go by a name.
///
/// Each operator states them; the laws check whatever can be observed on its specimens.
public struct Traits: Hashable, Sendable {
  /// Whether the definition computes each element separately, which allows computing a few without the rest.
  public var isDefinedByElement: Bool
  /// How the channels of its output follow from those of its inputs.
  ///
  /// It says nothing of other inputs that a call may have besides one value, such as weights.
  public var channels: Channels
  /// How the mean and the variance of its inputs change.
  public var values: Values
  /// The meaning of its axes.
  public var axes: Axes
  /// Its role in a table of layers.
  public var part: Part
  /// The filters that it moves over its input, if it does nothing else.
  public var filters: Filters?
  /// The axis along which its values add up to 1, possibly counted from the end, or `nil` if there is none.
  public var sumsToOne: Int?
  /// The size of its vocabulary, if it takes tokens: they are below this.
  public var vocabulary: Int?
  /// The data of each token that it needs again for the tokens that follow, or `nil` if there is none.
  public var cached: Cached?
  /// The inputs that need numbers well above zero.
  ///
  /// A logarithm is defined for no others, and a quotient by numbers near zero has no typical size. Made-up numbers
  /// respect this; given numbers are used as they are.
  public var positiveInputs: Set<Int>
  /// Its effect along the first axis if the call names no other, or `nil` if the call does or all axes are alike.
  public var firstAxis: FirstAxis?
  /// Its effect along the last axis of its first input, or `nil` if all axes are alike or the first is special.
  public var lastAxis: LastAxis?

  /// The traits of an operator.
  public init(
    isDefinedByElement: Bool, channels: Channels, values: Values, axes: Axes, part: Part,
    filters: Filters? = nil, sumsToOne: Int? = nil, vocabulary: Int? = nil, cached: Cached? = nil,
    positiveInputs: Set<Int> = [], firstAxis: FirstAxis? = nil, lastAxis: LastAxis? = nil
  ) {
    self.isDefinedByElement = isDefinedByElement
    self.channels = channels
    self.values = values
    self.axes = axes
    self.part = part
    self.filters = filters
    self.sumsToOne = sumsToOne
    self.vocabulary = vocabulary
    self.cached = cached
    self.positiveInputs = positiveInputs
    self.firstAxis = firstAxis
    self.lastAxis = lastAxis
  }

  /// The axis, from 0, of a value of this rank along which its elements add up to 1, or `nil` if there is none.
  public func axisOfOnes(rank: Int) -> Int? { sumsToOne.map { $0 < 0 ? $0 + rank : $0 } }

  /// How the channels of an output follow from those of the inputs.
  public enum Channels: Hashable, Sendable {
    /// Every channel depends on everything that any channel of its input depends on.
    case mixed
    /// If the channels of a position depend on the same, so do those of the output, and nothing is left out.
    case kept
    /// Each channel is a channel of some input, or is computed from the same channel of all inputs.
    case joined
    /// Like joined values, but a number may come from only some of the inputs, as another input decides.
    case chosen
    /// They may be split, left out, or taken from other positions.
    case rearranged
  }

  /// How the mean and the variance of the inputs change, as if the inputs were independent.
  public enum Values: Hashable, Sendable {
    /// They stay about as they are.
    case kept
    /// The weights, or the layer itself, bring the mean to 0 and the variance to 1.
    case standardised
    /// The result of applying the definition to each number.
    case function
    /// Sums.
    case sum
    /// Differences: the means cancel.
    case difference
    /// Products of elements.
    case product
    /// Elements of the first input divided by those of the second.
    case quotient
    /// 1 where something holds, and 0 where it does not.
    case truth
    /// Elements of one of the inputs after the first.
    case chosen
    /// Sums of products along the last axis of the first input.
    case matrixProduct
    /// Sums of products of elements of all inputs, over axes at these places.
    case sumOfProducts(over: [AxisPlace])
    /// Means of elements.
    case mean
    /// Means of rows of one of the inputs, weighted by the others.
    case weighedMean(of: Int)
    /// The largest, or the smallest, of several values.
    case largest
    /// The largest of the elements of a window.
    case largestOfWindow
    /// The elements of all inputs side by side.
    case joined
    /// Sums of elements of the input, with the elements shared equally among those of the output.
    case sumOfElements
    /// Sums of the elements up to each position of an axis.
    case runningSum(axis: Int)
    /// The variance of elements.
    case variance
    /// The norm of elements, with this power.
    case norm(power: Double)
    /// Which element of an axis, or which of those that an output element is computed from: numbers from 0.
    case index(axis: Int?)
    /// A single 1 among this many numbers; the rest are 0.
    case oneOf(Int)
  }

  /// An axis of one of the inputs.
  public struct AxisPlace: Hashable, Sendable {
    /// The index of the input.
    public var input: Int
    /// The axis, counted from the end if it is negative.
    public var axis: Int

    /// An axis of an input.
    public init(input: Int, axis: Int) {
      self.input = input
      self.axis = axis
    }
  }

  /// The meaning of the axes of an output.
  public enum Axes: Hashable, Sendable {
    /// Channels, followed by positions.
    case map
    /// Rows, with their features on the last axis.
    case rows
    /// The same as those of the first input.
    case asInput
    /// Those of the first input in another order: axis `i` is axis `order[i]` of the input.
    case permuted([Int])
    /// Other axes, over the same elements in the same order.
    case reshaped
    /// Unknown.
    case unknown
  }

  /// The effect of a layer along the first axis, for rows and for maps.
  public enum FirstAxis: Hashable, Sendable {
    /// Each position has its own numbers, such as "a factor"; `axis` names another axis.
    case owns(String)
    /// The elements of each position become one number, such as "a mean"; `axis` names the axes that disappear.
    case reduces(to: String)
    /// Its places are weighed against each other, as in a softmax; `axis` names another axis.
    case sums
    /// Its places are channels, and the other axes positions; no argument says otherwise.
    case channels
  }

  /// The effect of a layer along the last axis, for maps and for rows.
  public enum LastAxis: Hashable, Sendable {
    /// It holds the features of each row.
    case features
    /// The elements of each row are normalised; an argument, if there is one, normalises channels instead.
    case normalises(channels: String?)
  }

  /// The role of a layer in a table of layers.
  public enum Part: Hashable, Sendable {
    /// A layer that papers list.
    case layer
    /// A normalisation: shown with the layer before it if it has its own weights.
    case normalisation
    /// A function of the output of the layer before it.
    case activation
    /// A layer that acts in training only.
    case trainingOnly
    /// A merge, or a change of shape or order.
    case arrangement
    /// The same numbers as a vector.
    case flattening
  }

  /// The data of each token that is needed again for the tokens that follow.
  public enum Cached: Hashable, Sendable {
    /// Projections by the matrices of these names, `[rows, features]`: as many numbers as they have rows.
    case projections([String])
    /// These of its inputs, `[tokens, features]`: as many numbers as they have features.
    case inputs([Int])
  }

  /// Filters that are the same at every position of the input: `weight [filters, C/groups, kernel…]`.
  public struct Filters: Hashable, Sendable {
    /// The kernel.
    public var kernel: ArchGraph.Axes
    /// How many groups the channels are in, or `nil` if each channel is its own group.
    public var groups: Int?

    /// Filters of a kernel.
    public init(kernel: ArchGraph.Axes, groups: Int?) {
      self.kernel = kernel
      self.groups = groups
    }
  }
}
