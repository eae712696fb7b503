internal import Display

/// The contents of messages, as the protocol words them.
enum Contents {
    /// A bundle as `data`: JSON types as JSON, all others as text.
    static func data(_ bundle: MIMEBundle) -> JSON {
        .object(
            bundle.entries.map { entry in
                JSON.Member(
                    entry.format.name, isJSON(entry.format.name) ? json(entry.text) : .string(entry.text))
            })
    }

    static func display(_ bundle: MIMEBundle, id: String?) -> JSON {
        [
            "data": data(bundle), "metadata": [:],
            "transient": id.map { ["display_id": .string($0)] } ?? [:],
        ]
    }

    static func result(_ bundle: MIMEBundle, count: Int) -> JSON {
        ["execution_count": .integer(count), "data": data(bundle), "metadata": [:]]
    }

    static func failure(_ failure: CellFailure) -> [JSON.Member] {
        [
            JSON.Member("ename", .string(failure.name)), JSON.Member("evalue", .string(failure.value)),
            JSON.Member("traceback", .array(failure.traceback.map { .string($0) })),
        ]
    }

    /// A reply that says why there is no other.
    static func refusal(_ failure: CellFailure) -> JSON {
        .object([JSON.Member("status", "error")] + Self.failure(failure))
    }

    /// One entry of `user_expressions`.
    static func expression(_ value: Result<MIMEBundle, CellFailure>) -> JSON {
        switch value {
        case .success(let bundle): ["status": "ok", "data": data(bundle), "metadata": [:]]
        case .failure(let failure): refusal(failure)
        }
    }

    static func page(_ bundle: MIMEBundle) -> JSON { ["source": "page", "data": data(bundle), "start": 0] }

    private static func isJSON(_ type: String) -> Bool {
        type == "application/json" || type.hasSuffix("+json")
    }

    /// The value that `text` spells; text that is no JSON stays text.
    private static func json(_ text: String) -> JSON {
        do { return try JSON(parsing: Array(text.utf8)) } catch { return .string(text) }
    }
}
