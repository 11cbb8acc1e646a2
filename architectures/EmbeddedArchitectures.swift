/// The architecture files that every copy of the program carries.
public enum EmbeddedArchitectures {
  /// The files by name, with their text as UTF-8.
  public static let files: [(name: String, text: @Sendable () -> [UInt8])] = [
    ("lecture_cnn.arch", { PackageResources.lecture_cnn_arch }),
    ("resnet.arch", { PackageResources.resnet_arch }),
    ("vgg.arch", { PackageResources.vgg_arch }),
  ]
}
