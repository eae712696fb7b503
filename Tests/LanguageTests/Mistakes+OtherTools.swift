extension Mistakes {
    /// Lines for other kernels, and forms of other languages.
    static let kernels: [Mistake] = [
        mistake("%time fit classical on train", "L058", "another kernel", "show their time themselves"),
        mistake("%matplotlib inline", "L058", "another kernel", "draws its own tables"),
        mistake("!ls -la", "L058", "another kernel", "lists the files"),
        mistake("%%python\nimport pandas\nprint(\"a", "L058", "another kernel", "its own kernel"),
        mistake("say f\"rows {x}\"", "L056", "no letter stands before a quote", "say takes several values"),
        mistake("x = keep reviews where body matches r\"\\w\"", "L056", "before a quote", "stands for one"),
        mistake("def clean(text):\n    return text", "L049", "Python", "name a recipe"),
        mistake("if rating > 1: reviews", "L049", "Python", "keep reviews where"),
        mistake("library(dplyr)", "L049", "belongs to R", "every verb is already there"),
        mistake("df <- read.csv(\"x.csv\")", "L049", "\"read.csv\" belongs to R", "load \"reviews.csv\""),
        mistake("model <- lm(y ~ x)", "L049", "belongs to R", "fit tfidf()"),
        mistake("set.seed(1)", "L050", "no methods", "seed 7"),
        mistake("regress y x", "L049", "Stata", "fit tfidf()"),
        mistake("use \"reviews.dta\"", "L049", "Stata", "load \"reviews.csv\""),
        mistake("gen good = rating > 1", "L049", "Stata", "label reviews as"),
        mistake("x := 5", "L009", "instead of :=", "write ="),
        mistake("reviews %>% head(5)", "L009", "not chained with %>%", "a line and its result a name"),
        mistake("x = reviews |> filter(rating > 1)", "L009", "not chained with |>", "a line and its result"),
        mistake("x = y = 5", "L006", "\"=\" doesn't fit here", "begin a new line"),
    ]

    /// What pandas, SQL and scikit-learn do to tables and models.
    static let tables: [Mistake] = [
        mistake("reviews[\"text\"]", "L057", "takes nothing out of a value", "columns are named in clauses"),
        mistake("describe reviews[0]", "L057", "takes nothing out", "show reviews limit 5 from 1"),
        mistake("x = reviews[rating > 1]", "L057", "takes nothing out", "keep reviews where"),
        mistake("reviews$text", "L057", "takes nothing out", "columns are named in clauses"),
        mistake("describe reviews.rating", "L057", "takes nothing out", "columns are named in clauses"),
        mistake("reviews.groupby(\"label\")", "L050", "no methods", "describe reviews"),
        mistake("select rating from reviews", "L049", "SQL", "keep reviews where"),
        mistake("SELECT * FROM reviews WHERE body = 'it''s", "L049", "SQL", "keep reviews where"),
        mistake("Load \"reviews.csv\"", "L042", "lower case", "load"),
        mistake("keep reviews WHERE rating > 1", "L042", "lower case", "where"),
        mistake("m = fit LogisticRegression(C=1) on train", "L049", "scikit-learn", "logistic(C: 1)"),
        mistake(
            "r = CountVectorizer(ngram_range=(1, 2)) | MultinomialNB()", "L049", "\"CountVectorizer\"",
            "words(ngrams: 1..2)"),
        mistake("r = RandomForestClassifier(n_estimators=100)", "L049", "scikit-learn", "heads are plain"),
        mistake(
            "r = tfidf(min_df=2) | logistic()", "L015", "no option \"min_df\"", "did you mean \"min_docs\"?"),
        mistake("r = tfidf(ngrams: (1, 2)) | logistic()", "L055", "parentheses", "1..2"),
        mistake("r = tfidf(ngrams=(1, 2)) | logistic()", "L055", "parentheses", "1..2"),
        mistake("r = tfidf(ngrams: [1, 2]) | logistic()", "L023", "takes a range", "1..2"),
        mistake("r = tfidf(1..2, 2) | logistic()", "L030", "takes only one value", "min_docs"),
        mistake("r = tfidf(ngrams 1..2) | logistic()", "L006", "a colon should", "C: 1"),
        mistake("r = tfidf[1..2] | logistic()", "L057", "takes nothing out", "options stand in parentheses"),
        mistake("r = encoder(minilm) | naive_bayes()", "L217", "numbers below zero", "logistic()"),
        mistake("predict model for test", "L022", "test\" is a dataset", "on test"),
        mistake("predict model for [\"a\", \"b\"]", "L023", "a text in quotes", "leave the brackets out"),
        mistake("report model test", "L006", "clause word is missing before test", "put on before it"),
        mistake("m = fit classical train", "L006", "clause word is missing before train", "put on before it"),
        mistake("a, b = split reviews test 120%", "L024", "can't be 120%", "a share like 20%"),
        mistake("a, b = split reviews test 1.2", "L024", "can't be 1.2", "a share like 20%"),
    ]

    /// How others compare.
    static let conditions: [Mistake] = [
        mistake("x = keep reviews where sentiment = postive", "L118", "\"postive\"", "labels: bad, good"),
        mistake("x = keep reviews where sentiment = godo", "L118", "no row has", "did you mean \"good\"?"),
        mistake("x = keep reviews where body = NA", "L009", "instead of = NA", "write missing"),
        mistake("x = keep reviews where body is not null", "L009", "is not null", "not … missing"),
        mistake("x = keep reviews where rating between 1 and 5", "L009", "no between", "rating >= 1 and"),
        mistake("x = keep reviews where sentiment in (good, bad)", "L055", "parentheses", "[good, bad]"),
        mistake(
            "x = keep reviews where reviews[\"rating\"] > 1", "L057", "takes nothing out", "columns are named"
        ),
        mistake(
            "x = keep reviews where reviews.rating > 1", "L057", "takes nothing out", "columns are named"),
        mistake("x = keep reviews where rating => 3", "L009", "instead of =>", "write >="),
        mistake("x = keep reviews where rating === 3", "L009", "instead of ===", "write ="),
        mistake("x = keep reviews where rating <> 3", "L009", "instead of <>", "write !="),
        mistake("x = keep reviews where rating > 1 AND id < 5", "L009", "instead of AND", "write and"),
        mistake("x = keep reviews where rating > 1 & id < 5", "L009", "instead of &", "write and"),
        mistake("x = keep reviews where rating > 1 | id < 5", "L009", "instead of |", "write or"),
        mistake(
            "x = keep reviews where body startswith \"a\"", "L009", "instead of startswith", "\"^begin\""),
        mistake("describe reviews。", "L001", "no meaning", "ends with its line"),
        mistake("x = keep reviews rating > 3", "L006", "clause word is missing before rating", "put where"),
        mistake("x = keep reviews where rating > 3 id < 5", "L006", "missing before id", "put and or or"),
        mistake("x = tfidf(ngrams: 1-2) | logistic()", "L009", "instead of 1-2", "write 1..2"),
        mistake("sentiment ~ body", "L049", "\"~\" belongs to R", "fit tfidf()"),
        mistake(
            "a, b = split reviews test_size=0.2", "L016", "not a clause of split", "did you mean \"test\"?"),
        mistake("save model as \"m.model\"", "L016", "not a clause of save", "did you mean \"to\"?"),
        mistake("x = load \"reviews.csv\" sep \",\"", "L016", "not a clause", "tsv has tabs:  format tsv"),
        mistake("compare model on test against train", "L031", "model and against exclude", "remove model"),
    ]
}
