import Display
import Testing

@testable import Session

/// Cells with features beyond words and encoders, from the data to the explanation.
@Suite("Recipes take more than words")
struct FeaturePathTests {
    /// Forty rows whose texts say nothing; stars and shop tell the label.
    static let table =
        "body,stars,shop,label\n"
        + (0..<40).map { row in
            let isGood = (row * 3 + row / 4) % 2 == 0
            let stars = row % 9 == 8 ? "" : "\((isGood ? 4 : 2) + row % 2)"
            return
                "a text of number \(row),\(stars),\(isGood ? "north" : "south"),\(isGood ? "good" : "bad")\n"
        }.joined()
    static let load = "d = load \"d.csv\" text body label label\ntrain, test = split d test 20% seed 7\n"

    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.write(Self.table, to: "d.csv")
        _ = bench.run(Self.load)
        return bench
    }

    @Test("A column goes from the data to report, weights, explanation and file")
    func column() throws {
        let bench = try bench()
        let (end, output) = bench.run(
            """
            m = fit words() + column(stars) + column(shop) | logistic() on train
            report m on test
            crossvalidate words() + column(stars) | logistic() on d folds 4
            weights m top 6
            explain m on test row 1
            mistakes m on test
            predict m on test
            save m to "m.model"
            n = open "m.model"
            describe n
            """)
        #expect(end == .done, "\(output.warnings)")
        let shown = output.shown.map(\.plain).joined(separator: "\n")
        for word in ["shop = north", "stars", "column(stars)", "column(shop)"] {
            #expect(shown.contains(word))
        }
        #expect(shown.contains("stars = "))
    }

    @Test("A bare text can't be predicted, which is said before anything runs, and in a later cell too")
    func bareText() throws {
        let bench = try bench()
        let (together, _) = bench.run(
            "m = fit words() + column(stars) | logistic() on train\npredict m for \"good\"")
        #expect(Self.code(together) == "L241")
        _ = bench.run("m = fit words() + column(stars) | logistic() on train")
        #expect(Self.code(bench.run("explain m for \"good\"").end) == "L241")
        _ = bench.run("other = load sample reviews")
        #expect(Self.code(bench.run("report m on other").end) == "L012")
    }

    static func code(_ end: CellEnd) -> String? {
        if case .failed(let code, _, _) = end { code } else { nil }
    }
}
