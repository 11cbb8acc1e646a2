/// The paper that a picture is meant for.
package enum PictureTheme: String, CaseIterable, Sendable {
  /// Light, and dark where whoever looks at it prefers that.
  case auto
  /// Light.
  case light
  /// Dark.
  case dark
}
