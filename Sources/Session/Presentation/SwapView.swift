import Display
import Explanations
import Phrases
import TextModels

/// How a probe by exchanged words is shown.
struct SwapView {
    /// One word in the place of another; how many texts have it, and the pairs of those drawn.
    struct Group: Sendable {
        let swap: WordSwap
        let having: Int
        let pairs: Range<Int>
    }

    let trial: StressTrial
    let groups: [Group]
    let labels: [String]
    /// The row of each text drawn, from 0.
    let rows: [Int]
    /// The number of texts searched.
    let all: Int
    let title: String
    let place: String

    private static let digits = NumberFormat.fixed(3)
    private static let mostLabels = 8

    /// How many decisions and how much figures move, and the texts that move most.
    func page() -> Page {
        let examples = examples
        return Page([figures] + (examples.rows.isEmpty ? [] : [examples]))
    }

    private func name(_ group: Group) -> String { "\(group.swap.old) → \(group.swap.new)" }

    private var kind: String {
        trial.hasProbabilities ? phrase("probability", zh: "概率") : phrase("score", zh: "得分")
    }

    private var figures: Table {
        let shown = labels.prefix(Self.mostLabels)
        let rows = groups.map { group -> [Cell] in
            let pairs = trial.pairs[group.pairs]
            let count = Double(max(1, pairs.count))
            guard !pairs.isEmpty else {
                return [.strong(name(group)), .count(0), .missing, .missing, .missing]
            }
            let flips = pairs.count(where: \.isFlipped)
            let move = pairs.reduce(0) { $0 + abs($1.moves[$1.before]) } / count
            return [
                .strong(name(group)), .count(pairs.count), .count(flips),
                .number(Double(flips) / count, .percent(1)), .number(move, Self.digits),
            ]
                + shown.indices.map { label in
                    .signed(pairs.reduce(0) { $0 + $1.moves[label] } / count, Self.digits, scale: 0.2)
                }
        }
        return Table(
            title: phrase(
                "Words exchanged in the texts of \(place): what \(title) decides",
                zh: "对换 \(place) 中的词：\(title) 的判断有何变化"),
            columns: [
                .init(phrase("exchange", zh: "对换")), .number(phrase("texts", zh: "文本数")),
                .number(phrase("decisions moved", zh: "判断改变")), .number(phrase("share", zh: "比例")),
                .number(phrase("mean |move| of the decision", zh: "所判标签的平均变动")),
            ] + shown.map { .number(phrase("mean move of \($0)", zh: "\($0) 的平均变化")) }, rows: rows,
            notes: notes, limits: Table.Limits(columns: 5 + Self.mostLabels, cellWidth: 60))
    }

    private var notes: [String] {
        let cut = groups.filter { $0.having > $0.pairs.count }.map { group in
            phrase(
                "\(name(group)): \(NumberFormat.count(group.pairs.count)) of \(NumberFormat.count(group.having)) texts that have it",
                zh:
                    "\(name(group))：含有它的 \(NumberFormat.count(group.having)) 篇文本中的 \(NumberFormat.count(group.pairs.count)) 篇"
            )
        }
        return cut + [
            phrase(
                "moves are of the \(kind); whole words in \(NumberFormat.count(all)) texts were looked for, capitals as they come",
                zh: "变化指\(kind)；在 \(NumberFormat.count(all)) 篇文本中查找整词，不分大小写"),
            phrase(
                "a move says that the model reads the word, not whether it should",
                zh: "有变化说明模型在意这个词，至于该不该在意，要由人判断"),
        ]
    }

    /// The texts whose decisions move most, each once.
    private var examples: Table {
        var seen = Set<Int>()
        let most = groups.flatMap { group in group.pairs.map { trial.pairs[$0] } }.enumerated().sorted {
            left, right in
            let (a, b) = (
                abs(left.element.moves[left.element.before]), abs(right.element.moves[right.element.before])
            )
            return a == b ? left.offset < right.offset : a > b
        }.map(\.element).filter { seen.insert($0.text).inserted }
        return Table(
            title: phrase("Texts that move most", zh: "变化最大的文本"),
            columns: [
                .number(phrase("row", zh: "行")), .init(phrase("decided", zh: "原判断")),
                .init(phrase("then", zh: "对换后")),
                .number(phrase("move of \(kind)", zh: "\(kind)变化")),
                .init(phrase("text, changes in [old→new]", zh: "文本，改动写作 [原→新]")),
            ],
            rows: most.prefix(8).map { pair in
                [
                    .count(rows[pair.text] + 1), .text(labels[pair.before]),
                    pair.isFlipped ? .strong(labels[pair.after]) : .text(labels[pair.after]),
                    .signed(pair.moves[pair.before], Self.digits, scale: 0.5), .text(pair.harmed.marked),
                ]
            }, totalRows: most.count, limits: Table.Limits(rows: 8, columns: 5, cellWidth: 120))
    }
}
