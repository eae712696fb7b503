extension English {
    func words(for problem: SyntaxProblem) -> Words {
        switch problem {
        case .unexpectedCharacter(let text):
            Words(
                "\(quote(text)) has no meaning here", note: "not part of the language",
                help: characterHelp(text))
        case .unterminatedString("`"):
            Words(
                "this name has no closing `", note: "opened here",
                help: "close it on the same line:  `star rating`")
        case .unterminatedString(let mark):
            Words(
                "this text has no closing \(mark)", note: "opened here",
                help: mark == "\"\"\""
                    ? "end the text with \"\"\""
                    : "close it on the same line; \"\"\" opens a text over several lines")
        case .badEscape(let text):
            Words(
                "unknown escape \(text)", note: "not an escape",
                help: "the escapes are \\n \\t \\r \\\" \\' \\` \\\\ and \\u{4e2d}")
        case .unclosedBracket(let mark):
            Words("\(mark) is never closed", note: "\(closer(mark)) is missing", help: "add \(closer(mark))")
        case .strayBracket(let mark):
            Words(
                "\(mark) closes nothing", note: "no bracket is open here",
                help: "remove it, or add the opening bracket before")
        case .expected(let expected, let found): words(expected, found)
        case .tooDeep(let limit):
            Words(
                "brackets are nested more than \(limit) deep", note: "too deep",
                help: "name the inner parts, and use the names")
        case .foreignOperator(let found, let instead): words(foreign: found, instead)
        case .arithmetic(let mark):
            Words(
                "Loupe doesn't calculate with \(mark)", note: "no arithmetic here",
                help: "write the result as a number; new columns come from the file itself")
        case .method(let object, let method): words(object, method: method)
        case .calledVerb(let verb): words(calledVerb: verb)
        case .secondStatement:
            Words(
                "a line holds one statement", note: "second statement",
                help: "begin a new line; ; only hides a result")
        case .keywordFirst(let mark):
            Words(
                "a statement can't begin with \(mark)", note: "not the beginning of anything",
                help: keywordHelp(mark))
        default: foreignWords(for: problem)
        }
    }

    private func characterHelp(_ text: String) -> String {
        switch text.first {
        case "。", "｡": "leave it out: a statement ends with its line"
        case "…", "⋯", "–", "—": "a range is written  1..2"
        case "《", "》", "〈", "〉", "«", "»", "„", "‹", "›": "texts stand in quotes:  \"…\""
        case "→", "⇒": "parts of a recipe are joined with |"
        case "×", "÷": "Loupe doesn't calculate: write the result as a number"
        default: "put texts in quotes, and odd column names in `back-quotes`"
        }
    }

    private func words(calledVerb verb: String) -> Words {
        Words(
            "\(quote(verb)) is a verb, not a function", note: "no brackets behind a verb",
            help: SignatureTable.verb(verb).map { "write it as a sentence:  \($0.example)" })
    }

    private func closer(_ mark: String) -> String { Symbol(rawValue: mark)?.closer?.rawValue ?? mark }

    private func words(_ object: String, method: String) -> Words {
        guard Parser.fileEndings.contains(method.lowercased()) else {
            return Words(
                "Loupe has no methods: nothing follows a point", note: "no point here",
                help: methodHelp(object, method))
        }
        return Words(
            "file names stand in quotes", note: "no quotes", help: "write \(quote("\(object).\(method)"))")
    }

    private func methodHelp(_ object: String, _ method: String) -> String {
        if let verb = SignatureTable.verb(method) { return "write the verb first:  \(verb.example)" }
        if let foreign = ForeignWord.find(method) { return "in Loupe:  \(foreign.instead)" }
        return object.isEmpty
            ? "write the verb first:  describe reviews" : "write the verb first:  describe \(object)"
    }

    private func keywordHelp(_ mark: String) -> String {
        switch mark {
        case "?": "put ? behind the word, as in fit?"
        case "%", "!": "Loupe has no magic commands; help lists its verbs"
        case "|", "+": "continue the line before, without an empty line between"
        case "=": "put a name before =, as in reviews = load \"reviews.csv\""
        default: "begin with a verb; help lists them"
        }
    }

    private func words(foreign found: String, _ instead: String) -> Words {
        switch (found, instead) {
        case (",", ""):
            Words(
                "no comma stands before a clause", note: "remove the comma",
                help: "clauses follow each other with spaces:  split reviews test 20% seed 7")
        case ("%>%", _), ("|>", _):
            Words(
                "steps are not chained with \(found)", note: "no chain",
                help:
                    "give each step a line and its result a name:  clear_cases = keep reviews where rating > 1"
            )
        case (_, "missing") where found.hasPrefix("="), (_, "not … missing") where found.hasPrefix("!"):
            Words(
                "Loupe writes \(instead) instead of \(found)", note: "write \(instead)",
                help: "a text that reads so stands in quotes")
        case ("between", _):
            Words(
                "Loupe has no between", note: "two comparisons",
                help: "write  rating >= 1 and rating <= 5")
        case (_, "matches") where found.contains("with"):
            Words(
                "Loupe writes matches instead of \(found)", note: "write matches",
                help: "a pattern tells the place:  matches \"^begin\", matches \"end$\"")
        case (_, "and") where Comparison.Operator(rawValue: found) != nil:
            Words(
                "comparisons can't be chained", note: "a second comparison",
                help: "join two with and:  rating > 0 and rating < 5")
        case _ where instead.utf8.count > 20:
            Words("Loupe says this otherwise", note: "another form", help: "write  \(instead)")
        default:
            Words("Loupe writes \(instead) instead of \(found)", note: "write \(instead)", help: nil)
        }
    }

    private func words(_ expected: SyntaxProblem.Expected, _ found: String?) -> Words {
        let what = phrase(expected)
        if case .clause = expected {
            return Words(
                "a clause word is missing before \(shortened(found ?? "the end", to: 40))",
                note: "which clause?", help: "put \(what) before it")
        }
        if case .end = expected {
            return Words(
                "\(quote(found ?? "")) doesn't fit here", note: "the statement is already whole",
                help: "remove it, or begin a new line")
        }
        if case .pipe = expected {
            return Words(
                "| is missing before \(quote(found ?? ""))", note: "put | before it",
                help: "the parts of a recipe are joined:  tfidf() | logistic()")
        }
        if case .comparisonWith(let whole) = expected {
            return Words(
                "each comparison needs its own column", note: "half a comparison", help: "write  \(whole)")
        }
        if case .quotedColumn(let name) = expected {
            return Words(
                "a column that isn't one word stands in back-quotes", note: "no back-quotes",
                help: "write  `\(name)`")
        }
        if case .closing(",") = expected {
            return Words(
                "a comma is missing before \(quote(found ?? ""))", note: "put a comma before it",
                help: "operands are separated by commas")
        }
        let place =
            found.map { "\(quote($0)) stands where \(what) should" }
            ?? "\(what) is missing at the end of the statement"
        return Words(place, note: "expected \(what)", help: hint(expected))
    }

    private func phrase(_ expected: SyntaxProblem.Expected) -> String {
        switch expected {
        case .value: "a value"
        case .column: "a column"
        case .comparison: "a comparison"
        case .rule: "a label"
        case .when: "when or otherwise"
        case .part: "a recipe part"
        case .name: "a name"
        case .colon: "a colon"
        case .key: "a key"
        case .list: "a list in [ ]"
        case .closing(let mark): "a comma or \(mark)"
        case .end: "the end"
        case .statement: "a statement"
        case .clause(let words): either(words)
        case .pipe: "|"
        case .record: "a record in { }"
        case .comparisonWith: "a comparison"
        case .quotedColumn: "a column in back-quotes"
        }
    }

    private func hint(_ expected: SyntaxProblem.Expected) -> String? {
        switch expected {
        case .column: "the column stands first in each comparison:  rating > 0.5 and body contains good"
        case .comparison: "compare with = != < <= > >= contains matches in missing"
        case .rule, .when: "rules read like  bad when rating < 0, good otherwise"
        case .list: "as in  category in [books, music]"
        case .name: "names are words: letters, digits and _"
        case .colon: "a name and its value read like  C: 1  or  {old: new}"
        case .key: "entries read like  {old: new}"
        case .record: "as in  {bad: negative, good: positive}"
        case .value: "texts stand in quotes, lists in [ ]"
        default: nil
        }
    }
}
