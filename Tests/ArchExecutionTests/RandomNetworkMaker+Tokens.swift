// Sequences of tokens, and parts of them.
extension RandomNetworkMaker {
  /// An input of tokens, and layers behind it that leave so many of them.
  mutating func tokens(_ length: Int) {
    func input(_ length: Int) -> RandomNetwork.Statement { .line("input words: sequence(\(length))") }
    guard dice.chance(60) else { return body.append(input(length)) }
    let (before, after) = (dice.number(0...3), dice.number(0...3))
    switch dice.number(0...8) {
    case 0:
      body.append(input(length + before + after))
      add("slice(0, from: \(before), to: \(before + length))")
    case 1:
      body.append(input(length + before + after))
      add("crop([[\(before), \(after)]])")
    case 2 where length > 1:
      let added = dice.number(1...(length - 1))
      body.append(input(length - added))
      add("pad([[\(added), 0]])")
    case 3:
      body.append(input(length))
      add("roll(\(dice.number(-3...3)), axis: 0) -> flip(0)")
    case 4:
      body.append(input(2 * length))
      add("split(2, take: \(dice.number(0...1)))")
    case 5:
      body.append(input(length))
      add("tile([2]) -> slice(0, step: 2)")
    case 6:
      body.append(input(length))
      add("reshape([\(length), 1]) -> permute([1, 0]) -> flatten")
    case 7:
      body.append(input(length))
      add("parts: repeat_interleave(2, axis: 0) -> split(2)")
      add(
        "concat(parts[1], parts[0]) -> select(\((0..<length).map { _ in dice.number(0...(2 * length - 1)) }))"
      )
    default:
      body.append(input(length))
      add("expand([1, \(length)]) -> flatten -> identity")
    }
  }
}
