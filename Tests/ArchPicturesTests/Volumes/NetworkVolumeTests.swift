import ArchCalc
import ArchPictures
import Testing

/// Volumes and fields of networks.
@Suite struct NetworkVolumeTests {
  /// LeCun and others 1998, Figure 2: maps of 6 at 28 x 28 to 16 at 5 x 5, and 120, 84, 10.
  @Test func leNet() throws {
    let drawing = try VolumeDrawing(analysis(of: "lenet5"))
    #expect(
      drawing.volumes.map(\.shape) == [
        .map(channels: 1, height: 32, width: 32), .map(channels: 6, height: 28, width: 28),
        .map(channels: 6, height: 14, width: 14), .map(channels: 16, height: 10, width: 10),
        .map(channels: 16, height: 5, width: 5), .vector(features: 120), .vector(features: 84),
        .vector(features: 10),
      ])
    #expect(drawing.links.map(\.kernel?.height) == [5, 2, 5, 2, nil, nil, nil])
    #expect(drawing.links.map(\.kernel?.stride) == [1, 2, 1, 2, nil, nil, nil])
    #expect(drawing.links.map(\.seesAll) == [false, false, false, false, true, true, true])
  }

  @Test func strides() throws {
    let drawing = try VolumeDrawing(analysis(of: "alexnet"))
    let first = try #require(drawing.links.first?.kernel)
    #expect((first.height, first.width, first.stride) == (11, 11, 4))
    // Pooling is 3 x 3 with a step of 2.
    let pooling = try #require(drawing.links.first { $0.text.contains("pool") }?.kernel)
    #expect((pooling.height, pooling.stride) == (3, 2))
  }

  /// Layers of ResNet are not a chain, its stages are.
  @Test func blocks() throws {
    let drawing = try VolumeDrawing(analysis(of: "resnet50"))
    #expect(
      drawing.volumes.contains {
        $0.name == "stage[2]" && $0.shape == .map(channels: 1024, height: 14, width: 14)
      })
  }

  @Test func noChain() throws {
    let network = try analysis(of: "siamese")
    #expect(throws: PictureFault.self) { try VolumeDrawing(network) }
  }

  /// Two convolutions of 5 x 5 with a step of 2 between them see 14 positions: 5 + 1 + 2 * 4.
  @Test func fieldOfLectureNetwork() throws {
    let network = try analysis(of: "lecture_cnn", fields: true)
    let layer = try #require(network.graph.paths.firstIndex(of: "conv2"))
    let drawing = try FieldDrawing(network, of: layer, at: [5, 0])
    #expect(drawing.axes.map(\.extent) == [32, 32])
    #expect(drawing.axes.map(\.seen) == [[10..<24], [0..<14]])
    #expect(drawing.axes.map(\.next) == [[12..<26], [2..<16]])
    #expect(throws: PictureFault.self) { try FieldDrawing(network, of: layer, at: [10, 0]) }
    #expect(throws: PictureFault.self) { try FieldDrawing(network, of: layer, at: [0]) }
  }

  /// Holes of a dilated convolution are holes.
  @Test func fieldWithHoles() throws {
    let network = try analysis(
      text: "network n { input image: [1, 16, 16]\nd: conv(1, kernel: 3, dilation: 3) }", fields: true)
    let drawing = try FieldDrawing(network, of: 1, at: [2, 0])
    #expect(drawing.axes[0].seen == [2..<3, 5..<6, 8..<9])
    #expect(drawing.texts[0].contains("3 × 3 without the holes"))
  }

  @Test func wholeInputAndNone() throws {
    let network = try analysis(of: "lecture_cnn", fields: true)
    let head = network.graph.nodes.count - 1
    #expect(try FieldDrawing(network, of: head).axes.map(\.seen) == [[0..<32], [0..<32]])
    #expect(throws: PictureFault.self) { try FieldDrawing(network, of: 0) }
    let tokens = try analysis(of: "gpt2", fields: true)
    #expect(throws: PictureFault.self) { try FieldDrawing(tokens, of: tokens.graph.nodes.count - 1) }
  }
}
