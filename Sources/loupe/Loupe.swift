import ArgumentParser

@main
struct Loupe: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loupe", abstract: "A Jupyter kernel for hybrid text classification.",
        version: Version.text,
        subcommands: [KernelCommand.self, RunCommand.self, CheckCommand.self, EmbedBenchCommand.self])
}

/// This program's version.
enum Version {
    static let text = "0.1.0"
}
