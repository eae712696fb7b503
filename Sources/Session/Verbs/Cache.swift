import Display
import Encoders
import Language
import Phrases
import TextModels

extension Invocation {
    /// `cache`, `cache clear ENCODER`, `cache clear all`: the vectors that are kept on disk.
    func cache() throws(Failure) -> Execution.Outcome {
        let cache = session.library.cache
        var notes: [String] = []
        if let argument = command.clause("clear") {
            guard let removed = cache.clear(where: try chosen(argument)) else {
                throw Failure(
                    .fileUnwritable(
                        path: cache.folder, reason: phrase("another kernel holds its lock", zh: "另一个内核正锁着它")),
                    at: argument.span)
            }
            let (rows, bytes) = (
                NumberFormat.count(removed.rows), NumberFormat.bytes.text(Double(removed.bytes))
            )
            notes.append(phrase("removed \(rows) vectors, \(bytes)", zh: "删除了 \(rows) 个向量，\(bytes)"))
        }
        return .value(.figure(.table, table(cache, notes)))
    }

    /// Which entries an argument means: all, those of an encoder with any settings, or with these settings alone.
    private func chosen(_ argument: Argument) throws(Failure) -> (@Sendable (EmbeddingCache.Entry) -> Bool)? {
        if case .choice = argument.value { return nil }
        let (reference, _) = try encoder(behind: argument)
        if reference.settings == EncoderSettings() {
            let folder = session.library.folderName(of: reference)
            return { $0.encoder == folder }
        }
        let hash = try working { work throws(TextModelError) in try work.library.encoder(reference).hash }
        return { hash.hasPrefix($0.hash) }
    }

    private func table(_ cache: EmbeddingCache, _ notes: [String]) -> Table {
        let entries = cache.entries()
        let total = entries.reduce(0) { $0 + $1.bytes }
        let rows = entries.map { entry -> [Cell] in
            [
                .strong(Catalogue.encoders.first { $0.folder == entry.encoder }?.name ?? entry.encoder),
                .text(entry.settings), .number(Double(entry.dimension), .fixed(0)), .count(entry.rows),
                .number(Double(entry.bytes), .bytes), .text(CrashReport.clock(entry.lastUse)),
            ]
        }
        let (used, limit) = (
            NumberFormat.bytes.text(Double(total)), NumberFormat.bytes.text(Double(cache.limit))
        )
        let empty = entries.isEmpty ? [phrase("nothing is kept yet", zh: "还没有缓存")] : []
        return Table(
            title: phrase("Cached vectors", zh: "缓存的向量"), caption: [session.library.home.shown(cache.folder)],
            columns: [
                .init(phrase("encoder", zh: "编码器")), .init(phrase("settings", zh: "设置")),
                .number(phrase("dimensions", zh: "维数")), .number(phrase("texts", zh: "文本数")),
                .number(phrase("size", zh: "大小")), .init(phrase("last use", zh: "上次使用")),
            ], rows: rows,
            notes: notes + empty + [
                phrase(
                    "\(used) of \(limit); beyond that what is used least recently goes first (set cache to …)",
                    zh: "已用 \(used)，上限 \(limit)；超出时最久未用的先删除（set cache to …）")
            ], limits: Table.Limits(rows: 100, columns: 6, cellWidth: 70))
    }
}
