import ArchDocuments

/// The classic picture of a convolutional network: the outputs of its layers, drawn as boxes in a row.
///
/// A box is as high and as deep as its maps, and as thick as it has channels. The window of a filter is drawn on the
/// map that it reads, with lines to the single position that it computes. Layers that keep a shape, such as
/// activations, have no separate box; the caller leaves them out.
package struct VolumeDrawing: Sendable {
  /// The shape of a volume.
  package enum Shape: Hashable, Sendable {
    /// Maps of numbers, one for each channel.
    case map(channels: Int, height: Int, width: Int)
    /// Signals of numbers, one for each channel, drawn upright.
    case signal(channels: Int, length: Int)
    /// The features of a dense layer, drawn as a bar.
    case vector(features: Int)
    /// A sequence of vectors, drawn as a sheet.
    case tokens(count: Int, features: Int)
  }

  /// A kind of volumes, which share a colour and have one entry in the legend.
  package struct Kind: Hashable, Sendable {
    /// Its name in the legend.
    package var name: String
    /// The index of its colour among ``Ink/tint(_:)`` and ``Ink/series(_:)``.
    package var color: Int

    /// A kind with a name and a colour.
    package init(_ name: String, color: Int) {
      self.name = name
      self.color = color
    }

    /// The input of a network.
    package static let input = Kind("Input", color: 7)
    /// The output of a convolution.
    package static let convolution = Kind("Convolution", color: 0)
    /// The output of pooling.
    package static let pooling = Kind("Pooling", color: 4)
    /// The output of a dense layer.
    package static let dense = Kind("Dense", color: 2)
    /// The output of attention, or of a block with attention.
    package static let attention = Kind("Attention", color: 3)
    /// The output of any other layer.
    package static let other = Kind("Other", color: 1)
  }

  /// A value between two layers.
  package struct Volume: Hashable, Sendable {
    /// Its name, such as that of the layer that computes it.
    package var name: String
    /// Its shape.
    package var shape: Shape
    /// The kind of layer that computes it.
    package var kind: Kind
    /// Lines of text below its shape.
    package var caption: [String]

    /// A volume of a shape.
    package init(_ name: String, _ shape: Shape, kind: Kind, caption: [String] = []) {
      self.name = name
      self.shape = shape
      self.kind = kind
      self.caption = caption
    }
  }

  /// The window of a filter.
  package struct Kernel: Hashable, Sendable {
    /// How many rows it reads, or how much of a signal.
    package var height: Int
    /// How many columns it reads; 1 for a signal.
    package var width: Int
    /// The distance to the next window on the right, or down a signal.
    package var stride: Int

    /// A window of a size.
    package init(height: Int, width: Int = 1, stride: Int = 1) {
      self.height = height
      self.width = width
      self.stride = stride
    }
  }

  /// The link between a volume and the next.
  package struct Link: Hashable, Sendable {
    /// The operator in a few words: `5×5 conv, 6`.
    package var text: String
    /// The window that a filter reads, or `nil` if none does, or for transposed convolutions, which read one position.
    package var kernel: Kernel?
    /// Whether every number of the next volume depends on all of this one, as in a dense layer.
    package var seesAll: Bool

    /// A link with a text.
    package init(_ text: String, kernel: Kernel? = nil, seesAll: Bool = false) {
      self.text = text
      self.kernel = kernel
      self.seesAll = seesAll
    }
  }

  /// What the picture shows, in a few words.
  package var title: String
  /// The volumes in the order in which they are computed.
  package var volumes: [Volume]
  /// The links between each volume and the next; missing ones are drawn as arrows without a text.
  package var links: [Link]

  /// A drawing of a chain of volumes.
  package init(title: String, volumes: [Volume], links: [Link]) {
    self.title = title
    self.volumes = volumes
    self.links = links
  }

  /// The picture, in as many rows as it needs at this width.
  package func picture(width: Double = 960) -> Picture {
    let width = width.isFinite ? max(240, min(8000, width)) : 960
    return VolumePainter(VolumeLayout(self, width: width), drawing: self).picture()
  }

  /// The link from a volume to the next.
  func link(after index: Int) -> Link {
    links.indices.contains(index) ? links[index] : Link("")
  }
}

extension VolumeDrawing.Shape {
  /// A map, or a signal as a map of one column, or `nil` for volumes without channels.
  var map: (channels: Int, height: Int, width: Int)? {
    switch self {
    case .map(let channels, let height, let width): (channels, height, width)
    case .signal(let channels, let length): (channels, length, 1)
    case .vector, .tokens: nil
    }
  }

  /// Its extents, the channels first: `96 × 55 × 55`.
  var text: String {
    let sizes =
      switch self {
      case .map(let channels, let height, let width): [channels, height, width]
      case .signal(let channels, let length): [channels, length]
      case .vector(let features): [features]
      case .tokens(let count, let features): [count, features]
      }
    return sizes.map(String.init).joined(separator: " × ")
  }
}
