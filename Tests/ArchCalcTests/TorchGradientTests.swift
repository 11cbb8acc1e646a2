import ArchCalc
import ArchGraph
import Foundation
import Testing

/// The gradients of every specimen beside PyTorch's, in double precision and in training.
extension TorchTests {
  @Test func everySpecimenGivesTheSameGradients() throws {
    try withFolder { folder in
      // What is drawn at random is drawn otherwise there; where no gradient flows there is none to compare.
      let specimens = SpecimenNetwork.all.filter { specimen in
        let node = specimen.graph.nodes[specimen.graph.outputs[0].node]
        guard let op = node.op as? any Differentiable, !Self.isDrawing(op, node) else { return false }
        // Its places are rounded to others in double precision, so that other elements are taken.
        if specimen.call.hasPrefix("resize(scale: 1.1)") { return false }
        let rule = op.backward(from: node.inputShapes, to: node.shape)
        return rule.inputs.contains { $0 != nil } || node.form.parameters.contains { $0.role == .weight }
      }
      let jobs = try specimens.enumerated().map { index, specimen in
        try Job(specimen.graph, batch: 2, in: folder.appending(path: "\(index)"))
      }
      for job in jobs {
        let data = Self.gradient(of: job.graph).withUnsafeBufferPointer { Data(buffer: $0) }
        try data.write(to: job.folder.appending(path: "gradient.bin"))
      }
      try run(jobs, in: folder)
      var compared = 0
      for (job, specimen) in zip(jobs, specimens) {
        let path = job.folder.appending(path: "gradients.bin")
        guard let data = try? Data(contentsOf: path) else {
          Issue.record("\(specimen.call): PyTorch gave none")
          continue
        }
        let theirs = data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
        compared += compare(try Self.gradients(of: job), theirs, specimen.call)
      }
      #expect(compared > 5000)
    }
  }

  private static func isDrawing(_ op: any Differentiable, _ node: Node) -> Bool {
    (op as? any TrainedApart)?.masks(of: node.inputShapes).isEmpty == false
  }

  /// Numbers without pattern for the gradient by the output, of both examples.
  private static func gradient(of graph: Graph) -> [Float] {
    let count = 2 * (graph.nodes[graph.outputs[0].node].shape.elementCount ?? 0)
    return (0..<count).map { Float(UInt32(truncatingIfNeeded: $0 &* 2_654_435_761) >> 8) / 0x1p23 - 1 }
  }

  private func compare(_ ours: [Double], _ theirs: [Double], _ call: String) -> Int {
    guard ours.count == theirs.count else {
      Issue.record("\(call): \(theirs.count) numbers in PyTorch, \(ours.count) here")
      return 0
    }
    let size = ours.reduce(1) { max($0, abs($1)) }
    let apart = zip(ours, theirs).reduce(0.0) { largest, pair in
      let distance = abs(pair.0 - pair.1)
      return distance.isNaN ? .infinity : max(largest, distance)
    }
    // Constants that the exported text has in single precision are the largest difference.
    #expect(apart <= 1e-6 * size, "\(call): \(apart) apart, the largest is \(size)")
    return ours.count
  }

  /// The gradients by inputs of numbers, and by all tensors of weights, in the order of the graph; zeros where there are none.
  private static func gradients(of job: Job) throws -> [Double] {
    let node = job.graph.nodes[job.graph.outputs[0].node]
    let op = try #require(node.op as? any Differentiable)
    var numbers: [Float] = []
    job.run.forEachWeight { numbers += $0 }
    var next = 0
    let weights = node.form.parameters.map { parameter in
      let count = parameter.shape.elementCount ?? 0
      defer { next += count }
      return Tensor(parameter.shape, numbers[next..<next + count].map { Dual($0) })
    }
    let inputs = node.inputs.map { input in
      let index = job.graph.inputs.firstIndex(of: input) ?? 0
      let shape = job.graph.nodes[input].shape
      return Tensor(Shape([2] + shape.dimensions, of: shape.element), job.run.inputs[index].map { Dual($0) })
    }
    let gradient = Tensor(
      Shape([2] + node.shape.dimensions), Self.gradient(of: job.graph).map { Dual($0) })
    let (byInputs, byWeights) = Self.gradients(of: op, inputs, weights, gradient, node)
    var all: [Double] = []
    // An input that the layer does not take has zeros, too.
    for input in job.graph.inputs where job.graph.nodes[input].shape.element == .number {
      let found = node.inputs.firstIndex(of: input).flatMap { byInputs[$0] }
      let count = 2 * (job.graph.nodes[input].shape.elementCount ?? 0)
      all += found ?? Array(repeating: 0, count: count)
    }
    for (parameter, found) in zip(node.form.parameters, byWeights) {
      all += found ?? Array(repeating: 0, count: parameter.shape.elementCount ?? 0)
    }
    return all
  }

  private static func gradients<O: Differentiable>(
    of op: O, _ inputs: [Tensor<Dual>], _ weights: [Tensor<Dual>], _ gradient: Tensor<Dual>, _ node: Node
  ) -> (inputs: [[Double]?], weights: [[Double]?]) {
    let rule = op.backward(from: node.inputShapes, to: node.shape)
    let wanted = WantedGradients(
      inputs: rule.inputs.map { $0 != nil },
      weights: node.form.parameters.contains { $0.role == .weight })
    if let apart = op as? any TrainedApart {
      let output = apart.defineTraining(inputs, weights, masks: [], output: gradient.shape)
      let saved = apart.savedInTraining(inputs, weights, masks: [], output: output)
      let found = op.adjoint(
        BackwardPass(
          inputs: inputs, weights: weights, output: output, saved: saved, gradient: gradient,
          wanted: wanted))
      return (found.inputs.map { $0?.values.map(\.value) }, found.weights.map { $0?.values.map(\.value) })
    }
    func example(_ tensor: Tensor<Dual>, _ index: Int) -> Tensor<Dual> {
      let shape = Shape(Array(tensor.shape.dimensions.dropFirst()), of: tensor.shape.element)
      let count = shape.elementCount ?? 0
      return Tensor(shape, Array(tensor.values[index * count..<(index + 1) * count]))
    }
    var byInputs = [[Double]?](repeating: nil, count: inputs.count)
    var byWeights = [[Double]?](repeating: nil, count: node.form.parameters.count)
    for index in 0..<2 {
      let own = inputs.map { example($0, index) }
      let output = op.define(own, weights, output: node.shape)
      let found = op.adjoint(
        BackwardPass(
          inputs: own, weights: weights, output: output,
          saved: op.saved(own, weights, output: output), gradient: example(gradient, index), wanted: wanted))
      for (place, tensor) in found.inputs.enumerated() {
        guard let tensor else { continue }
        byInputs[place] = (byInputs[place] ?? []) + tensor.values.map(\.value)
      }
      for (place, tensor) in found.weights.enumerated() {
        guard let tensor else { continue }
        let values = tensor.values.map(\.value)
        byWeights[place] = byWeights[place].map { zip($0, values).map(+) } ?? values
      }
    }
    return (byInputs, byWeights)
  }

  private func run(_ jobs: [Job], in folder: URL) throws {
    let driver = folder.appending(path: "driver.py")
    try TorchJob.driver.write(to: driver, atomically: true, encoding: .utf8)
    let program = folder.appending(path: "gradients.py")
    try Self.program.write(to: program, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: try #require(torchPython))
    process.arguments = [program.path()] + jobs.map { $0.folder.path() }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    for line in said.split(separator: "\n") where line.hasPrefix("error") { Issue.record("\(line)") }
  }

  /// Works out gradients in double precision, in training.
  private static let program = """
    import pathlib
    import sys

    directories, sys.argv[1:] = sys.argv[1:], []
    import driver
    import torch


    def floats(path):
        # They have 32 bits.
        torch.set_default_dtype(torch.float32)
        found = driver.Floats(path)
        torch.set_default_dtype(torch.float64)
        return found


    def run(directory):
        weights, numbers = floats(directory / "weights.bin"), floats(directory / "inputs.bin")
        job = [line.split() for line in (directory / "job.txt").read_text().splitlines()]
        spec = driver.importlib.util.spec_from_file_location("model", directory / "model.py")
        module = driver.importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        model = getattr(module, job[0][1])().train()
        state = dict(model.named_parameters()) | dict(model.named_buffers())
        tensors = []
        with torch.no_grad():
            for name, *shape in (words[1:] for words in job if words[0] == "tensor"):
                state[name].copy_(weights.take(tuple(map(int, shape))))
                tensors.append(state[name])
        inputs = []
        for kind, *shape in (words[1:] for words in job if words[0] == "input"):
            piece = numbers.take(tuple(map(int, shape)))
            inputs.append(piece.long() if kind == "token" else piece.double().requires_grad_(True))
        output = model(*inputs)
        gradient = floats(directory / "gradient.bin").take(tuple(output.shape)).double()
        (output.double() * gradient).sum().backward()
        found = []
        for tensor in [value for value in inputs if value.is_floating_point()] + tensors:
            found.append((torch.zeros_like(tensor) if tensor.grad is None else tensor.grad).double().reshape(-1))
        path = str(directory / "gradients.bin")
        size = sum(piece.numel() for piece in found)
        if size:
            torch.from_file(path, shared=True, size=size, dtype=torch.float64).copy_(torch.cat(found))


    for directory in directories:
        try:
            run(pathlib.Path(directory))
        except Exception as error:
            print("error", directory, driver.one_line(error))

    """
}
