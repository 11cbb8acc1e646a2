import ArchGraph

extension Gather: LookingUp {
  func index(of position: [Int], at axes: Range<Int>) -> [Int] { Array(position[axes]) }
}
