import ArchGraph
import ArchSources

/// A run of a network in another engine besides our own: the files for its driver, a program in Python.
///
/// A job is a directory with the network as the engine reads it and the files of ``JobFile``; the driver adds the
/// outputs and writes its answer to standard output, which ``EngineAnswer`` reads. Binary files are 32-bit floats, one
/// tensor after another.
package protocol EngineJob {
  /// The text of `job.txt`.
  var text: String { get }
  /// The program that runs jobs, whose directories are its arguments.
  static var driver: String { get }
}

/// The names of the files that every job has.
package enum JobFile {
  /// The program that runs it.
  package static let driver = "driver.py"
  /// The description of the tensors in the binary files.
  package static let job = "job.txt"
  /// All inputs, each with its batch.
  package static let inputs = "inputs.bin"
  /// All outputs, each with its batch.
  package static let outputs = "outputs.bin"
}

extension EngineJob {
  /// A line of `job.txt` for each input of a network: the type of its elements, and its shape with the batch.
  static func inputLines(of graph: Graph, batch: Int) -> String {
    graph.inputs.map { input in
      let shape = graph.nodes[input].shape
      return "input \(shape.element.rawValue)\(words([batch] + shape.dimensions))\n"
    }.joined()
  }

  /// The extents of a shape, each after a space.
  static func words(_ dimensions: [Int]) -> String { dimensions.map { " \($0)" }.joined() }

  /// Lays out all files that do not depend on the engine.
  func layOut(_ inputs: [[Float]], in directory: TemporaryDirectory) throws(Files.Fault) {
    // Made by the driver; requested here, so that it is removed if the program is interrupted.
    _ = directory.file(JobFile.outputs)
    try directory.write(Self.driver, to: JobFile.driver)
    try directory.write(text, to: JobFile.job)
    try directory.write(JobFile.inputs) { append throws(Files.Fault) in
      for input in inputs {
        let result: Result<Void, Files.Fault> = input.withUnsafeBufferPointer { numbers in
          do throws(Files.Fault) { return .success(try append(numbers)) } catch { return .failure(error) }
        }
        try result.get()
      }
    }
  }
}
