import ArchCalc
import ArchDocuments
import Architectures
import Testing

/// Networks written twice, in the language and in Swift: the graphs are the same to the last layer, path and weight.
@Suite struct SwiftFormTests {
  private func expectSame(
    _ network: Network, as name: String, in file: String, settings: Settings = Settings(),
    training: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var settings = settings
    settings.isTraining = training
    let text = try #require(EmbeddedArchitectures.files.first { $0.name == file }).text()
    let program = Program(
      SourceText(name: file, bytes: text), path: file, catalogue: .standard, imports: EmbeddedImports())
    let written = try program.expand(name, settings: settings).graph
    let built = try network.graph(training: training)
    #expect(built.lines == written.lines, sourceLocation: sourceLocation)
  }

  private func expectSame(_ network: Network, as text: String, training: Bool = false) throws {
    let program = Program(SourceText(name: "t", text: text), catalogue: .standard, imports: NoImports())
    #expect(program.diagnostics.isEmpty)
    let written = try program.expand(network.name, settings: Settings(isTraining: training)).graph
    #expect(try network.graph(training: training).lines == written.lines)
  }

  @Test func publishedFiguresAreHandedOn() throws {
    let published = Published(source: "Table 1", top1: 70.6)
    let network = Network("n", published: published) {
      Input("image", [3, 8, 8])
      ReLU()
    }
    #expect(try network.graph().published == published)
    let table = NetworkTable([.init(name: "n", analysis: try Analysis(try network.graph()))])
    #expect(table.columns.contains(.figure(.top1)) && !table.columns.contains(.figure(.top5)))
    #expect(table.document.notes.contains(.init("accuracy", "Table 1")))
  }

  @Test func lecture() throws {
    let network = Network(
      "lecture_cnn", source: "Lecture example for 32 x 32 RGB images, after LeNet-5 (LeCun et al. 1998)"
    ) {
      Input("image", [3, 32, 32])
      Chain("conv1") {
        Conv(8, kernel: 5)
        ReLU()
      }
      MaxPool(2).named("pool1")
      Chain("conv2") {
        Conv(16, kernel: 5)
        ReLU()
      }
      MaxPool(2).named("pool2")
      Flatten()
      Chain("fc3") {
        Dense(120)
        ReLU()
      }
      Chain("fc4") {
        Dense(84)
        ReLU()
      }
      Chain("fc5") {
        Dense(10)
        Softmax()
      }
    }
    try expectSame(network, as: "lecture_cnn", in: "lecture_cnn.arch")
    #expect(try Analysis(network.graph()).totals.parameters == 62_958)
  }

  /// The program of the README.
  @Test func readme() throws {
    let lecture = Network("lecture") {
      Input("image", [3, 32, 32])
      Conv(8, kernel: 5).named("conv1")
      ReLU()
      MaxPool(2)
      Flatten()
      Dense(10)
      Softmax()
    }
    #expect(try lecture.summary().contains("16,298"))
  }

  // MARK: ResNet, with blocks, branches, loops and shapes

  static func convBN(_ filters: Int, kernel: Int, stride: Int = 1) -> Block {
    Block("conv_bn") {
      Conv(
        filters, kernel: .all(kernel), stride: .all(stride), padding: .symmetric(.all(kernel / 2)),
        bias: false)
      BatchNorm()
    }
  }

  static func bottleneck(_ width: Int, stride: Int) -> Block {
    Block("bottleneck") {
      Merge(Add()) {
        Branch {
          convBN(width, kernel: 1)
          ReLU()
          convBN(width, kernel: 3, stride: stride)
          ReLU()
          convBN(4 * width, kernel: 1)
        }
        Branch {
          Block("shortcut") {
            WithShape { shape in
              if stride != 1 || shape[0] != 4 * width { convBN(4 * width, kernel: 1, stride: stride) }
            }
          }
        }
      }
      ReLU()
    }
  }

  @Test func resnet50() throws {
    let network = Network(
      "resnet50", source: "He et al. 2015, Deep Residual Learning for Image Recognition, Table 1"
    ) {
      Input("image", [3, 224, 224])
      Chain("stem") {
        Self.convBN(64, kernel: 7, stride: 2)
        ReLU()
        MaxPool(3, stride: 2, padding: 1)
      }
      for (stage, depth) in [3, 4, 6, 3].enumerated() {
        Block("stage") {
          for unit in 0..<depth { Self.bottleneck(64 << stage, stride: stage > 0 && unit == 0 ? 2 : 1) }
        }
      }
      GlobalAvgPool()
      Chain("head") {
        Dense(1000)
        Softmax()
      }
    }
    try expectSame(network, as: "resnet50", in: "resnet.arch")
  }

  // MARK: Siamese, with two inputs and shared weights

  @Test func siamese() throws {
    let tower = Shared("tower") {
      for (filters, kernel) in [(64, 10), (128, 7), (128, 4)] {
        Conv(filters, kernel: .all(kernel))
        ReLU()
        MaxPool(2)
      }
      Conv(256, kernel: 4)
      ReLU()
      Flatten()
      Dense(4096)
      Sigmoid()
    }
    let network = Network(
      "siamese",
      source:
        "Koch, Zemel and Salakhutdinov 2015, Siamese Neural Networks for One-shot Image Recognition, Figure 4"
    ) {
      Input("left", [1, 105, 105])
      Input("right", [1, 105, 105])
      Merge(AbsDifference()) {
        Branch {
          From("left")
          tower
        }
        Branch {
          From("right")
          tower
        }
      }
      Dense(1)
      Sigmoid()
    }
    try expectSame(network, as: "siamese", in: "siamese.arch")
    #expect(try Analysis(network.graph()).totals.parameters == 38_951_745)
  }

  // MARK: Several outputs, frozen and training parts

  static let heads = """
    network heads {
        input image: [3, 16, 16]
        frozen { base: conv(8, kernel: 3) -> relu }
        when training { output auxiliary: conv(2, kernel: 1) }
        when training { drop_path(0.2) }
        flatten
        output class: dense(10) -> softmax
        output box: dense(4)
    }
    """

  @Test(arguments: [false, true]) func headsFrozenAndTrainingParts(isTraining: Bool) throws {
    let network = Network("heads") {
      Input("image", [3, 16, 16])
      Frozen {
        Chain("base") {
          Conv(8, kernel: 3)
          ReLU()
        }
      }
      WhenTraining { Output("auxiliary") { Conv(2, kernel: 1) } }
      WhenTraining { DropPath(0.2) }
      Flatten()
      Output("class") {
        Dense(10)
        Softmax()
      }
      Output("box") { Dense(4) }
    }
    try expectSame(network, as: Self.heads, training: isTraining)
  }

  @Test func densenetConcatenates() throws {
    let network = Network("dense_net") {
      Input("image", [4, 8, 8])
      for _ in 0..<3 {
        Block("dense_layer") {
          Merge(Concat()) {
            Branch()
            Branch {
              BatchNorm()
              Conv(2, kernel: 3, padding: 1)
            }
          }
        }
      }
    }
    try expectSame(
      network,
      as: """
        block dense_layer { concat { branch {} branch { batch_norm -> conv(2, kernel: 3, padding: 1) } } }
        network dense_net {
            input image: [4, 8, 8]
            repeat 3 { dense_layer }
        }
        """)
  }

  // MARK: Faults

  @Test func faultsNameTheSwiftLine() {
    let network = Network("faulty") {
      Input("image", [3, 4, 4])
      Conv(8, kernel: 7)
    }
    let line = #line - 2
    do {
      _ = try network.graph()
      Issue.record("the network has errors")
    } catch {
      #expect(error.items.first?.code == "window-too-large")
      #expect(error.items.first?.place.line == line)
      #expect(error.items.first?.place.file == "ArchCalcTests/SwiftFormTests.swift")
    }
  }
}

extension Graph {
  /// Every layer as a line; two graphs with equal lines are the same.
  var lines: [String] {
    zip(nodes.indices, paths).map { id, path in
      let node = nodes[id]
      let weights = node.weights.map { weights in
        " weights \(weights) \(self.weights[weights].parameters.map { "\($0.name) \($0.shape)" })"
      }
      let flags = (node.isFrozen ? " frozen" : "") + (node.isTrainingOnly ? " training" : "")
      return "\(path): \(node.op.call) of \(node.inputs) gives \(node.shape)\(weights ?? "")\(flags)"
    } + outputs.map { "output \($0.name ?? "-") \($0.node)" } + ["\(name) from \(source ?? "-")"]
  }
}
