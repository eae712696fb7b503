extension English {
    /// Forms that other languages have and Loupe doesn't.
    func foreignWords(for problem: SyntaxProblem) -> Words {
        switch problem {
        case .pair(let items, let isNumbers):
            Words(
                "values in parentheses with a comma mean nothing in Loupe", note: "a pair",
                help: isNumbers && items.count == 2
                    ? "a range is written  \(items[0])..\(items[1])" : "a list is written  [\(list(items))]")
        case .stringPrefix(let prefix):
            Words(
                "no letter stands before a quote", note: "leave \(quote(prefix)) out",
                help: prefix.lowercased().contains("f")
                    ? "say takes several values:  say \"rows:\", 20" : "in quotes, \\\\ stands for one \\")
        case .indexing(let object, let key):
            Words(
                "Loupe takes nothing out of a value with \(key.isEmpty ? "brackets" : shortened(key, to: 40))",
                note: "not part of the language", help: indexingHelp(object, key))
        case .badNumber(let text):
            Words(
                "\(quote(text)) is not a number", note: "can't be read",
                help: text.contains(",")
                    ? "leave the comma out:  \(text.filter { $0 != "," })"
                    : "write numbers like 5, 0.5, 1e-3 or 20%")
        case .hyphenated(let text, let use):
            Words("\(quote(text)) is not one word", note: "several words", help: hyphenHelp(text, use))
        case .quoteInside(let mark):
            Words(
                "this text ends at the \(mark) inside it", note: "ends here",
                help: "put the other quotes around it, or write \\\(mark)")
        case .magic(let word):
            Words(
                "\(quote(word)) is a command for another kernel", note: "not part of the language",
                help: magicHelp(word))
        default: Words("this can't be read")
        }
    }

    private func hyphenHelp(_ text: String, _ use: SyntaxProblem.Hyphenated) -> String {
        switch use {
        case .encoder:
            "the folder of a model stands in quotes:  \(quote(text)); encoders that Loupe knows are words, such as minilm"
        case .part(let name): "write  \(name)()"
        case .target:
            "names are letters, digits and _:  \(String(text.map { $0.isLetter || $0.isNumber ? $0 : "_" }))"
        case .name: "Loupe doesn't calculate; a column of this name stands in back-quotes:  `\(text)`"
        }
    }

    private func indexingHelp(_ object: String, _ key: String) -> String {
        let thing = object.isEmpty ? "reviews" : object
        let bare = key.filter { !".[]$\"'".contains($0) }
        if let component = SignatureTable.component(object) {
            return "options stand in parentheses:  \(component.example)"
        }
        if bare.first?.isNumber == true { return "rows are shown by number:  show \(thing) limit 5 from 1" }
        if bare.contains(where: { "<>=".contains($0) }) {
            return "rows are chosen by a condition:  keep \(thing) where rating > 1"
        }
        return "columns are named in clauses and conditions:  keep \(thing) where rating > 1"
    }

    private func magicHelp(_ word: String) -> String {
        switch word {
        case "%time", "%timeit", "%%time", "%%timeit": "leave it out: long steps show their time themselves"
        case "%matplotlib": "leave it out: Loupe draws its own tables and charts"
        case "!pip", "!conda", "%pip", "%conda": "leave it out: every verb is already there"
        case "!ls", "%ls", "!dir", "!pwd", "%pwd", "%cd", "!cd":
            "Tab between the quotes lists the files:  load \"\""
        case "%who", "%whos": "names lists what is defined"
        case "%run", "%load", "%load_ext": "leave it out; open \"reviews.model\" brings back a saved model"
        case "%reset": "forget takes names away:  forget reviews"
        default:
            word.hasPrefix("!")
                ? "commands of the system belong in a terminal; help lists what Loupe can do"
                : "a notebook for another language needs its own kernel; help lists what Loupe can do"
        }
    }
}
