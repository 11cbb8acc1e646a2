import Foundation

/// The networks that ship, in tests that would take long for all of them.
package enum Zoo {
  /// Whether all are wanted: `EVERY_NETWORK` asks for them.
  private static let isWhole = ProcessInfo.processInfo.environment["EVERY_NETWORK"] != nil
  /// Which third is taken: the check of every commit gives `NETWORKS_FROM` another number each time.
  private static let offset =
    (ProcessInfo.processInfo.environment["NETWORKS_FROM"].flatMap { Int($0) } ?? 0) % 3

  /// Every third of a list, or all of it.
  ///
  /// - Parameter first: which of the first three it begins with, so that tests have different ones.
  package static func some<T>(_ all: [T], from first: Int) -> [T] {
    isWhole ? all : all.indices.filter { $0 % 3 == (first + offset) % 3 }.map { all[$0] }
  }
}
