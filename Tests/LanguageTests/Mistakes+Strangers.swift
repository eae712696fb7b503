extension Mistakes {
    /// Clauses and options that other tools have.
    static let strangers: [Mistake] = [
        mistake("show reviews where rating > 3", "L016", "not a clause of show", "clear_cases"),
        mistake("describe reviews where rating > 3", "L016", "not a clause", "choose the rows first"),
        mistake("show reviews order by rating", "L016", "\"order\"", "rows keep the order of their file"),
        mistake("show reviews rating", "L016", "not a clause of show", "shows every column"),
        mistake("show reviews head 5", "L016", "not a clause of show", "did you mean \"limit\"?"),
        mistake("show reviews, 5", "L006", "clause word is missing before 5", "put limit or from before it"),
        mistake("describe reviews by sentiment", "L016", "not a clause", "counts the rows of each label"),
        mistake("x = balance reviews by sentiment", "L016", "not a clause of balance", "goes by the label"),
        mistake("x = sample reviews frac 0.2", "L016", "not a clause of sample", "rows 20"),
        mistake("x = sample reviews 20", "L006", "clause word is missing before 20", "put rows before it"),
        mistake("x = sample reviews rows 200", "L025", "there are 100 rows", "from 1 to 100"),
        mistake("x = drop reviews column id", "L016", "not a clause of drop", "columns all stay"),
        mistake(
            "x = load \"reviews.csv\" encoding \"utf-8\"", "L016", "not a clause of load", "by their bytes"),
        mistake("load \"reviews.csv\" as reviews", "L016", "not a clause of load", "stands before ="),
        mistake("load reviews from \"reviews.csv\"", "L016", "not a clause of load", "stands before ="),
        mistake("a, b = split reviews train 80%", "L016", "not a clause of split", "is for training"),
        mistake("a, b = split reviews test 20% shuffle true", "L016", "not a clause", "drawn by chance"),
        mistake(
            "a, b = split reviews test 20% stratify true", "L023", "stratify takes a column", "stratify label"
        ),
        mistake(
            "a, b = split reviews test 20% by sentiment", "L016", "not a clause", "did you mean \"stratify\"?"
        ),
        mistake("a, b = split reviews test -20%", "L024", "can't be -20%", "between 0% and 100%"),
        mistake("x = relabel reviews as {bad: worse}", "L016", "not a clause", "with {bad: negative}"),
        mistake("x = relabel reviews with bad: worse", "L006", "a record in { } should", "{bad: negative"),
        mistake("x = relabel reviews with {bad -> worse}", "L009", "instead of ->", "write :"),
        mistake("x = label reviews sentiment", "L016", "not a clause of label", "named in load"),
        mistake("m = fit classical on train epochs 3", "L016", "not a clause of fit", "can't get better"),
        mistake("m = fit classical on train test", "L030", "on takes only one value", "remove the rest"),
        mistake(
            "report model on test metrics f1", "L016", "not a clause of report", "precision, recall and F1"),
        mistake(
            "compare classical and semantic on train", "L016", "\"and\"", "commas between the candidates"),
        mistake("compare classical on train test", "L006", "clause word is missing", "put against before it"),
        mistake("similarity \"a\" \"b\" with minilm", "L006", "a comma is missing before \"b\"", "commas"),
        mistake("similarity \"a\" and \"b\" with minilm", "L016", "\"and\"", "a comma between the texts"),
        mistake("predict model with \"a\"", "L016", "not a clause of predict", "did you mean \"for\"?"),
        mistake("predict model for \"a\" \"b\"", "L006", "a comma is missing before \"b\"", "commas"),
        mistake("set language chinese", "L006", "clause word is missing before chinese", "put to before it"),
        mistake("set seed to 7", "L020", "no setting \"seed\"", "stands in its command"),
        mistake("set language to zh", "L020", "can't be \"zh\"", "did you mean \"chinese\"?"),
        mistake(
            "r = tfidf() | logistic(max_iter: 100)", "L015", "no option \"max_iter\"", "can't get better"),
        mistake(
            "r = tfidf(lowercase: true) | logistic()", "L015", "no option \"lowercase\"", "in lower case"),
        mistake(
            "r = tfidf() | logistic(penalty: lasso)", "L020", "can't be \"lasso\"",
            "choices: l2, l1, elastic_net, none"),
        mistake(
            "r = tfidf() | logistic(C: \"1\")", "L023", "C takes a number above 0", "leave the quotes out:  1"
        ),
        mistake(
            "r = tfidf() | logistic(C: [0.1, 1])", "L023", "C takes a number", "give it one value:  C: 0.1"),
        mistake("r = tfidf(max_features: 5,000) | logistic()", "L008", "\"5,000\" is not a number", "5000"),
        mistake("r = tfidf(stop_words: chinese) | logistic()", "L020", "can't be \"chinese\"", "[the, a]"),
    ]

    /// What stands in another order, or is joined otherwise.
    static let orders: [Mistake] = [
        mistake("predict \"good\" with model", "L060", "the model comes first", "predict model for \"good\""),
        mistake("predict reviews with model", "L060", "the model comes first", "predict model on reviews"),
        mistake("report test on model", "L060", "the model comes first", "report model on test"),
        mistake("tokens minilm for \"good\"", "L060", "the text comes first", "tokens \"good\" with minilm"),
        mistake(
            "predict test", "L022", "\"test\" is a dataset", "the dataset behind on:  predict model on test"),
        mistake("save reviews to \"r.csv\"", "L022", "not a model", "write reviews to"),
        mistake("x = train + test", "L022", "not joined with +", "all = append train"),
        mistake("show 5 reviews", "L023", "value takes a name, not 5", "the name comes first"),
        mistake("describe sentiment", "L013", "is a column of \"reviews\"", "name the dataset:  reviews"),
        mistake("x = reviews where rating > 3", "L054", "begins with a verb", "keep reviews"),
        mistake("train model on train", "L049", "scikit-learn", "fit tfidf()"),
        mistake("errors model on test", "L011", "not a verb", "did you mean \"mistakes\"?"),
        mistake("exit", "L049", "belongs to Python", "Restart Kernel"),
        mistake("train test = split reviews test 20%", "L006", "a comma is missing before \"test\"", "comma"),
        mistake(
            "[train, test] = split reviews test 20%", "L009", "instead of [train, test]", "write train, test"),
        mistake("my-model = fit classical on train", "L061", "is not one word", "my_model"),
        mistake("my model = fit classical on train", "L061", "is not one word", "my_model"),
        mistake("r = encoder(bert-base) | logistic()", "L061", "\"bert-base\"", "in quotes:  \"bert-base\""),
        mistake("r = tf-idf() | logistic()", "L061", "is not one word", "write  tfidf()"),
        mistake("m = fit tfidf() logistic() on train", "L006", "| is missing before \"logistic\"", "joined"),
        mistake(
            "m = fit tfidf(), logistic() on train", "L006", "| is missing before \"logistic()\"", "joined"),
        mistake("m = fit tfidf() -> logistic() on train", "L009", "instead of ->", "write |"),
        mistake("m = fit encoder minilm | logistic() on train", "L016", "not a clause", "encoder(minilm)"),
        mistake("m = fit classical, train", "L006", "missing before train", "put on before it"),
        mistake("r = tfidf(1, 2) | logistic()", "L055", "a comma", "1..2"),
        mistake("r = tfidf(ngrams: 1 to 2) | logistic()", "L009", "instead of 1 to 2", "write 1..2"),
        mistake("predict model for 'it's good'", "L002", "ends at the ' inside it", "the other quotes"),
        mistake("compare [classical, semantic] on train", "L023", "takes a recipe", "leave the brackets out"),
    ]

    /// Comparisons as they are spoken, and as other languages write them.
    static let halves: [Mistake] = [
        mistake(
            "x = keep reviews where rating > 3 and < 5", "L006", "needs its own column", "and rating < 5"),
        mistake("x = keep reviews where rating = 3 or 5", "L006", "needs its own column", "or rating = 5"),
        mistake(
            "x = keep reviews where sentiment = good or bad", "L006", "its own column", "or sentiment = bad"),
        mistake(
            "x = keep reviews where body contains \"a\" or \"b\"", "L006", "its own column",
            "or body contains \"b\""),
        mistake(
            "x = keep reviews where body contains [\"a\", \"b\"]", "L009", "otherwise",
            "body contains \"a\" or body contains \"b\""),
        mistake("x = keep reviews where body contains a, b", "L009", "instead of ,", "write or"),
        mistake(
            "x = keep reviews where \"a\" in body", "L009", "instead of \"a\" in body", "body contains \"a\""),
        mistake("x = keep reviews where rating in 1..3", "L009", "otherwise", "rating >= 1 and rating <= 3"),
        mistake("x = keep reviews where rating greater than 3", "L009", "greater than", "write >"),
        mistake("x = keep reviews where rating at least 3", "L009", "at least", "write >="),
        mistake("x = keep reviews where body does not contain \"a\"", "L009", "does not", "not contains"),
        mistake("x = keep reviews where body contains not \"a\"", "L009", "contains not", "not contains"),
        mistake("x = keep reviews where len(body) > 10", "L010", "len(…)", "as a number"),
        mistake("x = keep reviews where star rating > 3", "L006", "back-quotes", "`star rating`"),
        mistake("x = keep reviews where \"star rating\" > 3", "L006", "back-quotes", "`star rating`"),
        mistake("x = keep reviews where `star rating > 3", "L002", "name has no closing `", "`star rating`"),
        mistake("x = keep reviews where star-rating > 3", "L061", "not one word", "`star-rating`"),
        mistake("x = keep reviews where rating > \"3\"", "L023", "not \"3\"", "leave the quotes out:  3"),
        mistake("x = drop reviews where body = \"\"", "L009", "instead of = \"\"", "write missing"),
        mistake("x = drop reviews where missing", "L006", "where a column should", "stands first"),
        mistake("keep reviews if rating > 3", "L016", "not a clause of keep", "did you mean \"where\"?"),
        mistake(
            "x = label reviews good when rating > 3, bad otherwise", "L006", "missing before good", "put as"),
        mistake("x = label reviews as good when rating > 3 else bad", "L016", "\"else\"", "good otherwise"),
    ]

    /// What Chinese input methods and Chinese words make of cells.
    static let chinese: [Mistake] = [
        mistake("评论 = 读取 \"reviews.csv\"", "L049", "the words of Loupe are English", "load \"reviews.csv\""),
        mistake("显示 reviews", "L049", "are English", "show reviews limit 5"),
        mistake("model = 训练 classical 于 train", "L049", "are English", "fit tfidf()"),
        mistake("帮助", "L049", "are English", "in Loupe:  help"),
        mistake("r = tfidf() | 逻辑回归()", "L049", "are English", "logistic(C: 1)"),
        mistake("x = keep reviews where rating 大于 3", "L009", "instead of 大于", "write >"),
        mistake("x = keep reviews where rating ＞ 3 且 rating ＜ 5", "L009", "instead of 且", "write and"),
        mistake("x = keep reviews where body 包含 “好”", "L009", "instead of 包含", "write contains"),
        mistake("x = label reviews as 差 如果 rating < 0，好 否则", "L009", "instead of 如果", "write otherwise"),
        mistake("explain model for 《电池坏了》", "L001", "\"《\" has no meaning", "texts stand in quotes"),
        mistake("r = tfidf(ngrams：1～2) | logistic()", "L009", "instead of 1～2", "write 1..2"),
        mistake("r = tfidf(ngrams: 1…2) | logistic()", "L001", "\"…\" has no meaning", "1..2"),
        mistake("say 你好", "L023", "not 你好", "\"你好\""),
        mistake("set language to 中文", "L020", "can't be", "did you mean \"chinese\"?"),
        mistake("predict model 对 \"好\"", "L016", "not a clause", "did you mean \"for\"?"),
    ]
}
