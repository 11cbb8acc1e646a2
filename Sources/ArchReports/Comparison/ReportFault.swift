import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Why a document is not a report that networks can be compared with.
package enum ReportFault: Error, Hashable, Sendable {
  /// It is not a report of `archcalc summary`.
  case foreign
  /// An unknown version of the form.
  case schema(Int)
  /// Something that every report has is missing or of another type.
  case missing(String)
  /// A number that no report can have there.
  case outOfRange(String, Int)
  /// A layer that is in no catalogue.
  case unknownOperator(String, path: String)
  /// Arguments that a layer cannot have.
  case badArguments(path: String)
  /// A layer takes a value that does not come before it.
  case unknownInput(String, path: String)
  /// A total is not the sum over the layers.
  case wrongTotal(String)

  /// The fault as a clause.
  package var reason: String {
    switch self {
    case .foreign: "it is not a report of `archcalc summary --format json`"
    case .schema(let version): "it has schema \(version), but this archcalc knows \(SummaryReport.schema)"
    case .missing(let what): "`\(what)` is missing, or has the wrong type"
    case .outOfRange(let what, let number): "`\(what)` is \(number), which is impossible"
    case .unknownOperator(let name, let path): "there is no layer called `\(name)`, the operator of `\(path)`"
    case .badArguments(let path): "`\(path)` has arguments that its layer cannot have"
    case .unknownInput(let input, let path): "`\(path)` takes `\(input)`, which is not before it"
    case .wrongTotal(let name): "its total of `\(name)` is not the sum over its layers"
    }
  }

  /// A suggestion for correcting it.
  package var help: String {
    switch self {
    case .schema: "write the report again with this archcalc, or compare with the version that wrote it"
    default: "`archcalc summary NETWORK --format json > report.json` writes one"
    }
  }
}
