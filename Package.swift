// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: house)
}

/// Tests of a room, in `Tests/<name>Tests`; golden files are in a folder `Goldens` beside them.
func tests(of name: String, _ dependencies: [Target.Dependency] = [], goldens: Bool = true) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + dependencies,
        resources: goldens ? [.copy("Goldens")] : [], swiftSettings: house)
}

let package = Package(
    name: "loupe",
    products: [.executable(name: "loupe", targets: ["loupe"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        // ground
        .systemLibrary(name: "CBLAS", providers: [.apt(["libblas-dev", "libopenblas-dev"])]),
        .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CSystem"),
        .target(name: "CKernels"),
        room("Phrases"),
        // matter
        room("Tensors", ["CSystem", "CBLAS", "CKernels"]),
        room("Datasets", ["CZlib", .product(name: "GRDB", package: "GRDB.swift")]),
        room("Tokenizers"),
        // subject
        room(
            "Encoders",
            ["Tensors", "Tokenizers", "CKernels", .product(name: "Crypto", package: "swift-crypto")]),
        room("Classifiers", ["Tensors", "Tokenizers"]),
        room("Explanations", ["Tensors", "Tokenizers"]),
        room("Language", ["Phrases"]),
        room("Display", ["Phrases"]),
        // joint
        room(
            "TextModels",
            [
                "Phrases", "Tensors", "Datasets", "Tokenizers", "Encoders", "Classifiers", "Explanations",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("Samples/reviews-en.csv"), .embedInCode("Samples/reviews-zh.csv")]),
        // service
        room(
            "Session",
            [
                "Phrases", "Language", "Display", "TextModels", "Datasets", "Tensors", "Tokenizers",
                "Encoders",
                "Classifiers", "Explanations",
            ]),
        room(
            "Jupyter",
            [
                "CZeroMQ", "Display", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        // rim
        .target(
            name: "FrontEnds", path: "kernelspec",
            exclude: [
                "setup", "steps", "run_notebook.py", "jupyter.txt",
            ],
            resources: [
                .embedInCode("logos/logo-32x32.png"), .embedInCode("logos/logo-64x64.png"),
                .embedInCode("logos/logo-svg.svg"), .embedInCode("labextension/package.json"),
                .embedInCode("labextension/static/remoteEntry.js"), .embedInCode("packages.json"),
                .embedInCode("fetch.py"),
                .embedInCode("python/loupe_pygments/__init__.py"), .embedInCode("python/loupe_papermill.py"),
                .embedInCode("bundle/install.sh"), .embedInCode("bundle/licences.txt"),
                .embedInCode("bundle/readme.txt"),
            ],
            swiftSettings: house),
        .executableTarget(
            name: "loupe",
            dependencies: [
                "Phrases", "Session", "Jupyter", "Display", "Language", "TextModels", "Encoders", "Tensors",
                "Tokenizers",
                "FrontEnds", "CKernels", "CSystem", "CZeroMQ",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house,
            // What a bundle brings along is in `lib` beside `bin`; as RPATH it also serves the libraries' own needs.
            linkerSettings: [
                .unsafeFlags([
                    "-Xlinker", "--disable-new-dtags", "-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../lib",
                ])
            ]),
        .executableTarget(
            name: "heads-benchmark", dependencies: ["Classifiers", "Tensors", "TextModels", "Tokenizers"],
            path: "Tests/Benchmarks/heads",
            swiftSettings: house),
        .executableTarget(
            name: "language-benchmark", dependencies: ["Language"], path: "Tests/Benchmarks/language",
            swiftSettings: house, linkerSettings: [.linkedLibrary("m")]),
        // tests
        tests(of: "Tokenizers"),
        tests(of: "Encoders", ["Tensors", "Tokenizers", "CKernels"]),
        tests(of: "Classifiers", ["Tensors", "CKernels"]),
        tests(of: "Explanations", ["Tensors", "Classifiers"]),
        tests(of: "Datasets", ["CZlib"]),
        tests(of: "Display", ["Phrases"]),
        tests(of: "Language", ["Phrases"]),
        tests(
            of: "TextModels", ["Tensors", "Datasets", "Encoders", "Classifiers", "Explanations"]),
        tests(of: "Session", ["Phrases", "Language", "Display", "TextModels"]),
        tests(
            of: "Jupyter", ["Display", "CZeroMQ", .product(name: "GRDB", package: "GRDB.swift")],
            goldens: false),
    ]
)
