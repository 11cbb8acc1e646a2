// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Without Foundation, rounding on baseline x86-64 calls the C library's `round`.
let mathematics: [LinkerSetting] = [.linkedLibrary("m", .when(platforms: [.linux]))]

let package = Package(
  name: "archcalc",
  platforms: [.macOS(.v14)],
  products: [
    .library(name: "ArchCalc", targets: ["ArchCalc"]),
    .executable(name: "archcalc", targets: ["ArchcalcCommand"]),
  ],
  targets: [
    .target(name: "ArchDiagnostics", swiftSettings: settings),
    .target(
      name: "ArchGraph", dependencies: ["ArchDiagnostics"], swiftSettings: settings,
      linkerSettings: mathematics),
    .target(
      name: "ArchOperators", dependencies: ["ArchGraph"], swiftSettings: settings,
      linkerSettings: mathematics),
    .target(
      name: "ArchLanguage", dependencies: ["ArchDiagnostics", "ArchGraph"], swiftSettings: settings,
      linkerSettings: mathematics),
    .target(
      name: "ArchAnalysis", dependencies: ["ArchDiagnostics", "ArchGraph"], swiftSettings: settings,
      linkerSettings: mathematics),
    .target(
      name: "ArchReports", dependencies: ["ArchDiagnostics", "ArchGraph", "ArchAnalysis"],
      swiftSettings: settings, linkerSettings: mathematics),
    .target(
      name: "Architectures", path: "architectures", resources: [.embedInCode("networks")],
      swiftSettings: settings),
    .target(
      name: "ArchCalc",
      dependencies: ["ArchDiagnostics", "ArchGraph", "ArchOperators", "ArchLanguage", "ArchAnalysis", "ArchReports"],
      swiftSettings: settings),
    .executableTarget(
      name: "ArchcalcCommand", dependencies: ["ArchCalc", "Architectures"],
      swiftSettings: settings),
    .testTarget(
      name: "ArchOperatorsTests", dependencies: ["ArchOperators", "ArchGraph"], swiftSettings: settings),
    .testTarget(
      name: "ArchDiagnosticsTests", dependencies: ["ArchDiagnostics"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
