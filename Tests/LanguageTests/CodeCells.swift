@testable import Language

/// Cells and problems that give every code.
enum CodeCells {
    static let all: [String] =
        Mistakes.all.map(\.cell) + [
            "say \"\\q\"", "a = [1, 2", "a = " + String(repeating: "(", count: 300),
            "x = load sample reveiws", "help fti",
            "x = fit", "a, b = split reviews test 20% test 30%", "describe reviews, model",
            "x = load \"reviews.csv\" sample reviews",
            "explain model for \"x\" row 3", "show nothing", "attention model for \"a\" layer 6 head 13",
            "explain model on test row 101",
            "x = keep reviews where rating ~ 3", "x = relabel reviews with {bad: a, bad: b}",
            "a, a = split reviews test 20%",
            "x = tfidf(ngrams: 1..2, ngrams: 1..3)", "x = tfidf(1..2, 3)", "x = words(binary: yes)",
            "set thread to 2", "set threads to 0",
            "true = 5", "x = (a, b)", "x = {1 2}", "x = tfidf() +", "x = 5 |", "x = keep reviews where",
            "x = label reviews as", "= 5", "\"x\" = 5",
            "x = keep reviews where rating in 3", "x = label reviews as bad 3", "x = tfidf(min_docs: 1.5)",
            "compare model on test against train",
            "x = fit classical + logistic() on train", "x = keep reviews where rating > high", "names?x",
            "x = logistic() + tfidf()", "x = tune classical on train",
            "x = tune tfidf() | logistic(C: try []) on train", "compare model on test folds 3",
            "x = tune tfidf() | logistic(C: try [1, 2]) on train budget 3", "mistakes model on test folds 3",
            "x = calibrate model on test abstain 80% accuracy 90%",
            "x = fit words() + column(ratng) | logistic() on train",
            "x = fit words() + column(body) | logistic() on train",
            "x = column(label) | logistic()\nx = fit x on train",
            "x = fit column(rating) | logistic() on train\npredict x for \"good\"",
        ]

    static let problems: [Problem] = run.map { .run($0) } + warnings.map { .warning($0) }

    private static let run: [RunProblem] = [
        .fileNotFound(path: "a.csv", near: ["b.csv", "c.csv"]), .fileNotFound(path: "a.csv", near: []),
        .fileUnreadable(path: "a.csv", reason: "permission denied"),
        .fileUnwritable(path: "a.csv", reason: "no space left"),
        .fileEmpty(path: "a.csv"),
        .badData(path: "a.csv", line: 1204, column: 3, reason: "a quote is never closed"),
        .badEncoding(
            path: "a.csv", line: 12, column: 5, bytes: "e9 20", encoding: "UTF-8", likely: "Latin-1"),
        .badEncoding(path: "a.csv", line: 12, column: nil, bytes: "d8 00", encoding: "UTF-16LE", likely: nil),
        .badArchive(path: "a.csv.gz", .truncated, read: 12_000, unpacked: 70_000),
        .badArchive(path: "a.csv.gz", .damaged, read: 12_000, unpacked: 70_000),
        .badArchive(path: "a.csv.gz", .bomb, read: 120_000, unpacked: 70_000_000),
        .badArchive(path: "a.csv.gz", .noMemory, read: 12_000, unpacked: 0),
        .badTable(path: "a.db", table: "review", tables: ["reviews", "users"]),
        .badTable(path: "a.db", table: nil, tables: ["reviews", "users"]),
        .badTable(path: "a.db", table: nil, tables: []),
        .badQuery(reason: "no such column: boddy"), .queryWrites,
        .notWritten(type: .dataset, path: "a.html", formats: ["csv", "tsv", "jsonl", "sqlite"]),
        .notWritten(type: .report, path: "a.png", formats: ["csv", "html", "txt"]),
        .notRepresentable(column: "body", row: 12, format: "tsv"),
        .differentColumns(left: ["id", "body"], right: ["text", "stars"]),
        .notTime(column: "date", row: 3, cell: "5/3/24"), .notTime(column: "date", row: 3, cell: nil),
        .columnCount(path: "a.tsv", named: 2, found: 3),
        .unknownFormat(path: "a.xyz", formats: [".csv", ".tsv"]),
        .encoderAbsent(name: "e5", looked: ["~/.loupe/models"], canFetch: true),
        .encoderAbsent(name: "bert", looked: ["~/.loupe/models"], canFetch: false),
        .wordListAbsent(language: "chinese", package: "jieba", looked: "~/.loupe/words/chinese.txt"),
        .notFetched(name: "e5", .noPip, details: ""),
        .notFetched(name: "e5", .download, details: "no route to host"),
        .notFetched(name: "e5", .checksum, details: ""),
        .notFetched(name: "e5", .disk, details: "permission denied"),
        .notFetched(name: "e5", .other, details: ""),
        .encoderBroken(path: "m", field: "hidden_size", reason: "missing"),
        .weightsUnreadable(path: "m/pytorch_model.bin", conversion: "python3 -c '…' m"),
        .encoderSetting(setting: "layer", value: "9", allowed: "it has layers 0 to 6"),
        .modelBroken(path: "m", reason: "truncated"),
        .oneClass(label: "good", rows: 12), .tooFewRows(rows: 1, needed: 2, purpose: "split"),
        .noRows(name: "train"),
        .noSuchRow(12, rows: 10), .unseenLabels(["meh"], known: ["bad", "good"]),
        .negativeFeatures(head: "naive_bayes", block: "encoder"), .notFinite(what: "the loss"),
        .solver(head: "logistic", reason: "no descent"), .notExplainable(reason: "max pooling"),
        .badPattern("(", offset: 0, reason: "unclosed group"),
        .memory(step: "fit", needed: 12_000_000_000, available: 3_500_000_000),
        .interrupted(step: "embed", done: 1200, total: 5000),
        .interrupted(step: "fit", done: nil, total: nil), .noInput,
        .noTrainingTexts(model: "model", rows: 12),
        .needsOldTexts(model: "model", head: "logistic", .head, dataset: "train"),
        .needsOldTexts(model: "model", head: "ridge", .width(20_000), dataset: nil),
        .needsOldTexts(model: "model", head: "lda", .oldFile, dataset: nil),
        .otherTexts(dataset: "test", model: "model", .texts(missing: 200, others: 100)),
        .otherTexts(dataset: "test", model: "model", .texts(missing: 1, others: 0)),
        .otherTexts(dataset: "train", model: "model", .labels(12)),
        .unfitColumn(column: "stars", .bareTexts), .unfitColumn(column: "body", .isText),
        .unfitColumn(column: "sentiment", .isLabel), .unfitColumn(column: "stars", .isEmpty),
        .unfitColumn(column: "author", .manyValues(3708, limit: 1000)),
        .unfitColumn(column: "stars", .notNumber(row: 12, cell: "five")),
        .internal("index 3 of 2"),
    ]

    private static let warnings: [WarningProblem] =
        [
            .notKept(verb: "keep", object: "reviews"), .overlap(rows: 3, total: 740),
            .singleClass(label: "good"),
            .smallClasses(["bad"], rows: 1, needed: 2), .smallClasses(["bad", "meh"], rows: 1, needed: 5),
            .manyLabels(column: "rating", labels: 240, rows: 1000, isNumbers: true),
            .manyLabels(column: "author", labels: 90, rows: 120, isNumbers: false),
            .noSuchValue("postive", column: "label", near: "positive", known: ["negative", "positive"]),
            .unlabelled(rows: 12, total: 100),
            .truncated(texts: 7, total: 1000, limit: 256, lost: 0.183),
            .noPrefix(encoder: "e5", prefix: "query: "),
            .unknownTokens(encoder: "minilm", share: 0.74),
            .unevenBlocks(large: "words", small: "encoder", ratio: 13.7),
            .notConverged(head: "logistic", iterations: 100), .noOptimum(head: "logistic"),
            .skippedRows(path: "a.tsv", rows: 162, first: .line(33), reason: "2 cells, not 3"),
            .missingValues(column: "text", rows: 5, total: 100),
            .noRowLeft(verb: "keep", rows: 100), .unevenColumns(["date", "source"], rows: 200),
            .repeatedTexts(rows: 3, total: 250), .calibrationDropped(model: "model"),
            .slowBLAS(command: "sudo apt install libopenblas-dev"),
        ] + deaths

    private static let deaths: [WarningProblem] =
        ([.outOfMemory, .perhapsOutOfMemory, .killed, .machineStopped]
        + [4, 5, 6, 7, 8, 11, 31].map { .signal($0) })
        .map { .kernelDied(cell: 5, cause: $0, time: "2026-11-23 22:14", names: $0 == .killed ? 0 : 6) }
}
