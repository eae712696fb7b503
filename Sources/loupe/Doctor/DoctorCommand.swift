import ArgumentParser
import Foundation
import Tensors
import TextModels

/// `loupe doctor`: looks at everything an installation needs.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check this installation and say what to do about what is wrong.",
        discussion: "Exit codes: 0 all is well, 1 something is not, 2 wrong use.")

    @Flag(help: "Print the findings as JSON.")
    var json = false

    @Option(help: ArgumentHelp("A Python whose Jupyter is to be looked at too.", valueName: "path"))
    var python: String?

    func run() throws {
        BLAS.useOneThread()
        let home = Home.current
        let checks: [() -> [Finding]] = [
            { SystemCheck.findings() },
            { HomeCheck(home: home).findings() },
            { JupyterCheck(home: home, python: python).findings() },
            { SelfTest(home: home).findings() },
        ]
        var all: [Finding] = []
        for check in checks {
            let findings = check()
            all += findings
            if !json { for finding in findings { Terminal.print(line(finding)) } }
        }
        if json { try printJSON(all) }
        let problems = all.filter { !$0.isGood }.count
        if !json { Terminal.print(problems == 0 ? "All is well.\n" : "\(problems) to be mended.\n") }
        guard problems == 0 else { throw ExitCode(1) }
    }

    private func line(_ finding: Finding) -> String {
        let mark = finding.isGood ? "ok      " : "problem "
        let gap = String(repeating: " ", count: max(1, 12 - finding.subject.count))
        return mark + finding.subject + gap + finding.fact + "\n"
            + (finding.cure.map { String(repeating: " ", count: 20) + "→ " + $0 + "\n" } ?? "")
    }

    private func printJSON(_ findings: [Finding]) throws {
        struct Report: Encodable {
            let version: String
            let ok: Bool
            let findings: [Finding]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let report = Report(version: Version.text, ok: findings.allSatisfy(\.isGood), findings: findings)
        Terminal.print(String(decoding: try encoder.encode(report), as: UTF8.self) + "\n")
    }
}
