// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that nobody who uses the engine fetches those that it is compared with.
let package = Package(
  name: "TemplateBenchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "imrf", path: "../.."),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/stencilproject/Stencil", exact: "0.15.1"),
  ],
  targets: [
    .target(name: "CAllocations"),
    .executableTarget(
      name: "TemplateBenchmarks",
      dependencies: [
        "CAllocations", "Stencil",
        .product(name: "Templating", package: "imrf"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ],
  swiftLanguageModes: [.v6]
)
