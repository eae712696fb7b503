@testable import Language

/// Makes cells that check without an error in `Fixture.scope`, from the signature table and a seed.
///
/// It notes what it has used, so that a test can tell what it never makes.
struct CellGenerator {
    /// Forms that the signature table doesn't list.
    enum Form: String, CaseIterable {
        case comment, continuation, fullWidth, curlyQuotes, cornerQuotes, singleQuotes, threeQuotes, escape
        case quotedName, hidden, question, percent, range, list, record, union, pipe, parentheses
        case positional, tried, otherwise, not, and, or, columnValue, boolean, none, negative, foreignScript
        case value
    }

    var random: SplitMix64
    /// What has been made: `verb`, `verb clause`, `part option`, operators and forms.
    var made: Set<String> = []
    private var targets = 0
    private var hasForgotten = false

    init(seed: UInt64) { random = SplitMix64(state: seed) }

    /// A cell of a few statements.
    mutating func cell() -> String {
        (targets, hasForgotten) = (0, false)
        var lines: [String] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            lines.append(layOut(statement()))
            if chance(5) { lines.append(note("# 说明 “x” (", .comment)) }
        }
        return lines.joined(separator: "\n")
    }

    // MARK: Chance

    mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }

    mutating func pick<T>(_ items: [T]) -> T { items[Int.random(in: 0..<items.count, using: &random)] }

    mutating func note<T>(_ value: T, _ form: Form) -> T {
        made.insert(form.rawValue)
        return value
    }

    // MARK: Statements

    /// The tokens of a statement.
    private mutating func statement() -> [String] {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return note([pick(SignatureTable.verbs).name, "?"], .question)
        case 1: return [target(), "="] + note(value(), .value)
        case 2: return [target(), "="] + recipe()
        // its clauses are many, and take parts of their own
        case 3: return command(pick(SignatureTable.tuningVerbs))
        default:
            // What is forgotten can't be forgotten again.
            return command(pick(SignatureTable.verbs.filter { $0.name != "forget" || !hasForgotten }))
        }
    }

    private mutating func target() -> String {
        targets += 1
        let stem = pick(["x", "评论", "отзыв", "نص", "リスト", "é"])
        return stem == "x" ? "x\(targets)" : note("\(stem)\(targets)", .foreignScript)
    }

    private mutating func command(_ signature: Signature) -> [String] {
        made.insert(signature.name)
        hasForgotten = hasForgotten || signature.name == "forget"
        var parts: [String] = []
        if signature.wantsName || (signature.result != nil && chance(2)) {
            let count = signature.name == "split" ? 2 : 1
            parts = Array((0..<count).map { _ in [target()] }.joined(separator: [","])) + ["="]
        }
        let body = body(signature)
        if signature.name == "split", body.contains("dev") {
            parts.insert(contentsOf: [target(), ","], at: 0)
        }
        parts += [signature.name] + body
        return chance(8) ? note(parts + [";"], .hidden) : parts
    }

    private mutating func body(_ signature: Signature) -> [String] {
        let clauses = chosenClauses(signature)
        var parts: [String] = []
        for operand in signature.operands where isWanted(operand, clauses, signature) {
            if !parts.isEmpty { parts.append(",") }
            parts += items(operand, signature)
        }
        for clause in clauses {
            made.insert(signature.name + " " + clause.name)
            parts.append(clause.name)
            parts += items(clause, signature)
        }
        return parts
    }

    private mutating func isWanted(
        _ operand: Parameter, _ clauses: [Parameter], _ signature: Signature
    ) -> Bool {
        if operand.isRequired { return true }
        guard let group = signature.alternatives.first(where: { $0.contains(operand.name) }) else {
            return chance(2)
        }
        return !clauses.contains { group.contains($0.name) }
    }

    /// Clauses that go together, in any order.
    private mutating func chosenClauses(_ signature: Signature) -> [Parameter] {
        var given = signature.clauses.filter { $0.isRequired || chance(3) }
        for group in signature.alternatives {
            let wanted = pick(group)
            given.removeAll { group.contains($0.name) && $0.name != wanted }
            if let clause = signature.clause(wanted), !given.contains(where: { $0.name == wanted }) {
                given.append(clause)
            }
        }
        for (first, second) in Self.conflicts where given.contains(where: { $0.name == first }) {
            given.removeAll { $0.name == second }
        }
        if signature.name == "explain", given.contains(where: { $0.name == "on" }) {
            given.removeAll { $0.name == "row" }
            if let row = signature.clause("row") { given.append(row) }
        } else {
            given.removeAll { $0.name == "row" }
        }
        if given.contains(where: { $0.name == "sample" }) {
            given.removeAll { ["table", "query", "columns", "text", "label", "labels"].contains($0.name) }
        }
        given.removeAll { $0.name == "separator" }
        if given.contains(where: { $0.name == "labels" }), let separator = signature.clause("separator") {
            if !chance(4) { given.append(separator) }
        }
        // A test set of its own leaves nothing to divide; a budget goes with the random search, which is the only one made.
        if given.contains(where: { $0.name == "against" }) {
            given.removeAll { ["folds", "seeds", "seed", "group"].contains($0.name) }
        }
        if signature.name == "tune", !given.contains(where: { $0.name == "search" }) {
            given.removeAll { $0.name == "budget" }
        }
        if signature.name == "explain", !given.contains(where: { $0.name == "by" }) {
            given.removeAll { ["budget", "seed"].contains($0.name) }
        }
        if signature.name == "stress" {
            let isProbe = given.contains { $0.name == "swap" }
            given.removeAll { $0.name == "for" || (isProbe && $0.name == "strength") }
            if isProbe, let other = signature.clause("for") { given.append(other) }
        }
        return given.shuffled(using: &random)
    }

    private static let conflicts = [
        ("time", "stratify"), ("time", "group"), ("time", "seed"), ("table", "query"), ("table", "columns"),
        ("query", "columns"), ("columns", "text"), ("columns", "label"),
        ("columns", "labels"), ("label", "labels"), ("label", "against"),
        ("abstain", "accuracy"),
        ("head", "by"), ("by", "token"), ("by", "layer"),
    ]

    /// One value, or several where the place repeats.
    private mutating func items(_ parameter: Parameter, _ signature: Signature) -> [String] {
        var parts = content(parameter, signature)
        // Words to forget or to change, and hardships, are there once; those to exchange are as many as the others.
        while parameter.repeats, chance(3), !["forget", "stress", "finetune"].contains(signature.name) {
            parts += [","] + content(parameter, signature)
        }
        return parts
    }
}
