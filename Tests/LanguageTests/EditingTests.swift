import Testing

@testable import Language

/// The texts that complete a cell at its end, or at a `‸`.
private func completions(_ marked: String, in scope: Scope = Fixture.scope) -> [String] {
    let (cell, cursor) = atMark(marked)
    return scope.completion(of: cell, at: cursor).candidates.map(\.text)
}

private func atMark(_ marked: String) -> (cell: String, cursor: Int) {
    var scalars = Array(marked.unicodeScalars)
    guard let cursor = scalars.firstIndex(of: "‸") else { return (marked, scalars.count) }
    scalars.remove(at: cursor)
    return (String(String.UnicodeScalarView(scalars)), cursor)
}

@Test("A statement begins with verbs, then names", arguments: ["", "names\n", "a = 5\n\n", "des‸\nnames"])
func completesVerbs(cell: String) {
    #expect(completions(cell).contains("describe"))
    #expect(completions(cell).contains("reviews") == !cell.hasPrefix("des"))
}

@Test("Behind = stand only what gives a value")
func completesValues() {
    let texts = completions("x = ")
    #expect(texts.contains("load") && texts.contains("tfidf") && texts.contains("reviews"))
    #expect(!texts.contains("save") && !texts.contains("say"))
}

@Test(
    "Each place offers what belongs there, and only that",
    arguments: [
        ("split reviews te", ["test"]),
        ("split reviews test 20% ", ["dev", "stratify", "group", "time", "seed"]),
        ("split reviews test 20%", []), ("show reviews limit 5", []), ("show reviews ;", []), ("fit?", []),
        ("report ", ["model", "tagger", "plain", "dense", "opened"]), ("report model ", ["on"]),
        ("report model on t", ["train", "test"]), ("weights model label ", ["bad", "good"]),
        ("explain model for \"x\" ", ["row", "label", "against", "by", "per", "budget", "seed"]),
        ("x = load sample ", ["reviews", "评论"]),
        ("embed reviews with ", ["minilm", "e5", "tuned", "opened"]),
        ("split reviews test 20% stratify ra", ["rating"]),
        ("x = keep reviews where ra", ["rating"]), ("x = keep reviews where star", []),
        ("x = keep reviews where `sta", ["`star rating`"]),
        ("x = keep reviews where rating ", ["=", "!=", "<", "<=", ">", ">=", "in", "missing"]),
        ("x = keep reviews where body con", ["contains"]), ("attention mo", ["model"]),
        ("x = keep reviews where sentiment = ", ["bad", "good"]),
        ("x = keep reviews where sentiment in [bad, ", ["bad", "good"]),
        ("x = keep reviews where rating > 1 ", ["and", "or"]),
        ("x = label reviews as bad ", ["when", "otherwise"]),
        ("x = label reviews as bad when ra", ["rating"]), ("x = label reviews as ", ["bad", "good"]),
        ("x = load \"reviews.csv\" text ", ["body", "sentiment"]),
        ("x = load \"reviews.csv\" text body label s", ["sentiment"]),
        ("x = column(", ["id", "rating", "`star rating`", "body", "sentiment", "name: ", "kind: "]),
        ("x = column(rating, kind: ", ["auto", "number", "category"]),
        (
            "x = tfidf(",
            [
                "ngrams: ", "min_docs: ", "max_docs: ", "max_features: ", "binary: ", "stop_words: ",
                "segment: ", "sublinear: ",
            ]
        ),
        ("x = tfidf(ngrams: 1..2, m", ["min_docs: ", "max_docs: ", "max_features: "]),
        ("x = words() | naive_bayes(kind: ", ["multinomial", "complement", "bernoulli", "gaussian"]),
        ("x = words(binary: t", ["true"]), ("x = encoder(mi", ["minilm"]),
        ("x = tfidf() | logi", ["logistic"]),
        ("x = encoder(minilm, pooling: c", ["cls"]), ("fit cl", ["classical"]), ("fit classical ", ["on"]),
        ("compare classical, sem", ["semantic"]), ("forget vec", ["vectors"]), ("set th", ["threads"]),
        ("relabel reviews with {b", ["bad"]), ("help fi", ["fit", "finetune"]), ("# describe re", []),
        ("say \"des", []),
        ("y = drop reviews where raiting > 1\nz = keep y where ra", ["rating"]),
        ("评论 = load \"reviews.csv\" text body\nz = keep 评论 where bo", ["body"]),
        ("评‸", []),
    ])
func completesPlace(cell: String, expected: [String]) {
    #expect(completions(cell) == expected, "\(cell)")
}

@Test("The replaced range counts code points, and covers what was typed")
func completionRange() {
    let (cell, cursor) = atMark("say \"👍中\"\nreport mod‸ on test")
    let completion = Fixture.scope.completion(of: cell, at: cursor)
    #expect(completion.start == 16 && completion.end == 19)
    #expect(completion.candidates.map(\.text) == ["model"])
}

@Test(
    "File places hand the path to the caller",
    arguments: [
        ("x = load \"da", "da"), ("write reviews to \"中", "中"), ("x = encoder(\"mo", "mo"),
        ("x = load “a/b", "a/b"),
    ])
func completesPaths(cell: String, path: String) {
    let completion = Fixture.scope.completion(of: cell, at: cell.unicodeScalars.count)
    #expect(completion.path == path)
    #expect(completion.end - completion.start == path.unicodeScalars.count)
}

@Test(
    "What is under the cursor is found",
    arguments: [
        ("spl‸it reviews test 20%", "verb split"), ("split reviews te‸st 20%", "parameter test of split"),
        ("x = tf‸idf(ngrams: 1..2)", "component tfidf"),
        ("x = tfidf(ngra‸ms: 1..2)", "parameter ngrams of tfidf"),
        ("report mod‸el on test", "name model model"),
        ("x = keep reviews where rat‸ing > 1", "column rating of reviews"),
        ("x = encoder(mini‸lm)", "encoder minilm"), ("x = load sample revi‸ews", "sample reviews"),
        ("split reviews test 20%  ‸", "verb split"), ("x = tfidf(‸", "component tfidf"),
        ("x = load \"reviews.csv\" text bo‸dy", "column body of -"), ("unknown_wo‸rd", "-"), ("‸", "-"),
        ("report test on te‸st", "name test dataset"),
        ("m = fit classical on train\nreport m‸", "name m model"),
        ("x = keep reviews where sentiment = go‸od", "label good 60 of reviews"),
        ("weights model label ba‸d", "label bad of model"),
        ("x = label reviews as ba‸d when rating < 0", "label bad 40 of reviews"),
        ("x = relabel reviews with {goo‸d: fine}", "label good 60 of reviews"),
        ("x = load \"revi‸ews.csv\" text body", "file reviews.csv of 5"),
        ("x = keep reviews where body conta‸ins \"a\"", "keyword contains"),
        ("x = keep reviews where rating > 1 a‸nd id < 5", "keyword and"),
        ("x = label reviews as bad whe‸n rating < 0", "keyword when"),
        ("x = label reviews as bad other‸wise", "keyword otherwise"),
        ("accuracy_sc‸ore(test)", "accuracy_score of scikit-learn"), ("训‸练 model", "训练 of Chinese"),
        ("help L0‸12", "code L012"), ("x = tfidf(ngrams: 1..2, min_d‸", "component tfidf"),
        ("x = tfidf(min_docs‸", "parameter min_docs of tfidf"),
        ("explain model for \"go‸od\"", "verb explain"),
        ("x = keep reviews where `star ra‸ting` > 3", "column star rating of reviews"),
    ])
func inspects(marked: String, expected: String) {
    let (cell, cursor) = atMark(marked)
    let found: String
    switch Fixture.scope.inspection(of: cell, at: cursor) {
    case .signature(let signature):
        found = (signature.kind == .verb ? "verb " : "component ") + signature.name
    case .parameter(let parameter, let owner): found = "parameter \(parameter.name) of \(owner.name)"
    case .name(let name, let facts): found = "name \(name) \(facts.type?.rawValue ?? "-")"
    case .label(let label, let owner):
        found = "label \(label.name) \(label.count.map { "\($0) " } ?? "")of \(owner ?? "-")"
    case .file(let path, let facts): found = "file \(path) of \(facts.columns?.count ?? 0)"
    case .topic(.keyword(let keyword)): found = "keyword \(keyword.word)"
    case .topic(.foreign(let word, let foreign)): found = "\(word) of \(foreign.origin)"
    case .topic(.code(let code)): found = "code \(code.rawValue)"
    case .topic: found = "topic"
    case .column(let column, let owner, _): found = "column \(column.name) of \(owner ?? "-")"
    case .encoder(let entry): found = "encoder \(entry.name)"
    case .sample(let entry): found = "sample \(entry.name)"
    case nil: found = "-"
    }
    #expect(found == expected)
}
