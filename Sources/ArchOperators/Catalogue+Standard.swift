import ArchGraph

extension Catalogue {
  /// Every operator the library ships, in the order of the reference. A new operator is its file and a line here.
  public static let standard = Catalogue([
    InputLayer.self,
    // Convolutions
    Conv.self,
    // Pooling
    MaxPool.self,
    // Dense layers
    Dense.self,
    // Activations
    ReLU.self, LeakyReLU.self,
    // Normalisations
    BatchNorm.self,
    // Merges
    Add.self,
    // Shapes
    Flatten.self,
  ])
}
