import Display
import Language
import Phrases
import TextModels

// Verbs about the kernel itself.
extension Invocation {
    /// `names`: what is defined.
    func names() throws(Failure) -> Execution.Outcome {
        let rows = session.names.map { name, value -> [Cell] in
            [.code(name), .text(value.type?.title ?? "none"), .text(ValueView.summary(value, in: session))]
        }
        let empty =
            rows.isEmpty
            ? [
                phrase(
                    "nothing is defined yet; try: reviews = load sample reviews",
                    zh: "还没有定义任何名字；试试：reviews = load sample reviews")
            ] : []
        return .value(
            .figure(
                .table,
                Table(
                    title: phrase("Names", zh: "名字"),
                    columns: [
                        .init(phrase("name", zh: "名字")), .init(phrase("type", zh: "类型")),
                        .init(phrase("what it holds", zh: "内容")),
                    ],
                    rows: rows, notes: empty)))
    }

    /// `forget NAME, …`.
    func forget() throws(Failure) -> Execution.Outcome {
        let names = command.operands.compactMap(\.value.text)
        for name in names { session.forget(name) }
        session.recovery?.journal?.forget(names)
        return .nothing
    }

    /// `settings`.
    func settings() throws(Failure) -> Execution.Outcome {
        let rows = SignatureTable.settings.map { setting -> [Cell] in
            [.code(setting.name), .text(value(of: setting)), .text(setting.help)]
        }
        return .value(
            .figure(
                .table,
                Table(
                    title: phrase("Settings", zh: "设置"),
                    columns: [
                        .init(phrase("setting", zh: "设置")), .number(phrase("value", zh: "值")),
                        .init(phrase("what it does", zh: "作用")),
                    ],
                    rows: rows,
                    notes: [phrase("set rows to 50 changes one", zh: "set rows to 50 修改其中一项")])))
    }

    private func value(of setting: Parameter) -> String {
        switch setting.name {
        case "threads": session.settings.threads.map { "\($0)" } ?? phrase("all processors", zh: "所有处理器")
        case "rows": "\(session.settings.rows)"
        case "cache": "\(session.settings.cacheMegabytes)"
        case "language": session.settings.tongue.rawValue
        default: ""
        }
    }

    /// `set NAME to VALUE`.
    func set() throws(Failure) -> Execution.Outcome {
        let setting = try operand(0)
        let argument = try required("to")
        let row = setting.value.text.flatMap { SignatureTable.setting($0) }
        if row?.name == "language", let tongue = argument.value.text.flatMap({ Tongue(rawValue: $0) }) {
            session.change { $0.tongue = tongue }
            return .nothing
        }
        guard case .integer(let least, let most)? = row?.kind, let number = argument.value.integer,
            (least...most).contains(number)
        else {
            throw Failure(
                .wrongValue(
                    found: spelling(argument), place: spelling(setting),
                    wanted: row?.kind ?? .integer(1, 1000)),
                at: argument.span)
        }
        switch row?.name {
        case "threads": session.change { $0.threads = number }
        case "cache":
            session.change { $0.cacheMegabytes = number }
            session.library.cache.setLimit(number * 1_000_000)
        default: session.change { $0.rows = number }
        }
        return .nothing
    }

    /// `help`, `help WORD`.
    func help() throws(Failure) -> Execution.Outcome {
        guard let topic = command.operand(0) else {
            output.page(HelpView.overview().bundle)
            return .nothing
        }
        output.page(
            try HelpView.page(for: Spelled(topic.value.text ?? spelling(topic), topic.span), in: session))
        return .nothing
    }

    /// `say "…", …`: prints a line.
    func say() throws(Failure) -> Execution.Outcome {
        var parts: [String] = []
        for argument in command.operands { parts.append(ValueView.spoken(try execution.value(of: argument))) }
        output.print(parts.joined(separator: " ") + "\n")
        return .nothing
    }

    /// `ask "…"`: a line typed by the user.
    func ask() throws(Failure) -> Execution.Outcome {
        let prompt = try text(try operand(0))
        guard let answer = output.ask(prompt) else {
            if shouldStop() { throw Failure(.interrupted(step: "ask", done: nil, total: nil), at: span) }
            throw Failure(.noInput, at: span)
        }
        return .value(.text(answer))
    }

    /// `clear`: takes away what the cell has shown.
    func clear() throws(Failure) -> Execution.Outcome {
        output.clear(wait: false)
        return .nothing
    }
}
