/// Which columns were taken as texts and label, and why.
public struct RoleDetection: Sendable, Equatable {
    /// Why a column was taken.
    public enum Reason: Sendable, Equatable {
        /// It was named by the user.
        case named
        /// Its name is usual for the role.
        case usualName
        /// It has the longest texts, in bytes on average.
        case longestTexts(meanBytes: Double)
        /// It alone has few distinct values.
        case fewValues(distinct: Int)
    }

    /// A column in a role.
    public struct Finding: Sendable, Equatable {
        /// The column.
        public let column: String
        /// Why it was taken.
        public let reason: Reason
    }

    /// The text column, if one was found (the first, if several were named).
    public let text: Finding?
    /// The label column, if one was found.
    public let label: Finding?

    /// Looks at names and at up to 2,000 cells of each column, evenly spread.
    init(_ columns: [Column], named roles: Dataset.Roles) {
        let samples = columns.map { Sample($0) }
        var text = roles.text.first.map { Finding(column: $0, reason: .named) }
        var label = roles.label.map { Finding(column: $0, reason: .named) }
        if text == nil { text = Self.text(samples.filter { $0.name != label?.column }) }
        if label == nil {
            label = Self.label(samples.filter { $0.name != text?.column && !roles.text.contains($0.name) })
        }
        (self.text, self.label) = (text, label)
    }

    private static let textNames = [
        "text", "review", "review_text", "body", "content", "comment", "sentence", "message", "tweet",
        "document",
        "文本", "评论", "内容", "正文", "句子",
    ]
    private static let labelNames = [
        "label", "labels", "class", "category", "target", "sentiment", "标签", "类别", "分类", "情感",
    ]

    private struct Sample {
        let name: String
        let kind: Column.Kind
        let filled: Int
        let meanBytes: Double
        let distinct: Int

        init(_ column: Column) {
            name = column.name
            kind = column.kind
            let step = max(1, column.count / 2000)
            var values: Set<[UInt8]> = []
            var (filled, bytes) = (0, 0)
            for row in stride(from: 0, to: column.count, by: step) where !column.isMissing(row) {
                let cell = column.withCell(row) { Array($0) }
                filled += 1
                bytes += cell.count
                values.insert(cell)
            }
            self.filled = filled
            meanBytes = filled == 0 ? 0 : Double(bytes) / Double(filled)
            distinct = values.count
        }

        /// Few enough values, each often enough, to be classes.
        var isClassLike: Bool { distinct >= 1 && distinct <= 50 && distinct * 2 <= max(filled, 4) }
    }

    private static func text(_ samples: [Sample]) -> Finding? {
        let texts = samples.filter { $0.kind == .text }
        for name in textNames {
            if let hit = texts.first(where: { $0.name.lowercased() == name }) {
                return Finding(column: hit.name, reason: .usualName)
            }
        }
        // A class name is short and repeats; a text is long or varied.
        let candidates = texts.filter { !$0.isClassLike || $0.meanBytes >= 40 }
        guard let longest = candidates.max(by: { $0.meanBytes < $1.meanBytes }) else { return nil }
        return Finding(column: longest.name, reason: .longestTexts(meanBytes: longest.meanBytes))
    }

    private static func label(_ samples: [Sample]) -> Finding? {
        for name in labelNames {
            if let hit = samples.first(where: { $0.name.lowercased() == name && $0.isClassLike }) {
                return Finding(column: hit.name, reason: .usualName)
            }
        }
        let candidates = samples.filter {
            ($0.kind == .text || $0.kind == .boolean) && $0.isClassLike && $0.distinct > 1
        }
        guard candidates.count == 1, let only = candidates.first else { return nil }
        return Finding(column: only.name, reason: .fewValues(distinct: only.distinct))
    }
}
