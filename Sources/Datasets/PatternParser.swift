/// A regular expression as a tree.
indirect enum PatternNode: Sendable {
    case set(ScalarSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    case repetition(PatternNode, least: Int, most: Int?)
    case place(Place)

    /// A condition on where a match stands.
    enum Place: Sendable, Equatable { case start, end, wordEdge, noWordEdge }
}

/// Reads a regular expression in the syntax that Python, PCRE and Swift share.
struct PatternParser {
    static let depthLimit = 64
    static let countLimit = 1000

    private let source: String
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0
    private var ignoresCase = false

    init(_ source: String) {
        self.source = source
        scalars = Array(source.unicodeScalars)
    }

    mutating func parse() throws(DataError) -> PatternNode {
        if take("(?i)") { ignoresCase = true }
        let node = try choice()
        guard place == scalars.count else { throw fault(.unbalanced) }
        return node
    }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private func fault(_ reason: PatternFault) -> DataError {
        .invalidPattern(pattern: source, offset: place, reason: reason)
    }

    private mutating func take(_ text: String) -> Bool {
        guard scalars[place...].starts(with: text.unicodeScalars) else { return false }
        place += text.unicodeScalars.count
        return true
    }

    private mutating func choice() throws(DataError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw fault(.tooLarge) }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(DataError) -> PatternNode {
        var parts: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            if "*+?".unicodeScalars.contains(scalar) { throw fault(.nothingToRepeat) }
            parts.append(try repeated(try atom(scalar)))
        }
        return .sequence(parts)
    }

    private mutating func repeated(_ atom: PatternNode) throws(DataError) -> PatternNode {
        var node = atom
        var isRepeated = false
        while let (least, most) = try counts() {
            if case .place = atom { throw fault(.nothingToRepeat) }
            if isRepeated { throw fault(.nothingToRepeat) }
            isRepeated = true
            node = .repetition(node, least: least, most: most)
            // Greedy or not, the same texts contain a match.
            _ = take("?")
            if next == "+" { throw fault(.unsupported("possessive repetition")) }
        }
        return node
    }

    private mutating func counts() throws(DataError) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard next == "{" else { return nil }
        let start = place
        place += 1
        let least = try number()
        let hasComma = take(",")
        let most = hasComma ? try number() : least
        guard take("}"), least != nil || most != nil else {
            place = start
            return nil
        }
        if let least, let most, most < least { throw fault(.badRange) }
        return (least ?? 0, most)
    }

    private mutating func number() throws(DataError) -> Int? {
        var value: Int?
        while let scalar = next, ("0"..."9").contains(scalar) {
            value = (value ?? 0) * 10 + Int(scalar.value) - 48
            if let value, value > Self.countLimit { throw fault(.tooLarge) }
            place += 1
        }
        return value
    }

    private mutating func atom(_ scalar: Unicode.Scalar) throws(DataError) -> PatternNode {
        place += 1
        switch scalar {
        case "(": return try group()
        case "[": return .set(try bracket())
        case ".": return .set(ScalarSet(ranges: [10...10], isNegated: true))
        case "^": return .place(.start)
        case "$": return .place(.end)
        case "\\": return try escape()
        default: return .set(ScalarSet(ranges: [scalar.value...scalar.value], ignoresCase: ignoresCase))
        }
    }

    private mutating func group() throws(DataError) -> PatternNode {
        if take("?"), !take(":") {
            let isNamed = (next == "P" || next == "<") && !take("<=") && !take("<!")
            guard isNamed, let close = scalars[place...].firstIndex(of: ">") else {
                throw fault(
                    .unsupported("(?" + String(String.UnicodeScalarView(scalars[place...].prefix(2)))))
            }
            place = close + 1
        }
        let inner = try choice()
        guard take(")") else { throw fault(.unbalanced) }
        return inner
    }

    private mutating func escape() throws(DataError) -> PatternNode {
        guard let scalar = next else { throw fault(.danglingEscape) }
        switch scalar {
        case "b", "B":
            place += 1
            return .place(scalar == "b" ? .wordEdge : .noWordEdge)
        case "A", "z", "Z":
            place += 1
            return .place(scalar == "A" ? .start : .end)
        case "1"..."9": throw fault(.unsupported("back-reference"))
        default:
            var set = ScalarSet(ignoresCase: ignoresCase)
            try addEscape(to: &set)
            return .set(set)
        }
    }

    /// Adds what stands after a backslash; gives it back if it is one code point.
    @discardableResult
    private mutating func addEscape(to set: inout ScalarSet) throws(DataError) -> Unicode.Scalar? {
        guard let scalar = next else { throw fault(.danglingEscape) }
        place += 1
        switch scalar {
        case "d", "D": set.named.append((.digit, scalar == "D"))
        case "w", "W": set.named.append((.word, scalar == "W"))
        case "s", "S": set.named.append((.space, scalar == "S"))
        case "p", "P": set.named.append((try property(), scalar == "P"))
        case "n": return add("\n", to: &set)
        case "r": return add("\r", to: &set)
        case "t": return add("\t", to: &set)
        case "u", "x": return add(try codePoint(digits: scalar == "u" ? 4 : 2), to: &set)
        case "a"..."z", "A"..."Z", "0"..."9":
            place -= 1
            throw fault(.unsupported("\\" + String(Character(scalar))))
        default: return add(scalar, to: &set)
        }
        return nil
    }

    private func add(_ scalar: Unicode.Scalar, to set: inout ScalarSet) -> Unicode.Scalar {
        set.ranges.append(scalar.value...scalar.value)
        return scalar
    }

    private mutating func property() throws(DataError) -> ScalarSet.Named {
        guard take("{"), let close = scalars[place...].firstIndex(of: "}") else { throw fault(.unbalanced) }
        let name = String(String.UnicodeScalarView(scalars[place..<close]))
        guard let set = ScalarSet.Named(rawValue: name) else {
            throw fault(.unsupported("\\p{" + name + "}"))
        }
        place = close + 1
        return set
    }

    private mutating func codePoint(digits: Int) throws(DataError) -> Unicode.Scalar {
        let isBraced = take("{")
        let end =
            isBraced ? scalars[place...].firstIndex(of: "}") ?? place : min(place + digits, scalars.count)
        let text = String(String.UnicodeScalarView(scalars[place..<end]))
        guard let value = UInt32(text, radix: 16), let scalar = Unicode.Scalar(value) else {
            throw fault(.badRange)
        }
        place = isBraced ? end + 1 : end
        return scalar
    }

    private mutating func bracket() throws(DataError) -> ScalarSet {
        var set = ScalarSet(isNegated: take("^"), ignoresCase: ignoresCase)
        var isFirst = true
        while let scalar = next, scalar != "]" || isFirst {
            isFirst = false
            place += 1
            let low = scalar == "\\" ? try addEscape(to: &set) : add(scalar, to: &set)
            guard let low, next == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else { continue }
            place += 1
            guard let sign = next else { throw fault(.unbalanced) }
            place += 1
            guard let high = sign == "\\" ? try addEscape(to: &set) : sign, low <= high else {
                throw fault(.badRange)
            }
            set.ranges.append(low.value...high.value)
        }
        guard take("]") else { throw fault(.unbalanced) }
        return set
    }
}
