// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Without Foundation, rounding on baseline x86-64 calls the C library's `round`.
let mathematics: [LinkerSetting] = [.linkedLibrary("m", .when(platforms: [.linux]))]

/// A library target; what it depends on is listed from the bottom of the house upwards.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings, linkerSettings: mathematics)
}

/// The tests of a target.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "archcalc",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "ArchCalc", targets: ["ArchCalc"]),
    .executable(name: "archcalc", targets: ["ArchcalcCommand"]),
  ],
  targets: [
    library("ArchDocuments"),
    library("ArchDiagnostics", ["ArchDocuments"]),
    library("ArchArguments", ["ArchDocuments", "ArchDiagnostics"]),
    .target(name: "CArchKernels"),
    library("ArchKernels", ["CArchKernels"]),
    library("ArchGraph", ["ArchDiagnostics"]),
    library("ArchRuntime", ["ArchKernels", "ArchGraph"]),
    library("ArchPyTorch", ["ArchDocuments", "ArchDiagnostics", "ArchGraph"]),
    library("ArchONNX", ["ArchGraph"]),
    library("ArchOperators", ["ArchKernels", "ArchGraph", "ArchRuntime", "ArchPyTorch", "ArchONNX"]),
    library("ArchImport", ["ArchDiagnostics", "ArchGraph", "ArchONNX", "ArchOperators"]),
    library("ArchLanguage", ["ArchDocuments", "ArchDiagnostics", "ArchGraph"]),
    library("ArchAnalysis", ["ArchDocuments", "ArchDiagnostics", "ArchGraph"]),
    library(
      "ArchExecution",
      [
        "ArchDocuments", "ArchDiagnostics", "CArchKernels", "ArchKernels", "ArchGraph", "ArchRuntime",
        "ArchAnalysis",
      ]),
    library(
      "ArchReports",
      [
        "ArchDocuments", "ArchDiagnostics", "ArchGraph", "ArchRuntime", "ArchPyTorch", "ArchONNX",
        "ArchAnalysis", "ArchExecution",
      ]),
    library("ArchPictures", ["ArchDocuments", "ArchGraph", "ArchAnalysis", "ArchReports"]),
    library(
      "ArchSources",
      [
        "ArchDocuments", "ArchDiagnostics", "ArchGraph", "ArchONNX", "ArchOperators", "ArchImport",
        "ArchLanguage",
        "ArchAnalysis", "Architectures",
      ]),
    library(
      "ArchEngines",
      [
        "ArchDiagnostics", "ArchGraph", "ArchPyTorch", "ArchONNX", "ArchImport", "ArchLanguage",
        "ArchAnalysis",
        "ArchExecution", "ArchReports", "ArchSources",
      ]),
    library(
      "ArchCalc",
      [
        "ArchDocuments", "ArchDiagnostics", "ArchGraph", "ArchRuntime", "ArchPyTorch", "ArchONNX",
        "ArchOperators", "ArchLanguage", "ArchAnalysis", "ArchExecution", "ArchReports", "ArchPictures",
        "ArchSources",
      ]),
    .target(
      name: "Architectures", path: "architectures", resources: [.embedInCode("networks")],
      swiftSettings: settings),
    .executableTarget(
      name: "ArchcalcCommand",
      dependencies: [
        "ArchDocuments", "ArchArguments", "ArchKernels", "ArchSources", "ArchEngines", "ArchCalc",
      ],
      swiftSettings: settings, linkerSettings: mathematics),
    .executableTarget(
      name: "ArchBenchmarks", dependencies: ["ArchCalc", "ArchKernels"],
      path: "Benchmarks/ArchBenchmarks", swiftSettings: settings, linkerSettings: mathematics),
    .executableTarget(
      name: "ExecutionBenchmarks", dependencies: ["ArchCalc", "ArchKernels"],
      path: "Benchmarks/ExecutionBenchmarks", swiftSettings: settings, linkerSettings: mathematics),
    .target(
      name: "TestSupport",
      dependencies: [
        "ArchKernels", "ArchGraph", "ArchONNX", "ArchAnalysis", "ArchExecution", "ArchEngines",
      ],
      path: "Tests/TestSupport", swiftSettings: settings),
    tests("ArchDocumentsTests", ["ArchDocuments"]),
    tests("ArchDiagnosticsTests", ["ArchDocuments", "ArchDiagnostics"]),
    tests("ArchArgumentsTests", ["ArchArguments", "ArchDiagnostics"]),
    .testTarget(
      name: "ArchLanguageTests",
      dependencies: ["ArchDiagnostics", "ArchGraph", "ArchLanguage", "ArchOperators", "ArchAnalysis"],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "ArchAnalysisTests",
      dependencies: [
        "ArchDiagnostics", "ArchGraph", "ArchOperators", "ArchLanguage", "ArchAnalysis", "TestSupport",
      ],
      exclude: ["Golden", "Facts"], swiftSettings: settings),
    .testTarget(
      name: "ArchCalcTests",
      dependencies: ["ArchCalc", "ArchKernels", "ArchEngines", "Architectures", "TestSupport"],
      exclude: ["Golden"],
      swiftSettings: settings),
    tests("ArchReportsTests", ["ArchReports", "ArchCalc", "Architectures", "TestSupport"]),
    tests(
      "ArchPicturesTests",
      ["ArchDocuments", "ArchPictures", "ArchReports", "ArchCalc", "Architectures", "TestSupport"]),
    .testTarget(
      name: "ArchcalcCommandTests",
      dependencies: [
        "ArchcalcCommand", "ArchArguments", "ArchCalc", "ArchImport", "ArchSources", "ArchEngines",
        "Architectures", "TestSupport",
      ],
      exclude: ["Golden", "StoredWeights"], swiftSettings: settings),
    tests(
      "ArchOperatorsTests",
      ["ArchOperators", "ArchGraph", "ArchRuntime", "ArchPyTorch", "ArchKernels", "TestSupport"]),
    tests("ArchKernelsTests", ["ArchKernels"]),
    tests("ArchONNXTests", ["ArchGraph", "ArchONNX", "TestSupport"]),
    .testTarget(
      name: "ArchImportTests",
      dependencies: [
        "ArchDiagnostics", "ArchKernels", "ArchGraph", "ArchONNX", "ArchOperators", "ArchImport",
        "ArchAnalysis",
        "ArchExecution", "TestSupport",
      ],
      exclude: ["Facts"], swiftSettings: settings),
    tests(
      "ArchExecutionTests",
      [
        "ArchDiagnostics", "ArchKernels", "ArchGraph", "ArchRuntime", "ArchPyTorch", "ArchOperators",
        "ArchLanguage", "ArchAnalysis", "ArchExecution", "TestSupport",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// libFuzzer brings a `main` of its own: the target is there for `make fuzz` alone.
if Context.environment["ARCHCALC_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "ArchFuzz",
      dependencies: [
        "ArchArguments", "ArchCalc", "ArchDiagnostics", "ArchDocuments", "ArchReports", "ArchSources",
      ],
      path: "Tests/Fuzz", exclude: ["Corpus", "dictionary"],
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])], linkerSettings: mathematics))
}
