/// Makes statements, and follows the shape that they give.
struct RandomNetworkMaker {
  var dice: Dice
  var blocks: [RandomNetwork.Statement] = []
  var body: [RandomNetwork.Statement] = []
  var shape: [Int] = []
  var labels: [(name: String, shape: [Int])] = []
  var count = 0
  let mostElements = 700

  init(seed: UInt64) { dice = Dice(seed: seed) }

  var axes: Int { shape.count - 1 }

  mutating func make() {
    let axes = dice.pick([1, 1, 2, 2, 2, 2, 2, 3])
    let most = axes == 1 ? 20 : axes == 2 ? 9 : 5
    let first = [dice.number(1...6)] + (0..<axes).map { _ in dice.number(1...most) }
    shape = first
    if axes == 1, dice.chance(25) {
      // Words, whose rows of features are a map of one axis.
      if dice.chance(30) {
        body.append(.line("input words: sequence(\(first[0]), \(dice.number(1...5)))"))
        add("embedding_bag(\(dice.number(1...70)), \(first[1]), mode: \(dice.pick(["sum", "mean"])))")
      } else {
        tokens(first[0])
        add("embedding(\(dice.number(1...70)), \(first[1]))")
      }
      makeLayers()
      return
    }
    if dice.chance(15) {
      body.append(.line("input second: \(first)"))
      labels.append(("second", first))
    }
    body.insert(.line("input first: \(first)"), at: 0)
    if !labels.isEmpty { add("first") }
    makeLayers()
  }

  mutating func makeLayers() {
    for _ in 0..<dice.number(1...7) { statement() }
    if dice.chance(35) { tail() }
    for label in labels where label.name != "second" && dice.chance(15) {
      add("output \(label.name)_out: \(label.name) -> \(activation())")
    }
    if body.contains(where: { if case .line(let text) = $0 { text.hasPrefix("output ") } else { false } }) {
      add("output last: identity")
    }
  }

  mutating func add(_ text: String) { body.append(.line(text)) }

  mutating func newName(_ prefix: String) -> String {
    count += 1
    return "\(prefix)\(count)"
  }
}
