import Display
import Language
import Phrases

extension Invocation {
    /// `restore`: brings back the names of the kernel before this one, and says of each what became of it.
    func restore() throws(Failure) -> Execution.Outcome {
        guard let journal = session.recovery?.journal else {
            return .value(
                .figure(
                    .table, Self.table([], note: phrase("no journal is kept here", zh: "这里没有日志"), in: session)
                ))
        }
        let restoration = Restoration(
            session: session, journal: journal, output: output, shouldStop: shouldStop)
        guard let results = restoration.run() else {
            throw Failure(.interrupted(step: "restore", done: nil, total: nil), at: span)
        }
        for result in results {
            if case .back(let value, let origin, _, let lineage) = result.outcome {
                session.define(result.name, value, origin: origin, lineage: lineage)
                journal.cameBack([result.name])
            }
        }
        let note = results.isEmpty ? phrase("there is nothing to bring back", zh: "没有可以恢复的名字") : nil
        return .value(.figure(.table, Self.table(results, note: note, in: session)))
    }

    private static func table(_ results: [Restoration.Result], note: String?, in session: Session) -> Table {
        let rows = results.map { result -> [Cell] in
            let fate: [Cell]
            switch result.outcome {
            case .back(let value, _, let how, _):
                fate = [
                    .strong(phrase("back", zh: "已恢复")),
                    .text(ValueView.summary(value, in: session) + how.words),
                ]
            case .here:
                fate = [.text(phrase("kept", zh: "保留")), .text(phrase("it is in use already", zh: "已在使用"))]
            case .failed(let reason): fate = [.strong(phrase("not back", zh: "未恢复")), .text(reason)]
            }
            return [.code(result.name), .text(result.type?.rawValue ?? "none")] + fate
        }
        return Table(
            title: phrase("Restored names", zh: "恢复的名字"),
            columns: [
                .init(phrase("name", zh: "名字")), .init(phrase("type", zh: "类型")),
                .init(phrase("is", zh: "状态")),
                .init(phrase("what it holds, or why not", zh: "内容，或未恢复的原因")),
            ], rows: rows,
            notes: [note].compactMap(\.self),
            limits: Table.Limits(rows: max(1, rows.count), columns: 4, cellWidth: 120))
    }
}

extension Restoration.How {
    /// Behind what a name holds.
    fileprivate var words: String {
        switch self {
        case .value: phrase("; from its value", zh: "；按原值")
        case .model: phrase("; from its file", zh: "；取自其文件")
        case .statements: phrase("; from its statements", zh: "；由其语句重做")
        case .refitted: phrase("; from its statement, fitted again", zh: "；由其语句重新训练")
        }
    }
}
