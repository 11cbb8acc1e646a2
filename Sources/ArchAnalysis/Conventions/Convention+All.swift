import ArchGraph

extension Convention {
  /// Every convention, in the order of reports; a new one is a line here and a declaration, below or in a separate
  /// file.
  package static let all: [Convention] = [
    papers, flops, twoMACs, torchvision, fvcore, mmengine, ptflops, ptflopsATen, thop, torchinfo, calflops,
    calflopsMACs, flopCounterMode, flopCounterMode213, flopCounterModeTraining, onnxTool, tfProfiler, keras,
    darknet, twoN, sixND,
    palm, megatron,
    chinchilla,
  ]

  /// The names of all conventions, which every command line needs, without loading any rules.
  package static let names = [
    "papers", "flops", "2macs", "torchvision", "fvcore", "mmengine", "ptflops", "ptflops-aten", "thop",
    "torchinfo",
    "calflops", "calflops-macs", "flop-counter-mode", "flop-counter-mode-2.13", "flop-counter-mode-training",
    "onnx-tool",
    "tf-profiler", "keras", "darknet", "2n", "6nd", "palm", "megatron", "chinchilla",
  ]

  /// The convention used unless another is asked for.
  static let papers = Convention(
    "papers", "papers on vision", .multiplyAdds, .work(.multiplyAdds),
    summary: "multiply-adds of convolutions, dense layers and matrix products; one multiply-add is 1")

  /// Everything that a network computes.
  static let flops = Convention(
    "flops", "every operation", .operations, .work(.flops),
    summary: "every arithmetic operation of every layer; one multiply-add is 2")

  /// Two operations for each multiply-add.
  static let twoMACs = Convention(
    "2macs", "two per multiply-add", .operations, .work(.twoMultiplyAdds),
    summary: "convolutions, dense layers and matrix products; one multiply-add is 2")

  /// The table of torchvision's models.
  static let torchvision = Convention(
    "torchvision", "torchvision's table of models (GFLOPS)", .multiplyAdds, .work(.multiplyAdds),
    summary: "multiply-adds of convolutions, dense layers and matrix products; one multiply-add is 1",
    remarks: ["what it calls GFLOPS is billions of multiply-adds: there are twice as many FLOPs"])

  /// The documentation of Keras's models.
  static let keras = Convention(
    "keras", "Keras's table of models", .multiplyAdds, .work(.multiplyAdds), parameters: .withBuffers,
    summary:
      "parameters including the moving statistics of batch norms; multiply-adds as papers count them",
    remarks: ["moving statistics are not learnt: without them its count agrees with other libraries"])
}
