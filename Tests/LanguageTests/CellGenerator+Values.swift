@testable import Language

extension CellGenerator {
    /// The tokens of a value that a place takes.
    mutating func content(_ parameter: Parameter, _ owner: Signature) -> [String] {
        switch (owner.name, parameter.name) {
        case ("tune", "search"): return ["random"]
        case ("explain", "by"): return ["shapley"]
        case ("explain", "per"): return [pick(["word", "phrase", "sentence"])]
        case ("compare", "candidates"): return pick([["classical"], ["hybrid"], recipe(isComplete: true)])
        case ("weights", "model"), ("attention", "model"): return ["model"]
        // without dropout there is nothing to be consistent about
        case ("finetune", "dropout"): return ["10%"]
        case ("forget", _): return ["opened"]
        case ("set", "setting"): return ["rows"]
        case ("set", "to"): return [pick(["5", "100"])]
        case ("split", "test"), ("split", "dev"): return [pick(["20%", "0.2", note("10 %", .percent)])]
        case ("load", "label"), ("load", "text"): return [pick(["body", "sentiment", "id"])]
        // Vectors and models take no encoder.
        case ("neighbours", "in"): return [name([.dataset])]
        default: return content(parameter.kind)
        }
    }

    private mutating func content(_ kind: Parameter.Kind) -> [String] {
        switch kind {
        case .name(let types): [name(types)]
        case .recipe, .recipeOrModel: pick([["classical"], recipe(isComplete: true)])
        case .triedRecipe:
            ["tfidf", "(", ")", "|", "logistic", "(", "C", ":", "try", "[", "1", ",", "10", "]", ")"]
        case .modelOrEncoder: [pick(["model", "minilm", "tuned"])]
        case .encoder:
            pick([
                ["minilm"], ["e5"], ["tuned"], ["\"a/folder\""], ["encoder", "(", "minilm", ")"],
                ["encoder", "(", "tuned", ")"],
            ])
        case .encoderOr(let words): [pick(["minilm"] + words)]
        case .sample: ["reviews"]
        case .column, .columnOrNone: [column(["id", "rating", "body", "sentiment"])]
        case .newColumn: [pick(["column", "列", note("`a b`", .quotedName)])]
        case .label: [pick(["good", "\"bad\""])]
        case .choice(let words): [pick(words)]
        case .choices(let words):
            pick([[pick(words)], ["[", words[0], ",", words[words.count - 1], "]"]])
        case .layers(let low, _):
            pick([
                ["\(low + 1)"], [note("\(low)..\(low + 3)", .range)],
                ["[", "\(low + 2)", ",", "\(low)", "]"],
            ])
        case .choiceOrTexts(let words):
            pick([[pick(words)], note(["none"], .none), ["[", text(), ",", text(), "]"]])
        case .choiceOrWeights(let words):
            pick([[pick(words)], note(["{", "bad", ":", "2.5", ",", "\"good\"", ":", "1", "}"], .record)])
        case .choiceOrNumber(let words, let low, _): pick([[pick(words)], ["\(low + 0.25)"]])
        case .choiceOrInteger, .integer, .integerOrNone, .number: number(kind)
        case .way(let kind): part(pick(SignatureTable.ways.filter { $0.kind == kind }))
        case .labelTexts:
            note(["{", "bad", ":", text(), ",", "\"good\"", ":", "'so good'", "}"], .record)
        case .fraction: [pick(["20%", "0.25"])]
        case .countOrFraction: [pick(["2", "0.5", note("5%", .percent)])]
        case .range(let low, let high): [pick(["\(low)", note("\(low)..\(high)", .range)])]
        case .boolean: [note(pick(["true", "false"]), .boolean)]
        case .text: [text()]
        case .textOr(let types): [pick([text(), name(types)])]
        case .file, .newFile: [kind == .file ? "\"reviews.csv\"" : "\"out.csv\""]
        case .condition: condition(2)
        case .rules: rules()
        case .mapping: note(["{", "bad", ":", "negative", ",", "\"good\"", ":", "'fine'", "}"], .record)
        case .anyName: ["opened"]
        case .topic: [pick(SignatureTable.all).name]
        case .setting: [pick(SignatureTable.settings).name]
        case .value: value()
        }
    }

    private mutating func number(_ kind: Parameter.Kind) -> [String] {
        switch kind {
        case .choiceOrInteger(let words, let low, let high):
            pick([[pick(words)], ["\(Int.random(in: low...min(high, 6), using: &random))"]])
        case .integer(let low, let high), .integerOrNone(let low, let high):
            ["\(Int.random(in: max(low, 1)...min(high, 6), using: &random))"]
        case .number(_, let high, let includesLower) where high <= 1:
            [pick(["0.5"] + (high == 1 ? ["1"] : []) + (includesLower ? ["0"] : []))]
        case .number(let low, let high, _):
            [pick(["\(Int(low) + 1)", "\(Int(low)).5"] + (high >= 1000 ? ["1e3"] : []))]
        default: ["1"]
        }
    }

    private mutating func name(_ types: [ValueType]) -> String {
        let fitting = Fixture.scope.names(of: types).filter {
            !["bare", "opened"].contains($0) && (types.isEmpty || Fixture.scope.facts(of: $0)?.type != nil)
        }
        return fitting.isEmpty ? "reviews" : pick(fitting)
    }

    private mutating func column(_ names: [String]) -> String {
        chance(4) ? note("`star rating`", .quotedName) : pick(names)
    }

    mutating func text() -> String {
        switch Int.random(in: 0..<7, using: &random) {
        case 0: note("'it\\'s \\u{4e2d}'", .escape)
        case 1: note("“他说好”", .curlyQuotes)
        case 2: note("「好，真好」", .cornerQuotes)
        case 3: note("\"\"\"one\n \"two\"\n\"\"\"", .threeQuotes)
        case 4: note("'x'", .singleQuotes)
        default: pick(["\"a lovely lamp\"", "\"👩‍👩‍👧 e\u{301} # = (\""])
        }
    }

    mutating func value() -> [String] {
        switch Int.random(in: 0..<9, using: &random) {
        case 0: ["0.5"]
        case 1: note(["-3"], .negative)
        case 2: note(["20%"], .percent)
        case 3: note(["1..3"], .range)
        case 4: note(["[", "1", ",", text(), ",", "reviews", "]"], .list)
        case 5: note(["{", "x", ":", "1", ",", "'y z'", ":", "model", "}"], .record)
        case 6: note([pick(["true", "false"])], .boolean)
        case 7: note(["none"], .none)
        default: [text()]
        }
    }

    // MARK: Recipes

    mutating func recipe(isComplete: Bool = false) -> [String] {
        let isSigned = chance(2)
        var parts = part(pick(SignatureTable.featureComponents.filter { isSigned || $0.name != "encoder" }))
        if chance(2) { parts = note(parts + ["+"] + part(SignatureTable.featureComponents[0]), .union) }
        let takesRatios = !isSigned && chance(2)
        if takesRatios || (isSigned && chance(2)) {
            let stages = SignatureTable.stageComponents.filter { ($0.name == "log_ratio") == takesRatios }
            parts = note(["("] + parts + ["|"] + part(pick(stages)) + [")"], .parentheses)
        }
        let heads = SignatureTable.headComponents.filter {
            !(isSigned || takesRatios) || $0.name != "naive_bayes"
        }
        let head = part(pick(heads), mayTry: !isComplete)
        return note(parts + ["|"] + head, .pipe)
    }

    private mutating func part(_ signature: Signature, mayTry: Bool = false) -> [String] {
        made.insert(signature.name)
        var options: [[String]] = []
        let rarity = SignatureTable.way(signature.name) == nil ? 4 : 2
        for option in signature.clauses.shuffled(using: &random) where option.isRequired || chance(rarity) {
            made.insert(signature.name + " " + option.name)
            let name =
                option.kind == .column
                ? [column(["id", "rating"])]
                : option.name == "name" ? [pick(["minilm", "tuned"])] : content(option, signature)
            if mayTry, option.name == "C" {
                options.append(note([option.name, ":", "try", "[", "1", ",", "2", "]"], .tried))
            } else {
                options.append([option.name, ":"] + name)
            }
        }
        if options.count == 1, let first = signature.clauses.first, options[0].first == first.name,
            options[0][2] != "try"
        {
            options[0] = note(Array(options[0].dropFirst(2)), .positional)
        }
        if options.isEmpty, chance(2) { return [signature.name] }
        return [signature.name, "("] + Array(options.joined(separator: [","])) + [")"]
    }

    // MARK: Conditions

    mutating func condition(_ depth: Int) -> [String] {
        guard depth > 0 else { return comparison() }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return note(["not"] + comparison(), .not)
        case 1: return note(["("] + condition(depth - 1) + ["or"] + comparison() + [")"], .or)
        case 2: return note(comparison() + ["and"] + condition(depth - 1), .and)
        default: return comparison()
        }
    }

    private mutating func comparison() -> [String] {
        let `operator` = pick(Comparison.Operator.allCases)
        made.insert(`operator`.rawValue)
        switch `operator` {
        case .missing: return [column(["body", "rating"]), "missing"]
        case .oneOf: return ["rating", "in", "[", "1", ",", "-2", "]"]
        case .contains, .matches: return ["body", `operator`.rawValue, "\"good\""]
        case .equal, .notEqual: return ["body", `operator`.rawValue, text()]
        default:
            let right = chance(3) ? note("`star rating`", .columnValue) : pick(["3", "-0.5", "5%"])
            return ["rating", `operator`.rawValue, right]
        }
    }

    private mutating func rules() -> [String] {
        var parts = ["bad", "when"] + condition(1)
        if chance(2) { parts += [",", "\"so so\"", "when"] + condition(1) }
        return chance(2) ? note(parts + [",", "好", "otherwise"], .otherwise) : parts
    }

    // MARK: Layout

    /// Joins tokens, now and then over lines, with remarks, or with full-width marks.
    mutating func layOut(_ tokens: [String]) -> String {
        var line = tokens.first ?? ""
        let isWide = chance(4)
        // The names before = stand on one line.
        var isNaming = tokens.count > 1 && (tokens[1] == "," || tokens[1] == "=")
        for token in tokens.dropFirst() {
            if token == "=" { isNaming = false }
            switch isNaming ? 9 : Int.random(in: 0..<16, using: &random) {
            case 0: line += note("\n    ", .continuation)
            case 1: line += note(" # why ( \"not\n  ", .comment)
            case 2: line += "\t "
            case 3: line += "\u{3000}"
            default: line += token == "?" ? "" : " "
            }
            if isWide, let wide = Self.wide[token] { line += note(wide, .fullWidth) } else { line += token }
        }
        return line
    }

    private static let wide = [
        ",": "，", ":": "：", "(": "（", ")": "）", "=": "＝", "|": "｜", "+": "＋", "[": "【", "]": "】", "<": "＜",
        ">=": "≥", "<=": "≤", "!=": "≠", "2": "２", "20%": "２０％", "{": "｛", "}": "｝", ";": "；", "?": "？",
    ]
}
