@_exported import ArchAnalysis
@_exported import ArchDiagnostics
@_exported import ArchExecution
@_exported import ArchExport
@_exported import ArchGraph
@_exported import ArchLanguage
@_exported import ArchOperators
@_exported import ArchReports
