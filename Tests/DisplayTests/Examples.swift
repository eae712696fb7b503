import Display

/// One example of each display, as users meet it; goldens and screenshots are made of them.
enum Examples {
    static let all: [(name: String, display: any Displayable)] = [
        ("report", report), ("weights", weights), ("confusion", confusion), ("rows", rows), ("cut", cut),
        ("explanation", explanation), ("explanation-chinese", chinese), ("attention", attention),
        ("heads", heads),
        ("classes", classes),
        ("contributions", contributions), ("card", card), ("progress", progress), ("page", page),
        ("tokens", tokens),
    ]

    static let report = Table(
        title: "report of hybrid on test", caption: ["741 texts, 3 classes, seed 7"],
        columns: [
            Table.Column("class"), .number("precision"), .number("recall"), .number("F1"), .number("texts"),
        ],
        rows: [
            [
                "bad", .number(0.8123, .fixed(3)), .number(0.7741, .fixed(3)), .number(0.7927, .fixed(3)),
                .count(239),
            ],
            [
                "medium", .number(0.61, .fixed(3)), .number(0.588, .fixed(3)), .number(0.599, .fixed(3)),
                .count(1204),
            ],
            ["good", .number(0.9, .fixed(3)), .number(1, .fixed(3)), .number(0.947, .fixed(3)), .count(298)],
            [
                .strong("macro mean"), .number(0.774, .fixed(3)), .number(0.787, .fixed(3)),
                .number(0.78, .fixed(3)), .empty,
            ],
        ], rules: [2], notes: ["accuracy 0.789 (584 of 741); always guessing medium: 0.401"])

    static let weights = Table(
        title: "weights of hybrid for good, largest first",
        columns: [
            Table.Column("word"), .number("weight"), .number("texts"), Table.Column("share of the score"),
            Table.Column("an example"),
        ],
        rows: [
            [
                .code("great"), .signed(2.314, .fixed(3), scale: 2.4), .count(412),
                .bar(0.31, .percent(0), of: 0.4), "a great phone for the price",
            ],
            [
                .code("love"), .signed(1.9, .fixed(3), scale: 2.4), .count(188),
                .bar(0.22, .percent(0), of: 0.4), "I love this player",
            ],
            [
                .code("not worth"), .signed(-1.2, .fixed(3), scale: 2.4), .count(23),
                .bar(-0.11, .percent(0), of: 0.4),
                "it is not worth the shipping, and the seller never answered a single one of my letters about it",
            ],
            [
                .code("屏幕"), .signed(-0.02, .fixed(3), scale: 2.4), .count(3),
                .bar(0.001, .percent(1), of: 0.4), .missing,
            ],
        ], notes: ["held fixed: the encoder; 1,482 smaller weights are folded away"])

    static let confusion = Table(
        title: "confusion of hybrid on test",
        caption: ["rows: truth, columns: prediction; shaded by share of the row"],
        columns: [Table.Column("truth"), .number("bad"), .number("medium"), .number("good")],
        rows: [
            [
                .strong("bad"), .shaded(185, .fixed(0), scale: 239), .shaded(49, .fixed(0), scale: 239),
                .shaded(5, .fixed(0), scale: 239),
            ],
            [
                .strong("medium"), .shaded(31, .fixed(0), scale: 204), .shaded(120, .fixed(0), scale: 204),
                .shaded(53, .fixed(0), scale: 204),
            ],
            [
                .strong("good"), .shaded(0, .fixed(0), scale: 298), .shaded(19, .fixed(0), scale: 298),
                .shaded(279, .fixed(0), scale: 298),
            ],
        ])

    static let rows = Table(
        title: "reviews",
        columns: [Table.Column("row", .trailing), Table.Column("label"), Table.Column("review")],
        rows: [
            [.count(1), "good", "屏幕很好，电池也不错 👍🏽"], [.count(2), "bad", "two\nlines\tand a tab"],
            [.count(3), .missing, "naïve café — e\u{301}tude, 👩‍👩‍👧 and 🇨🇳"],
            [.count(4), "medium", "right-to-left: שלום \u{202E}evil"],
        ], totalRows: 3546, limits: Table.Limits(rows: 60, columns: 20, cellWidth: 40))

    static let numbers: [[Cell]] = (1...4).map { (row: Int) -> [Cell] in (1...6).map { Cell.count(row * $0) }
    }

    static let cut = Table(
        columns: (1...5).map { Table.Column("c\($0)") }, rows: numbers,
        limits: Table.Limits(rows: 2, columns: 3, cellWidth: 10))

    static let explanation = HighlightedText(
        "the battery died but the screen is lovely",
        spans: [
            .init(0..<3, 0.02), .init(4..<11, -0.21, note: "battery: word −0.15, vector −0.06"),
            .init(12..<16, -0.93),
            .init(17..<20, 0.3), .init(25..<31, 0.11), .init(35..<41, 1.24),
        ], title: "good 0.71: what each word adds")

    static let chinese = HighlightedText(
        "电池坏了，但是屏幕很漂亮",
        spans: [.init(0..<12, -0.8), .init(15..<21, -0.1), .init(21..<27, 0.2), .init(27..<36, 0.9)],
        showsKey: false)

    static let grid: [[Double]] = (0..<6).map { (row: Int) -> [Double] in
        (0..<6).map { (column: Int) -> Double in Double((row * 7 + column * 11) % 13) / 40 }
    }

    static let heads = HeatMapGrid(
        title: "attention, layer 2, all 2 heads", names: ["[CLS]", "good", "[SEP]"],
        maps: [
            .init("head 1", [[0.2, 0.5, 0.3], [0.1, 0.8, 0.1], [0.9, 0.05, 0.05]]),
            .init("head 2", [[1, 0, 0], [1, 0, 0], [0.5, 0.25, 0.25]]),
        ], notes: ["rows look at columns"])

    static let attention = HeatMap(
        title: "attention, layer 6, mean of 12 heads",
        rowNames: ["[CLS]", "the", "battery", "died", "屏幕", "[SEP]"],
        columnNames: ["[CLS]", "the", "battery", "died", "屏幕", "[SEP]"],
        values: grid, strongest: 4,
        notes: ["attention says where a layer looks, not why the model decides"])

    static let classes = BarChart(
        title: "classes",
        bars: [.init("bad", 1204), .init("medium", 980), .init("good", 1362), .init("未标注", 12)],
        notes: ["3,558 rows"])

    static let contributions = BarChart(
        bars: [.init("words", 1.25), .init("vector", -0.75), .init("bias", 0.1)], format: .fixed(2))

    static let card = KeyValues(
        title: "model",
        [
            .init("recipe", "tfidf(ngrams: 1..2) + encoder(minilm) | logistic"), .init("训练数据", "amazon.tsv"),
            .init("trained in", "1.2 s"),
        ])

    static let progress = Progress(task: "encoding", done: 1234, total: 5000, unit: "texts", seconds: 3)

    static let tokens = Table(
        columns: [.number("token"), Table.Column("piece"), Table.Column("text")],
        rows: [[.count(1), .code("[CLS]"), .empty], [.count(2), .code("##ing"), .highlighted(explanation)]])

    static let page = Page([
        Heading("describe reviews"), Paragraph("3,546 rows from amazon.tsv\nlabel: label"), classes,
        Paragraph("12 rows have no label", tone: .warning), Paragraph("shares are of all rows", tone: .note),
        Paragraph("keep reviews where not missing label", tone: .code), card,
    ])
}
