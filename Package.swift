// swift-tools-version: 6.2

import PackageDescription

/// What every target of ours is compiled with: nothing that the compiler can find out is left to review.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "imrf",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "imrf", targets: ["imrf"]),
    .library(name: "Templating", targets: ["Templating", "Diagnostics"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
  ],
  targets: [
    .systemLibrary(name: "CCMarkGFM", pkgConfig: "libcmark-gfm"),
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1"),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode"),
    .systemLibrary(name: "CExchange"),
    .systemLibrary(name: "CMimalloc"),
    .target(
      name: "CCommit",
      cSettings: [.define("IMRF_COMMIT", to: "\"\(Context.environment["IMRF_COMMIT"] ?? "none")\"")]),
    .target(name: "Commit", dependencies: ["CCommit"], swiftSettings: strict),

    // The theme lies in `templates`, which is also that of the project's own site; what new sites are made of in `starter` and `content`.
    .executableTarget(name: "embed-files", path: "Sources/EmbedFiles", swiftSettings: strict),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
    .target(name: "EmbeddedFiles", swiftSettings: strict, plugins: ["EmbedFiles"]),

    .target(name: "Diagnostics", swiftSettings: strict),
    .target(
      name: "Platform",
      dependencies: [
        "Diagnostics", .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),
    .target(name: "Templating", dependencies: ["Diagnostics"], swiftSettings: strict),
    .target(name: "Documents", dependencies: ["Diagnostics", "CCMarkGFM", "CLibYAML"], swiftSettings: strict),
    .target(
      name: "Content", dependencies: ["Documents", "Platform", "Diagnostics"],
      resources: [.embedInCode("Schema/forum.yaml")],
      swiftSettings: strict),
    .target(
      name: "Site",
      dependencies: [
        "EmbeddedFiles", "Content", "Templating", "Documents", "Platform", "Diagnostics", "CExchange", "CQREncode",
      ],
      swiftSettings: strict),
    .target(
      name: "Translating",
      dependencies: ["Content", "Documents", "Platform", "Diagnostics"], swiftSettings: strict),
    .target(
      name: "LinkChecking",
      dependencies: [
        "Site", "Content", "Platform", "Diagnostics", .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict),
    .target(
      name: "Packs",
      dependencies: [
        "Site", "Content", "Documents", "Platform", "Diagnostics",
      ],
      resources: [.embedInCode("Resources")], swiftSettings: strict),

    .target(
      name: "Preview",
      dependencies: [
        "Translating", "Site", "Content", "Templating", "Documents", "Platform", "Diagnostics",
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      resources: [.embedInCode("Resources")], swiftSettings: strict),

    .executableTarget(
      name: "imrf",
      dependencies: [
        "Preview", "LinkChecking", "Packs", "Translating", "Site", "EmbeddedFiles", "Content", "Templating",
        "Documents", "Platform", "Diagnostics", "Commit", "CMimalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [.embedInCode("Resources/diagnostics.md")], swiftSettings: strict),
    .executableTarget(
      name: "Benchmarks", dependencies: ["CCMarkGFM"], path: "Benchmarks",
      exclude: ["Templates", "Themes", "packs.py", "requirements.txt", "suspend.c"],
      swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: strict),
    .testTarget(
      name: "TemplatingTests", dependencies: ["Templating", "TestSupport"], exclude: ["Fixtures", "Jinja2"],
      swiftSettings: strict),
    .testTarget(
      name: "DocumentsTests", dependencies: ["Documents", "TestSupport"], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "ContentTests", dependencies: ["Content", "TestSupport"], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "SiteTests", dependencies: ["Site", "TestSupport"], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "TranslatingTests",
      dependencies: ["Translating", "Content", "Documents", "Platform", "Diagnostics", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "LinkCheckingTests",
      dependencies: ["imrf", "LinkChecking", "Site", "Content", "Diagnostics", "TestSupport"],
      exclude: ["Fixtures", "server.py"], swiftSettings: strict),
    .testTarget(name: "PlatformTests", dependencies: ["Platform", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PacksTests", dependencies: ["Packs", "Site", "Content", "Platform", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PreviewTests", dependencies: ["Preview", "Site", "Content", "Diagnostics", "Platform", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(name: "CommandTests", dependencies: ["imrf", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
