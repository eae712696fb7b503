import ArgumentParser

@main
struct Loupe: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loupe", abstract: "A Jupyter kernel for hybrid text classification.")
}
