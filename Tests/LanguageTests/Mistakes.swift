/// What beginners write, and what the message must hold: its code, the cause, and the cure.
enum Mistakes {
    struct Mistake {
        let cell: String
        let code: String
        let cause: String
        let cure: String
    }

    static let all: [Mistake] =
        python + clauses + names + recipes + forms + kernels + tables + conditions + strangers + orders
        + chinese + halves

    static func mistake(_ cell: String, _ code: String, _ cause: String, _ cure: String) -> Mistake {
        Mistake(cell: cell, code: code, cause: cause, cure: cure)
    }

    private static let python: [Mistake] = [
        mistake("import pandas as pd", "L049", "Python", "every verb is already there"),
        mistake("df = read_csv(\"reviews.csv\")", "L049", "pandas", "load \"reviews.csv\""),
        mistake("reviews.head()", "L050", "no methods", "show reviews limit 5"),
        mistake("reviews.describe()", "L050", "no methods", "describe reviews"),
        mistake("print(\"hello\")", "L049", "Python", "say \"hello\""),
        mistake("SELECT * FROM reviews", "L049", "SQL", "keep reviews where"),
        mistake("accuracy_score(test, model)", "L049", "scikit-learn", "report model on test"),
        mistake("train, test = train_test_split(reviews)", "L049", "scikit-learn", "split reviews test 20%"),
        mistake("m = LogisticRegression(C: 1)", "L049", "scikit-learn", "logistic(C: 1)"),
        mistake("m = TfidfVectorizer() | logistic()", "L049", "scikit-learn", "tfidf(ngrams: 1..2)"),
        mistake("for row in reviews", "L049", "Python", "whole datasets"),
        mistake("summary(reviews)", "L049", "R", "describe reviews"),
        mistake("!pip install loupe", "L058", "another kernel", "every verb is already there"),
        mistake("?fit", "L053", "can't begin with ?", "behind the word"),
        mistake("fit(classical, train)", "L051", "a verb, not a function", "fit tfidf(ngrams: 1..2)"),
    ]

    private static let clauses: [Mistake] = [
        mistake("split reviews 20%", "L006", "clause word is missing before 20%", "test"),
        mistake("a, b = split reviews test 20", "L024", "can't be 20", "write 20%"),
        mistake("a, b = split reviews test = 20%", "L009", "instead of test =", "write test"),
        mistake("a, b = split reviews, test 20%", "L009", "no comma", "remove the comma"),
        mistake(
            "a, b = split reviews test_size 0.2", "L016", "not a clause of split", "did you mean \"test\"?"),
        mistake(
            "a, b = split reviews test 20% random_state 7", "L016", "not a clause", "did you mean \"seed\"?"),
        mistake("a = split reviews test 20%", "L035", "gives 2 results", "train, test = split"),
        mistake("a, b, c = split reviews dev 50% test 50%", "L047", "nothing is left", "leave a share"),
        mistake("report model", "L027", "needs on", "report model on test"),
        mistake("report on test", "L026", "needs a fitted model", "report model on test"),
        mistake("report model with test", "L016", "not a clause of report", "did you mean \"on\"?"),
        mistake("show reviews 5", "L006", "clause word is missing", "limit or from"),
        mistake("explain model", "L027", "needs for or on", "explain model for"),
        mistake("explain model on test", "L032", "needs row", "on test row 3"),
        mistake("predict model \"a lovely lamp\"", "L006", "clause word is missing", "put for before it"),
        mistake(
            "compare classical semantic on train", "L006", "comma is missing before \"semantic\"", "commas"),
        mistake(
            "weights model top ten", "L023", "top takes a whole number from 1 to 1,000, not ten", "digits"),
        mistake("weights model label godo", "L017", "no label \"godo\"", "did you mean \"good\"?"),
        mistake("attention model for \"a\" layer 7", "L025", "no layer 7", "from 1 to 6"),
        mistake("attention plain for \"a\"", "L040", "no encoder", "encoder(…)"),
    ]

    private static let names: [Mistake] = [
        mistake(
            "reveiws = load \"revews.csv\"", "L201", "no file \"revews.csv\"", "did you mean \"reviews.csv\"?"
        ),
        mistake("r = load reviews.csv", "L050", "in quotes", "\"reviews.csv\""),
        mistake("r = load amazon", "L023", "file takes a file in quotes, not amazon", "\"amazon\""),
        mistake(
            "r = load \"reviews.csv\" text body label sentimnt", "L012", "unknown column \"sentimnt\"",
            "did you mean \"sentiment\"?"),
        mistake("r = load \"reviews.csv\" text \"body\"", "L023", "expected a column", "without quotes"),
        mistake("describe reveiws", "L013", "nothing is called \"reveiws\"", "did you mean \"reviews\"?"),
        mistake("Describe reviews", "L042", "lower case", "describe"),
        mistake("descibe reviews", "L011", "not a verb", "did you mean \"describe\"?"),
        mistake("report = report model on test", "L033", "is a verb", "my_report"),
        mistake("x = keep reviews where raiting > 1", "L012", "unknown column", "did you mean \"rating\"?"),
        mistake("report classical on test", "L022", "is a recipe, not a model", "fit it first"),
        mistake("m = fit train on classical", "L022", "is a dataset, not a recipe", "the recipe comes first"),
        mistake("reviews describe", "L054", "is a dataset", "describe reviews"),
        mistake("tokens \"a\" with minillm", "L018", "no encoder is called", "did you mean \"minilm\"?"),
        mistake("m = fit classical on bare", "L043", "has no labels", "label bare as"),
        mistake("names = names", "L033", "is a verb", "my_names"),
        mistake("x = save model to \"m.model\"", "L034", "nothing that could be named", "without  name ="),
    ]

    private static let recipes: [Mistake] = [
        mistake("r = tfidf(ngram_range: 1..2) | logistic()", "L015", "no option", "did you mean \"ngrams\"?"),
        mistake("r = tfidf() | logistic(C=1)", "L009", "instead of =", "write :"),
        mistake("r = tfidf() | logistc()", "L014", "not a recipe part", "did you mean \"logistic\"?"),
        mistake("r = logistic() | tfidf()", "L037", "decides", "move it to the end"),
        mistake(
            "r = tfidf() | encoder(minilm) | logistic()", "L038", "can't follow |", "join features with +"),
        mistake("m = fit tfidf() on train", "L036", "no head", "| logistic()"),
        mistake("m = fit logistic() on train", "L036", "no features", "tfidf() |"),
        mistake("r = tfidf(ngrams: 2..1) | logistic()", "L048", "backwards", "1..2"),
        mistake("r = tfidf() | logistic(C: 0)", "L024", "can't be 0", "above 0"),
        mistake(
            "r = words() | naive_bayes(kind: multinominal)", "L020", "can't be",
            "did you mean \"multinomial\"?"),
        mistake("r = encoder() | logistic()", "L028", "needs its name", "encoder(minilm)"),
        mistake("m = fit tfidf() | logistic(C: try [1, 2]) on train", "L039", "try", "one value"),
        mistake("compare classical, model on test", "L041", "can't be compared", "recipes on train"),
        mistake("r = minilm | logistic()", "L014", "not a recipe part", "encoder(minilm)"),
        mistake("r = tfidf(ngrams: 1..2 | logistic()", "L004", "never closed", "add )"),
    ]

    private static let forms: [Mistake] = [
        mistake("x = keep reviews where rating == 1", "L009", "instead of ==", "write ="),
        mistake("x = keep reviews where rating > 1 && rating < 2", "L009", "instead of &&", "write and"),
        mistake(
            "x = keep reviews where 0 < rating < 5", "L006", "stands where a column should", "stands first"),
        mistake("x = keep reviews where rating > 0 < 5", "L009", "can't be chained", "join two with and"),
        mistake("x = keep reviews where body > 3", "L045", "holds texts", "contains"),
        mistake("x = keep reviews where rating contains 3", "L045", "holds numbers", "compare numbers"),
        mistake("x = keep reviews where body is missing", "L009", "instead of is missing", "write missing"),
        mistake("x = keep reviews where body like \"good\"", "L009", "instead of like", "write contains"),
        mistake(
            "x = label reviews as bad if rating < 0, good otherwise", "L009", "instead of if", "write when"),
        mistake(
            "x = label reviews as bad when rating < 0, good else", "L009", "instead of else", "otherwise"),
        mistake("x = label reviews as a otherwise, b when rating < 0", "L046", "never reached", "last"),
        mistake("keep reviews where rating > 1", "L101", "no name", "reviews = keep"),
        mistake("say \"hello", "L002", "no closing", "same line"),
        mistake("a = 5; b = 6", "L052", "one statement", "new line"),
        mistake("x = 3 - 2", "L010", "doesn't calculate", "write the result"),
        mistake("say 5 €", "L001", "no meaning", "quotes"),
        mistake("x <- 5", "L009", "instead of <-", "write ="),
        mistake("x = tfidf() | logistic())", "L005", "closes nothing", "remove it"),
        mistake("x = 1.2.3", "L008", "not a number", "0.5"),
        mistake("on test", "L054", "is a clause", "behind its command"),
        mistake("tfidf ngrams 1..2", "L054", "recipe part", "parentheses"),
    ]
}
