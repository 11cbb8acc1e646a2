/// What passes ask of an operator beside its rules: facts, so that none of them goes by a name.
///
/// Each operator states them; the laws look at its specimens for what can be observed of them.
public struct Traits: Hashable, Sendable {
  /// Whether the definition computes each element separately, so that a few can be computed without the rest.
  public var isDefinedByElement: Bool
  /// How the channels of its output come from those of its inputs.
  ///
  /// Of what a call may have besides one value, such as weights, it says nothing.
  public var channels: Channels
  /// What becomes of the mean and the variance of its inputs.
  public var values: Values
  /// What its axes are.
  public var axes: Axes
  /// What it is in a table of layers.
  public var part: Part
  /// The filters that it moves over its input, where it does nothing else.
  public var filters: Filters?
  /// The axis along which its values add up to 1, which may be counted from the end; nil where they do not.
  public var sumsToOne: Int?
  /// How many tokens it knows, where it takes tokens: they are below this.
  public var vocabulary: Int?
  /// What of each token it needs again for the tokens that follow; nil where that is nothing.
  public var cached: Cached?
  /// The inputs that want numbers above zero and not near it.
  ///
  /// A logarithm is defined for no others, and a quotient by numbers near zero has no usual size. Numbers are made up for
  /// them so; others are taken as they come.
  public var positiveInputs: Set<Int>
  /// What it does along the first axis since the call names no other; nil where the call does, or all axes are alike.
  public var firstAxis: FirstAxis?
  /// What it does along the last axis of its first input; nil where all axes are alike, or the first is the one.
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

  /// The axis of a value of some rank along which its elements add up to 1, from 0; nil where they do not.
  public func axisOfOnes(rank: Int) -> Int? { sumsToOne.map { $0 < 0 ? $0 + rank : $0 } }

  /// How the channels of an output come from those of the inputs.
  public enum Channels: Hashable, Sendable {
    /// Every channel sees all that any channel of its input sees.
    case mixed
    /// Where the channels of a position see the same, so do those that come out, and nothing is left out.
    case kept
    /// Each channel is one of some input's, or comes of the same channel of all inputs.
    case joined
    /// Like joined values, but a number may come from only some of the inputs, as another input decides.
    case chosen
    /// They may be parted, left out, or come from other positions.
    case rearranged
  }

  /// What becomes of the mean and the variance of the inputs, as if they were independent.
  public enum Values: Hashable, Sendable {
    /// They stay about as they are.
    case kept
    /// The weights, or the layer itself, make the mean 0 and the variance 1.
    case standardised
    /// What the definition makes of numbers one by one.
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
    /// Sums of products of elements of all inputs, over axes that stand at these places.
    case sumOfProducts(over: [AxisPlace])
    /// Means of elements.
    case mean
    /// Means of rows of one of the inputs, weighed by the others.
    case weighedMean(of: Int)
    /// The largest, or the smallest, of several values.
    case largest
    /// The largest of the elements of a window.
    case largestOfWindow
    /// The elements of all inputs side by side.
    case joined
    /// Sums of elements of the input: as many as it has for each that the output has.
    case sumOfElements
    /// Sums of the elements up to each position of an axis.
    case runningSum(axis: Int)
    /// The variance of elements.
    case variance
    /// The norm of elements of this power.
    case norm(power: Double)
    /// Which of the elements of an axis, or of those that an output is made of: numbers from 0 on.
    case index(axis: Int?)
    /// A single 1 among this many numbers; the others are 0.
    case oneOf(Int)
  }

  /// An axis of one of the inputs.
  public struct AxisPlace: Hashable, Sendable {
    /// Which input.
    public var input: Int
    /// Which axis, counted from the end where it is negative.
    public var axis: Int

    /// An axis of an input.
    public init(input: Int, axis: Int) {
      self.input = input
      self.axis = axis
    }
  }

  /// What the axes of an output are.
  public enum Axes: Hashable, Sendable {
    /// Channels, and then positions.
    case map
    /// Rows, whose features are the last axis.
    case rows
    /// What those of the first input are.
    case asInput
    /// Those of the first input in another order: axis `i` is axis `order[i]` of the input.
    case permuted([Int])
    /// Others, over the same elements in the same order.
    case reshaped
    /// Not known.
    case unknown
  }

  /// What a layer does along the first axis, of rows as of maps.
  public enum FirstAxis: Hashable, Sendable {
    /// Each position has its own numbers, such as "a factor"; `axis` names another axis.
    case owns(String)
    /// The elements of each position become one number, such as "a mean"; `axis` names the axes that disappear.
    case reduces(to: String)
    /// Its places are weighed against each other, as by a softmax; `axis` names another axis.
    case sums
    /// Its places are channels, and the other axes positions; no argument says otherwise.
    case channels
  }

  /// What a layer does along the last axis, of maps as of rows.
  public enum LastAxis: Hashable, Sendable {
    /// It holds the features of each row.
    case features
    /// The elements of each row are normalised; an argument, where there is one, normalises channels instead.
    case normalises(channels: String?)
  }

  /// What a layer is in a table of layers.
  public enum Part: Hashable, Sendable {
    /// A layer that papers list.
    case layer
    /// A normalisation: shown with the layer before it if it has its own weights.
    case normalisation
    /// A function of what the layer before it gives.
    case activation
    /// What acts in training only.
    case trainingOnly
    /// A merge, or a change of shape or order.
    case arrangement
    /// The same numbers as a vector.
    case flattening
  }

  /// What of each token is needed again for the tokens that follow.
  public enum Cached: Hashable, Sendable {
    /// What it projects by the matrices of these names, `[rows, features]`: as many numbers as they have rows.
    case projections([String])
    /// These of its inputs, `[tokens, features]`: as many numbers as they have features.
    case inputs([Int])
  }

  /// Filters that are the same at every position of the input: `weight [filters, C/groups, kernel…]`.
  public struct Filters: Hashable, Sendable {
    /// The kernel.
    public var kernel: ArchGraph.Axes
    /// How many groups the channels are in; nil where each channel is its own.
    public var groups: Int?

    /// Filters of a kernel.
    public init(kernel: ArchGraph.Axes, groups: Int?) {
      self.kernel = kernel
      self.groups = groups
    }
  }
}
