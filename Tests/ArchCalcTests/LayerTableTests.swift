import ArchCalc
import Testing

/// Tables of papers that have a row for each layer or block: shape, parameters and work of every row.
@Suite(.withReference) struct LayerTableTests {
  @Test func alexNet() throws {
    let towers = try Figures("alexnet_towers")
    let single = try Figures("alexnet_single_tower")
    let rows = try Reference.rows("layers-alexnet.csv")
    let comparison = Comparison()
    for row in rows {
      let layer = try #require(row["layer"])
      if layer == "TOTAL" {
        comparison.expect("parameters", towers.parameters, prints: row["params_groups2"] ?? "")
        comparison.expect("work", towers.multiplyAdds, prints: row["macs_groups2"] ?? "")
        comparison.expect("parameters, one tower", single.parameters, prints: row["params_no_groups"] ?? "")
        comparison.expect("work, one tower", single.multiplyAdds, prints: row["macs_no_groups"] ?? "")
        continue
      }
      comparison.expect("\(layer) output", try towers.size(layer), prints: row["output"] ?? "")
      for (network, suffix) in [(towers, "groups2"), (single, "no_groups")] {
        comparison.expect(
          "\(layer) parameters \(suffix)", network.parameters(layer), prints: row["params_\(suffix)"] ?? "")
        comparison.expect(
          "\(layer) work \(suffix)", network.multiplyAdds(layer), prints: row["macs_\(suffix)"] ?? "")
      }
    }
    comparison.finish(11 * 5 + 4)
  }

  /// Table 1 of the paper, whose K is 1024: sizes, weights without biases, operations.
  @Test func googLeNet() throws {
    let network = try Figures("googlenet")
    let comparison = Comparison([
      "conv1 weights": ("9.2K", "7 x 7 x 3 x 64; what is printed fits a separable convolution"),
      "conv1 work": ("118M", "as the weights"),
      "3a weights": ("160K", "163,328 are 159.5 K"),
      "3b weights": ("379K", "388,096 are 379.0 K"),
      "4a weights": ("367K", "from the filters of its own row: 375,552"),
      "4a work": ("74M", "73,608,192 from the filters of its own row"),
      "4b weights": ("438K", "448,512 are 438.0 K"),
      "4c weights": ("498K", "497.5 K from the filters of its own row"),
      "4d weights": ("591K", "from the filters of its own row: 604,672"),
      "4e weights": ("847K", "from the filters of its own row: 867,328"),
      "5a weights": ("1018K", "from the filters of its own row"),
      "5a work": ("51M", "from the filters of its own row"),
      "5b weights": ("1409K", "from the filters of its own row"),
    ])
    // In the paper a pooling has a row of its own; here it ends the part before it.
    let ends = [
      "conv1": "conv1.relu", "pool1": "conv1", "conv2": "conv2.conv_relu", "pool2": "conv2",
      "avgpool": "global_avg_pool", "dropout": "dropout", "linear": "head", "softmax": "head.softmax",
    ]
    let rows = try Reference.rows("layers-googlenet-table1.csv")
    for row in rows {
      let name = try #require(row["row"])
      let end = ends[name] ?? (name.hasPrefix("pool") ? name : "module\(name)")
      comparison.expect("\(name) output", try network.mapSize(end), prints: row["output_size"] ?? "")
      let part = String(end.prefix { $0 != "." })
      guard let weights = row["weights_from_columns_no_bias"], !weights.isEmpty else { continue }
      let ours = network.parameters(part) - network.biases(part)
      comparison.expect("\(name) weights by its columns", ours, prints: weights)
      comparison.expect("\(name) weights", ours, prints: row["params_published(K=1024)"] ?? "", kilo: 1024)
      comparison.expect(
        "\(name) work", network.multiplyAdds(part), prints: row["ops_published(MACs)"] ?? "")
    }
    comparison.finish(19 + 3 * 12)
  }

  /// Table 2 of the paper, which counts the additions of biases as operations.
  @Test func faceNet() throws {
    let network = try Figures("facenet_nn2")
    let comparison = Comparison([
      "inception (4a) parameters": (
        "546K", "545,536, or 544,768 without biases; other rows fit with biases only"
      )
    ])
    var ends = ["conv1.relu", "conv1", "module2.conv_relu", "module2"]
    ends += ["3a", "3b", "3c", "4a", "4b", "4c", "4d", "4e", "5a", "5b"].map { "module\($0)" }
    ends += ["global_avg_pool", "head", "head.l2_normalize"]
    let rows = try Reference.rows("layers-facenet-nn2-table2.csv")
    #expect(rows.count == ends.count + 1)
    for (row, end) in zip(rows, ends) {
      let name = try #require(row["type"])
      comparison.expect("\(name) output", try network.mapSize(end), prints: row["output_size"] ?? "")
      let part = String(end.prefix { $0 != "." })
      guard let parameters = row["params_published"], !parameters.isEmpty else { continue }
      comparison.expect("\(name) parameters", network.parameters(part), prints: parameters)
      var work = network.multiplyAdds(part)
      for id in network.layers(part) where network.graph.nodes[id].op is Conv {
        work += network.graph.nodes[id].shape.elementCount ?? 0
      }
      comparison.expect("\(name) work", work, prints: row["macs_published"] ?? "")
    }
    let total = try #require(rows.last)
    comparison.expect("total parameters", network.parameters, prints: total["params_published"] ?? "")
    comparison.expect("total work", network.multiplyAdds, prints: total["macs_published"] ?? "")
    comparison.finish(17 + 2 * 13 + 2)
  }

  /// Table 1 of the paper: the convolutions of every unit, and the total.
  @Test func resNet() throws {
    let comparison = Comparison([
      "34 work": ("3.7e9", "3.664 G with projections as here; 3.6 G with padded shortcuts, see below"),
      "50 work": ("3.9e9", "3.858 G; the paper cuts off"),
    ])
    for row in try Reference.rows("layers-resnet-table1.csv") {
      let depth = try #require(row["depth"])
      let network = try Figures((Int(depth) ?? 0) < 50 ? "resnet\(depth)" : "resnet\(depth)_v1")
      for (index, stage) in ["conv2_x (56x56)", "conv3_x (28x28)", "conv4_x (14x14)", "conv5_x (7x7)"]
        .enumerated()
      {
        let cell = try #require(row[stage])
        let parts = cell.dropFirst().split(separator: "]x")
        let units = repeatElement(parts[0].split(separator: ";").map(String.init), count: Int(parts[1]) ?? 0)
        let convolutions: [String] = try network.layers("stage[\(index)]").compactMap { id in
          guard let op = network.graph.nodes[id].op as? Conv, !network.path(id).contains("shortcut"),
            let window = try network.window(id)
          else { return nil }
          return "\(window.kernel)x\(window.kernel) \(op.filters)"
        }
        comparison.expect(
          "\(depth) \(stage)", convolutions.joined(separator: ", "),
          prints: units.joined().joined(separator: ", "))
        let size = stage.drop { $0 != "(" }.dropFirst().dropLast()
        let channels = units.joined().last?.split(separator: " ").last ?? ""
        comparison.expect(
          "\(depth) \(stage) size", try network.size("stage[\(index)]"), prints: "\(size)x\(channels)")
      }
      comparison.expect("\(depth) conv1", try network.size("stem.relu"), prints: "112x112x64")
      comparison.expect("\(depth) maxpool", try network.size("stem"), prints: "56x56x64")
      comparison.expect(
        "\(depth) work", network.multiplyAdds, prints: row["flops_published(multiply-adds)"] ?? "")
    }
    comparison.finish(5 * 11)
    // The 34 layers of the paper's Figure 3 pad their shortcuts.
    let padded = try Figures(
      text: """
        import "resnet.arch"
        import "resnet_cifar.arch"
        network padded34 {
            input image: [3, 224, 224]
            conv_bn(64, kernel: 7, stride: 2) -> relu -> max_pool(3, stride: 2, padding: 1)
            for i, depth in [3, 4, 6, 3] {
                repeat depth as j {
                    cifar_unit(64 * 2 ^ i, stride: if i > 0 and j == 0 then 2 else 1, skip: padded_shortcut)
                }
            }
            global_avg_pool -> dense(1000)
        }
        """)
    #expect(Printed.like("3.6e9", Double(padded.multiplyAdds)) == "3.6e9")
  }

  /// Table 2 of the paper, millions of parameters, and torchvision's figures for the same columns.
  @Test func vgg() throws {
    let names = [
      "A": "vgg11", "A-LRN": "vgg11_lrn", "B": "vgg13", "C": "vgg16_c", "D": "vgg16", "E": "vgg19",
    ]
    let comparison = Comparison()
    for row in try Reference.rows("layers-vgg-table2.csv") {
      let column = try #require(row["config"])
      let network = try Figures(names[column] ?? column)
      comparison.expect("\(column) depth", network.analysis.totals.depth, prints: row["weight_layers"] ?? "")
      comparison.expect(
        "\(column) parameters", network.parameters, prints: (row["params_published_M"] ?? "") + "M")
      if let exact = row["exact_params_torchvision"], !exact.isEmpty {
        comparison.expect("\(column) exactly", network.parameters, prints: exact)
        comparison.expect(
          "\(column) work", network.multiplyAdds, prints: (row["gmacs_torchvision_224"] ?? "") + "G")
      }
    }
    comparison.finish(6 * 2 + 4 * 2)
  }

  /// The notes of CS231n: the values of each layer at two digits, the weights without biases.
  @Test func vgg16OfCS231n() throws {
    let network = try Figures("vgg16")
    let comparison = Comparison([
      "TOTAL": ("15.2M", "the sum of the sizes in its own rows; the notes have 24M")
    ])
    let layers = network.graph.nodes.indices.filter {
      let op = network.graph.nodes[$0].op
      return op is InputLayer || op is Conv || op is MaxPool || op is Dense
    }
    var sum = 0
    let rows = try Reference.rows("layers-cs231n-vgg16.csv")
    #expect(rows.count == layers.count + 1)
    for (row, id) in zip(rows, layers) {
      let shape = network.graph.nodes[id].shape
      let name = "\(row["layer"] ?? "") \(network.path(id))"
      comparison.expect("\(name) output", Figures.mapSize(shape), prints: row["output"] ?? "")
      let count = try #require(shape.elementCount)
      sum += count
      if let printed = row["memory_published"]?.split(separator: "=").last {
        comparison.expect("\(name) size", Self.twoDigits(count, like: printed), prints: String(printed))
      }
      let weights = network.analysis.layers[id].parameters - network.biases(network.path(id))
      comparison.expect("\(name) weights", weights, prints: row["weights_no_bias"] ?? "")
    }
    let total = try #require(rows.last)
    comparison.expect("TOTAL parameters", network.parameters, prints: total["weights_no_bias"] ?? "")
    comparison.expect("TOTAL", Printed.like("15.2M", Double(sum)), prints: "24M")
    #expect(total["memory_published"]?.hasPrefix("24M") == true)
    comparison.finish(22 * 3 + 2)
  }

  /// `150K`, `3.2M`: two digits, then zeros.
  private static func twoDigits(_ value: Int, like printed: Substring) -> String {
    guard printed.last == "K" || printed.last == "M" else { return "\(value)" }
    var scale = 1
    while value / scale >= 100 { scale *= 10 }
    return Printed.like(String(printed), Double((value + scale / 2) / scale * scale))
  }

  /// Table 1 of the paper, for the image of 227 x 227 that its 111 x 111 need.
  @Test func squeezeNet() throws {
    let network = try Figures("squeezenet1_0", image: [3, 227, 227])
    let comparison = Comparison()
    let ends = [
      "conv1": "conv1.relu", "maxpool1": "conv1", "fire4": "fire4.concat", "maxpool4": "fire4",
      "fire8": "fire8.concat", "maxpool8": "fire8", "conv10": "conv10.relu", "avgpool10": "conv10",
    ]
    for row in try Reference.rows("layers-squeezenet-table1.csv") {
      let name = try #require(row["layer"])
      if name == "total" {
        comparison.expect("total", network.parameters, prints: row["params_before_pruning"] ?? "")
        continue
      }
      comparison.expect(
        "\(name) output", try network.mapSize(ends[name] ?? name), prints: row["output_size"] ?? "")
      if let parameters = row["params_before_pruning"], !parameters.isEmpty {
        comparison.expect("\(name) parameters", network.parameters(name), prints: parameters)
      }
    }
    comparison.finish(14 + 10 + 1)
  }

  /// The paper of 1998, section II.B: trained parameters and connections.
  @Test func leNet5() throws {
    let network = try Figures("lenet5_1998")
    let comparison = Comparison()
    for row in try Reference.rows("layers-lenet5.csv") {
      let layer = try #require(row["layer"])
      let connections = row["connections"] ?? ""
      if layer == "TOTAL" {
        comparison.expect(
          "parameters", network.analysis.totals.trainable, prints: row["trainable_params"] ?? "")
        comparison.expect(
          "connections", try WorkView.connections.value(of: network.analysis.totals.work), prints: connections
        )
        continue
      }
      let part = layer == "OUTPUT" ? "rbf" : layer.lowercased()
      let size = try layer == "C5" ? network.mapSize(part) : network.size(part)
      comparison.expect("\(layer) output", size, prints: row["output"] ?? "")
      let trained = network.layers(part).filter { !network.analysis.layers[$0].isFrozen }
        .reduce(0) { $0 + network.analysis.layers[$1].parameters }
      comparison.expect("\(layer) parameters", trained, prints: row["trainable_params"] ?? "")
      comparison.expect("\(layer) connections", try network.connections(part), prints: connections)
    }
    comparison.finish(7 * 3 + 2)
  }

  /// Table 1 of the third Inception: what enters each row, its window, and how many modules it stands for.
  @Test func inceptionV3() throws {
    let shipped = "the shipped stem has a 1 x 1 of 80, a 3 x 3 of 192 and a pooling here"
    let comparison = Comparison([
      "4 window": ("1x1/1", shipped), "5 window": ("3x3/1", shipped), "5 input": ("73x73x80", shipped),
      "6 window": ("3x3/2", shipped), "6 input": ("71x71x192", shipped),
      "7 input": ("35x35x192", "the 288 channels are those behind the first two modules"),
      "8 modules": ("4x", "the fifth is the one that narrows to 17 x 17, as in the text of the paper"),
    ])
    let network = try Figures("inception_v3")
    let stem = [
      "conv_bn_relu[0]", "conv_bn_relu[1]", "conv_bn_relu[2]", "max_pool[0]", "conv_bn_relu[3]",
      "conv_bn_relu[4]", "max_pool[1]",
    ]
    let parts =
      stem.map { "entry.\($0)" }
      + ["mixed5", "mixed6", "mixed7", "global_avg_pool", "head", "head.softmax"]
    let rows = try Reference.rows("layers-inception-v3-table1.csv")
    #expect(rows.count == parts.count)
    for (index, (row, part)) in zip(rows, parts).enumerated() {
      let type = try #require(row["type"])
      let first = try #require(network.layers(part).first, "\(part)")
      let shape = network.graph.nodes[first].inputShapes[0]
      comparison.expect("\(index) input", Figures.mapSize(shape), prints: row["input_size"] ?? "")
      if let printed = row["patch_stride"], printed.contains("/") {
        let window = try #require(try network.window(first))
        comparison.expect(
          "\(index) window", "\(window.kernel)x\(window.kernel)/\(window.stride)", prints: printed)
      }
      if type.hasSuffix("xInception") {
        let modules = Set(network.layers(part).map { network.path($0).prefix { $0 != "]" } })
        comparison.expect("\(index) modules", "\(modules.count)x", prints: String(type.prefix(2)))
      }
    }
    comparison.finish(13 + 7 + 3)
  }
}
