/// Something that can be written in every form of a document.
package protocol Report {
  /// The tables with the text around them.
  var documents: [TableDocument] { get }
  /// For a terminal of `width` columns; `nil` makes it as wide as it needs.
  func text(width: Int?) -> String
  /// In Markdown.
  func markdown(numbers: NumberStyle) -> String
  /// Exact numbers, unless others are requested.
  func csv(numbers: NumberStyle) -> String
  /// In JSON.
  var json: String { get }
}

extension Report {
  /// The documents one after another.
  package func markdown(numbers: NumberStyle) -> String {
    documents.map { $0.markdown(numbers: numbers) }.joined(separator: "\n")
  }

  /// The rows of the first table.
  package func csv(numbers: NumberStyle) -> String { documents.first?.table.csv(numbers: numbers) ?? "" }

  /// The report in a form.
  ///
  /// - Parameters:
  ///   - width: the width of the terminal, for text.
  ///   - numbers: how numbers are written, or `nil` for the usual way of the form.
  package func written(as form: DocumentForm, width: Int? = nil, numbers: NumberStyle? = nil) -> String {
    switch form {
    case .text: text(width: width)
    case .markdown: markdown(numbers: numbers ?? .separated)
    case .csv: csv(numbers: numbers ?? .exact)
    case .json: json
    case .html: HTMLPage(documents, numbers ?? .separated).text
    case .latex: documents.map { $0.latex(numbers: numbers ?? .separated) }.joined(separator: "\n")
    }
  }
}
