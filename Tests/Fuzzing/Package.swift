// swift-tools-version: 6.2

import PackageDescription

/// The two doors of the fuzzer, in a package of their own: they are built with libFuzzer, which brings its own `main`.
let door: [SwiftSetting] = [
  .treatAllWarnings(as: .error), .strictMemorySafety(), .unsafeFlags(["-parse-as-library"]),
]

let package = Package(
  name: "Fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "imrf", path: "../..")],
  targets: [
    .executableTarget(
      name: "any-bytes", dependencies: [.product(name: "Templating", package: "imrf")], path: "AnyBytes",
      swiftSettings: door),
    .executableTarget(
      name: "any-program", dependencies: [.product(name: "Templating", package: "imrf")], path: "AnyProgram",
      swiftSettings: door),
  ],
  swiftLanguageModes: [.v6]
)
