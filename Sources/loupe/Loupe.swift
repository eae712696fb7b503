import ArgumentParser
import TextModels

@main
struct Loupe: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loupe", abstract: "A Jupyter kernel for hybrid text classification.",
        version: Version.text,
        subcommands: [
            RunCommand.self, CheckCommand.self, InstallCommand.self, UninstallCommand.self,
            DoctorCommand.self, FetchCommand.self, ReferenceCommand.self,
            BundleCommand.self, KernelCommand.self, EmbedBenchCommand.self, StreamBenchCommand.self,
        ])

    /// Runs a command; wrong use ends with status 2, as documented, instead of the parser's 64.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            Terminal.complain(fullMessage(for: error) + "\n")
            exit(withError: ExitCode(2))
        }
    }
}

/// This program's version.
enum Version {
    static let text = Release.version
}
