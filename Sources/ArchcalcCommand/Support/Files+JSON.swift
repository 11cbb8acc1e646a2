import ArchCalc
import ArchDocuments
import ArchSources

extension Files {
  /// The name of a path in messages: `-` is standard input.
  static func name(_ path: String) -> String { path == "-" ? "standard input" : path }

  /// A document that the user named.
  ///
  /// - Parameters:
  ///   - largest: the most bytes that it may have.
  ///   - noun: what it is, for the message if it has more.
  static func document(_ path: String, largest: Int, as noun: String) throws(Failure) -> JSONValue {
    let bytes: [UInt8]
    do throws(Files.Fault) {
      bytes = try read(path, largest: largest, as: noun)
    } catch {
      throw .command(.unreadable(name(path), reason: error.reason))
    }
    do throws(JSONFault) {
      return try JSONValue(parsing: bytes)
    } catch {
      throw .command(.notJSON(name(path), reason: error.reason))
    }
  }
}
