import Datasets
import Display
import Language
import Phrases
import TextModels

/// Brings names back from the journal: plain values as they are, models from their files, all else by its statements.
///
/// Every statement runs once, in the order in which it was written, among the values that it read then, so names that
/// were made anew in between don't mislead it. A file with other content than then is refused.
struct Restoration {
    /// What became of a name.
    struct Result {
        let name: String
        let type: ValueType?
        let outcome: Outcome
    }

    enum Outcome {
        /// It is back.
        case back(Value, origin: Int, how: How, lineage: Lineage)
        /// It was here already.
        case here
        /// It is not back.
        case failed(reason: String)
    }

    /// Where a value came from.
    enum How {
        case value
        case model
        case statements
        case refitted
    }

    private enum Made {
        case values([Value], How)
        case failed(String)
    }

    let session: Session
    let journal: Journal
    let output: any SessionOutput
    let shouldStop: @Sendable () -> Bool

    /// Tries every name that waits; nil when it was interrupted.
    func run() -> [Result]? {
        let waiting = journal.waiting
        let wanted = waiting.filter {
            !$0.entry.isFigure(at: $0.place.index) && session.value(of: $0.name) == nil
        }
        var made: [Int: Made] = [:]
        var models: [Int: TextModel] = [:]
        var lineages: [Int: Lineage] = [:]
        for id in closure(of: Set(wanted.map(\.place.entry)), &models).sorted() {
            if shouldStop() { return nil }
            guard let entry = journal.entry(id) else { continue }
            made[id] = make(entry, models[id], from: made, lineages)
            lineages[id] = Lineage(
                entry.source, number: id, after: entry.uses.values.sorted().compactMap { lineages[$0] })
        }
        if shouldStop() { return nil }
        return waiting.map { name, place, entry in
            Result(
                name: name, type: entry.type(at: place.index),
                outcome: outcome(name, place, entry, made[place.entry], lineages[place.entry]))
        }
    }

    private func outcome(
        _ name: String, _ place: Journal.Place, _ entry: JournalEntry, _ made: Made?, _ lineage: Lineage?
    ) -> Outcome {
        if session.value(of: name) != nil { return .here }
        if entry.isFigure(at: place.index) {
            return .failed(
                reason: phrase(
                    "what is only shown is not kept; run again:  \(entry.source)",
                    zh: "只供查看的结果不保存；请再次运行：\(entry.source)"))
        }
        switch made {
        case .values(let values, let how) where values.indices.contains(place.index):
            return .back(
                values[place.index], origin: entry.id, how: how, lineage: lineage ?? Lineage())
        case .failed(let reason): return .failed(reason: reason)
        case .values, nil:
            return .failed(reason: phrase("the journal doesn't tell how it was made", zh: "日志中没有它的来历"))
        }
    }

    /// The statements that are needed, down to those that need no other.
    private func closure(of wanted: Set<Int>, _ models: inout [Int: TextModel]) -> Set<Int> {
        var found: Set<Int> = []
        var open = Array(wanted)
        while let id = open.popLast() {
            guard found.insert(id).inserted, let entry = journal.entry(id) else { continue }
            // A model whose file is gone or damaged is fitted again.
            let file = journal.modelFile(id)
            if entry.hasModel, let model = try? TextModel(contentsOf: file, library: session.library) {
                models[id] = model
            } else {
                open += entry.needs
            }
        }
        return found
    }

    private func make(
        _ entry: JournalEntry, _ model: TextModel?, from made: [Int: Made], _ lineages: [Int: Lineage]
    ) -> Made {
        if let plain = entry.plain {
            let values = plain.compactMap(\.value)
            if values.count == plain.count { return absence(of: values, entry) ?? .values(values, .value) }
        }
        if let model { return .values([.model(model)], .model) }
        if let name = entry.lost.first {
            return .failed(phrase("the journal doesn't tell how \(name) was made", zh: "日志中没有 \(name) 的来历"))
        }
        let scratch = Session(emptyTwinOf: session)
        for (name, id) in entry.uses.sorted(by: { $0.key < $1.key }) {
            guard case .values(let values, _)? = made[id],
                let index = journal.entry(id)?.names.lastIndex(of: name), values.indices.contains(index)
            else {
                return .failed(
                    phrase("it needs \(name), which can't be made again", zh: "它需要 \(name)，而后者无法恢复"))
            }
            scratch.define(name, values[index], lineage: lineages[id] ?? Lineage())
        }
        return replay(entry, in: scratch)
    }

    /// What is said where the folder of an encoder is gone: training it again is for the user to decide.
    private func absence(of values: [Value], _ entry: JournalEntry) -> Made? {
        for case .encoder(let reference) in values
        where (try? session.library.folder(of: reference.name)) == nil {
            return .failed(
                phrase(
                    "the folder of \(reference.name) is gone; run again:  \(entry.source)",
                    zh: "\(reference.name) 的文件夹不在了；请再次运行：\(entry.source)"))
        }
        return nil
    }

    private func replay(_ entry: JournalEntry, in scratch: Session) -> Made {
        let end = scratch.run(entry.source, to: ReplayOutput(output: output), shouldStop: shouldStop)
        if case .failed(_, let sentence, _) = end { return .failed(sentence) }
        let values = entry.names.compactMap { scratch.value(of: $0) }
        guard values.count == entry.names.count else {
            return .failed(phrase("its statement gave nothing", zh: "它的语句没有给出结果"))
        }
        for (value, file) in zip(values, entry.files) {
            guard let file, case .dataset(let dataset) = value, dataset.source?.hash != file.hash else {
                continue
            }
            return .failed(
                phrase(
                    "\(file.path) has changed since \(CrashReport.clock(entry.time)); run again:  \(entry.source)",
                    zh: "\(file.path) 在 \(CrashReport.clock(entry.time)) 之后有改动；请再次运行：\(entry.source)")
            )
        }
        return .values(values, entry.hasModel ? .refitted : .statements)
    }
}

/// Where replayed statements show themselves: nowhere, but for the progress of long steps.
private struct ReplayOutput: SessionOutput {
    let output: any SessionOutput

    func print(_ text: String) {}
    func warn(_ text: String) {}
    func display(_ bundle: MIMEBundle, id: String?) { if id != nil { output.display(bundle, id: id) } }
    func update(_ bundle: MIMEBundle, id: String) { output.update(bundle, id: id) }
    func result(_ bundle: MIMEBundle) {}
    func page(_ bundle: MIMEBundle) {}
    func clear(wait: Bool) {}
    func ask(_ prompt: String) -> String? { nil }
}
