import Language

/// Values from the command line for names that a file sets, as papermill sets those of a cell tagged `parameters`.
///
/// A parameter is a name that the file gives a plain value (number, text, true, false, none, or a list of such) in a
/// statement of its own. Its first such value is replaced where it stands, so lines keep their numbers; what the file
/// does with the name later stays.
struct Parameters {
    /// Why a parameter can't be set.
    enum Fault: Error, CustomStringConvertible {
        case form(String)
        case unknown(name: String, near: String?, all: [String])

        var description: String {
            switch self {
            case .form(let text): "\(text.debugDescription) is no name=value"
            case .unknown(let name, _, let all) where all.isEmpty:
                "The file has no parameter \(name): it gives no name a plain value, such as \(name) = 1."
            case .unknown(let name, let near?, _): "The file has no parameter \(name). Did you mean \(near)?"
            case .unknown(let name, nil, let all):
                "The file has no parameter \(name); it has \(all.joined(separator: ", "))."
            }
        }
    }

    private let values: [(name: String, value: String)]

    /// Reads `name=value` each; the last of a name counts.
    init(_ arguments: [String]) throws(Fault) {
        var values: [(name: String, value: String)] = []
        for argument in arguments {
            guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else {
                throw .form(argument)
            }
            let name = String(argument[..<sign])
            values.removeAll { $0.name == name }
            values.append((name, Self.literal(String(argument[argument.index(after: sign)...]))))
        }
        self.values = values
    }

    /// The file with the values in place.
    func applied(to code: String) throws(Fault) -> String {
        guard !values.isEmpty else { return code }
        let places = Self.places(in: code)
        var bytes = Array(code.utf8)
        var edits: [(place: SourceSpan, value: String)] = []
        for (name, value) in values {
            guard let place = places.first(where: { $0.name == name })?.span else {
                let all = places.map(\.name)
                throw .unknown(name: name, near: EditDistance.nearest(name, among: all), all: all)
            }
            edits.append((place, value))
        }
        for edit in edits.sorted(by: { $0.place.start > $1.place.start }) {
            let lines = bytes[edit.place.start..<edit.place.end].filter { $0 == 0x0A }
            bytes.replaceSubrange(edit.place.start..<edit.place.end, with: Array(edit.value.utf8) + lines)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The parameters of a file and where their values stand.
    private static func places(in code: String) -> [(name: String, span: SourceSpan)] {
        var places: [(name: String, span: SourceSpan)] = []
        for statement in CellPrinter.statements(of: code).statements {
            guard statement.targets.count == 1, case .expression(let value) = statement.body, isPlain(value),
                let name = statement.targets.first?.text, !places.contains(where: { $0.name == name })
            else { continue }
            places.append((name, value.span))
        }
        return places
    }

    /// A value as the language writes it: as typed when it reads as a plain value, else as a text.
    private static func literal(_ typed: String) -> String {
        let (statements, isWellFormed) = CellPrinter.statements(of: typed)
        guard isWellFormed, statements.count == 1, let statement = statements.first,
            statement.targets.isEmpty,
            !statement.isHidden, case .expression(let value) = statement.body, isPlain(value)
        else { return CellPrinter.quoted(typed) }
        return CellPrinter.text(value)
    }

    private static func isPlain(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .number, .percent, .string, .boolean, .none: true
        case .range(let low, let high): isPlain(low) && isPlain(high)
        case .list(let items): items.allSatisfy(isPlain)
        case .record(let entries): entries.allSatisfy { isPlain($0.value) }
        default: false
        }
    }
}
