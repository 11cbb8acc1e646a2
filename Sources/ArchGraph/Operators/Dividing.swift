/// An operator that returns one of several parts of its input, chosen by an argument of its signature.
package protocol Dividing: Operator {
  /// How many parts there are.
  var partCount: Int { get }
}
