// swift-tools-version: 6.2
import PackageDescription

// The wire's rooms alone, for builds that would take too long for all: see `run` beside this.

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "wire",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"])]),
        .target(name: "Phrases", swiftSettings: house),
        .target(name: "Display", dependencies: ["Phrases"], swiftSettings: house),
        .target(
            name: "Jupyter",
            dependencies: [
                "CZeroMQ", "Display", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: house),
        .testTarget(
            name: "JupyterTests",
            dependencies: ["Jupyter", "Display", "CZeroMQ", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: house),
    ]
)
