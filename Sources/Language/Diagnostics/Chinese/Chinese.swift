/// The Chinese wording, the twin of `English`.
struct Chinese: Wording {
    func words(for problem: Problem) -> Words { English().words(for: problem) }

    func note(for role: Diagnostic.Related.Role) -> String {
        switch role {
        case .opened: "在这里打开"
        case .first: "第一次在这里"
        }
    }

    func page(of code: Code) -> (text: String, example: String) { English().page(of: code) }

    func title(of code: Code) -> String { "\(code.rawValue)（\(tag(code.severity))）" }

    func phrase(_ kind: Parameter.Kind) -> String { English().phrase(kind) }

    func tag(_ severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: "错误"
        case .warning: "警告"
        }
    }

    var helpTag: String { "帮助：" }
}
