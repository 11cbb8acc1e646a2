import ArchDocuments

/// The classic picture of a convolutional network: what its layers give, drawn as boxes in a row.
///
/// A box is as high and as deep as its maps, and as thick as it has channels. Where a filter acts, its window is drawn
/// on the map that it reads, with lines to the one position that it gives. Layers that keep a shape, such as
/// activations, have no box of their own; whoever makes the drawing leaves them out.
package struct VolumeDrawing: Sendable {
  /// What a volume holds.
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

    /// What a network is given.
    package static let input = Kind("Input", color: 7)
    /// What a convolution gives.
    package static let convolution = Kind("Convolution", color: 0)
    /// What pooling gives.
    package static let pooling = Kind("Pooling", color: 4)
    /// What a dense layer gives.
    package static let dense = Kind("Dense", color: 2)
    /// What attention, or a block with attention, gives.
    package static let attention = Kind("Attention", color: 3)
    /// What any other layer gives.
    package static let other = Kind("Other", color: 1)
  }

  /// What is between two layers.
  package struct Volume: Hashable, Sendable {
    /// Its name, such as the layer that gives it.
    package var name: String
    /// What it holds.
    package var shape: Shape
    /// What kind of layer gives it.
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
    /// How many columns it reads; 1 of a signal.
    package var width: Int
    /// How far the next window is to the right, or down a signal.
    package var stride: Int

    /// A window of a size.
    package init(height: Int, width: Int = 1, stride: Int = 1) {
      self.height = height
      self.width = width
      self.stride = stride
    }
  }

  /// What is between a volume and the next.
  package struct Link: Hashable, Sendable {
    /// The operator in a few words: `5×5 conv, 6`.
    package var text: String
    /// The window that a filter reads; nil where none does, and for transposed convolutions, which read one position.
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
  /// What is between each volume and the next; those that are missing are drawn as arrows without a text.
  package var links: [Link]

  /// A drawing of a chain of volumes.
  package init(title: String, volumes: [Volume], links: [Link]) {
    self.title = title
    self.volumes = volumes
    self.links = links
  }

  /// The picture, in as many rows as it takes at this width.
  package func picture(width: Double = 960) -> Picture {
    let width = width.isFinite ? max(240, min(8000, width)) : 960
    return VolumePainter(VolumeLayout(self, width: width), drawing: self).picture()
  }

  /// What leads from a volume to the next.
  func link(after index: Int) -> Link {
    links.indices.contains(index) ? links[index] : Link("")
  }
}

extension VolumeDrawing.Shape {
  /// A map, or a signal as a map of one column; nil for what has no channels.
  var map: (channels: Int, height: Int, width: Int)? {
    switch self {
    case .map(let channels, let height, let width): (channels, height, width)
    case .signal(let channels, let length): (channels, length, 1)
    case .vector, .tokens: nil
    }
  }

  /// Its numbers, the channels first: `96 × 55 × 55`.
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
