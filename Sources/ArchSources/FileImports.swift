import ArchDiagnostics
import ArchLanguage

/// Files in and below the directory of the user's file; `archcalc/vgg.arch` is a file that the program carries.
package struct FileImports: ImportLoader {
  private let directory: String

  /// - Parameter directory: the directory with a slash at its end, or empty for the working directory.
  package init(directory: String) { self.directory = directory }

  /// The text of a file.
  package func load(_ path: String) throws(ImportFailure) -> SourceText {
    let prefix = EmbeddedNetworks.prefix
    do throws(Files.Fault) {
      guard Files.isInside(directory + path, directory) else {
        throw Files.Fault(reason: "it leads outside the directory of the network")
      }
      return SourceText(name: directory + path, bytes: try Files.read(directory + path))
    } catch {
      guard path.hasPrefix(prefix) else {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let isCarried = EmbeddedNetworks.fileNames.contains(file)
        throw ImportFailure(error.reason + (isCarried ? "; archcalc carries `\(prefix)\(file)`" : ""))
      }
    }
    return try EmbeddedImports().load(String(path.dropFirst(prefix.count)))
  }
}
