/// The paper that a picture is meant for.
package enum PictureTheme: String, CaseIterable, Sendable {
  /// Light, or dark if the reader's system prefers that.
  case auto
  /// Light.
  case light
  /// Dark.
  case dark
}
