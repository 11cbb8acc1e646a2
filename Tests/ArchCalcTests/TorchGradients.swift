import ArchCalc
import ArchEngines
import Foundation
import Testing

extension TorchTests {
  /// Runs jobs, and gives the bytes that PyTorch kept for each.
  @discardableResult
  func run(_ jobs: [Job], in folder: URL) throws -> [String: Int] {
    // The program takes what it needs from the driver.
    let driver = folder.appending(path: JobFile.driver)
    try TorchJob.driver.write(to: driver, atomically: true, encoding: .utf8)
    let said = try said(by: Self.program, "gradients.py", of: jobs, in: folder)
    var kept: [String: Int] = [:]
    for line in said.split(separator: "\n") {
      if line.hasPrefix("error") { Issue.record("\(line)") }
      let words = line.split(separator: " ")
      if words.first == "kept", words.count == 3 { kept[String(words[1])] = Int(words[2]) }
    }
    return kept
  }

  /// Computes gradients in double precision, in training.
  private static let program = """
    import pathlib
    import sys
    import weakref

    directories, sys.argv[1:] = sys.argv[1:], []
    import driver
    import torch


    def floats(path):
        # They have 32 bits.
        torch.set_default_dtype(torch.float32)
        found = driver.Floats(path)
        torch.set_default_dtype(torch.float64)
        return found


    class Holder:
        def __init__(self, tensor):
            self.tensor = tensor


    def kept(directory, job, module, numbers):
        # In single precision, inputs being what other layers gave; parameters and buffers are not counted.
        torch.set_default_dtype(torch.float32)
        model = getattr(module, job[0][1])().train()
        own = {value.untyped_storage().data_ptr() for value in [*model.parameters(), *model.buffers()]}
        numbers.next = 0
        inputs = []
        for kind, *shape in (words[1:] for words in job if words[0] == "input"):
            piece = numbers.take(tuple(map(int, shape)))
            inputs.append(piece.long() if kind == "token" else piece.clone().requires_grad_(True) * 1)
        holders = []

        def hold(tensor):
            holder = Holder(tensor)
            holders.append(weakref.ref(holder))
            return holder

        with torch.autograd.graph.saved_tensors_hooks(hold, lambda holder: holder.tensor):
            with driver.sdpa_kernel(driver.SDPBackend.MATH):
                output = model(*inputs)
        storages = {}
        for holder in (reference() for reference in holders):
            if holder is not None:
                storage = holder.tensor.untyped_storage()
                if storage.data_ptr() not in own:
                    storages[storage.data_ptr()] = storage.nbytes()
        torch.set_default_dtype(torch.float64)
        return sum(storages.values())


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
        print("kept", directory.name, kept(directory, job, module, numbers))
        output = model(*inputs)
        if not output.requires_grad:
            return
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
