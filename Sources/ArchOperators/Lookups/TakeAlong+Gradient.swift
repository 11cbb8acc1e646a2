import ArchGraph

extension TakeAlong: LookingUp {
  func index(of position: [Int], at axes: Range<Int>) -> [Int] { position }
}
