/// The long lists of a `tokenizer.json`, read without a `JSONValue` for each of their entries.
struct ModelLists: Sendable {
    /// The pieces in the order of their ids.
    var pieces = Pieces()
    /// Their scores, where the list has any.
    var scores: [Double]?
    /// Pairs that merge, the left and the right one in turn.
    var merges = Pieces()

    /// Where `tokenizer.json` has them.
    static let vocabulary = ["model", "vocab"]
    static let pairs = ["model", "merges"]

    /// A document whose lists are read aside: their places hold `null`.
    static func parse(_ bytes: [UInt8], file: String) throws(TokenizerError) -> (JSONFields, ModelLists) {
        let detour = JSONDetour(places: [vocabulary, pairs]) { parser, place throws(JSONFailure) in
            try place == vocabulary ? parser.vocabulary() : parser.merges()
        }
        let value: JSONValue
        do throws(JSONFailure) {
            value = try JSONParser.parse(bytes, taking: detour)
        } catch {
            throw .malformedJSON(file: file, offset: error.offset, reason: error.reason)
        }
        return (JSONFields(value: value, file: file), detour.lists)
    }

    /// The pieces of a file that is nothing but an object of ids.
    static func vocabulary(_ bytes: [UInt8], file: String) throws(TokenizerError) -> Pieces {
        let detour = JSONDetour(places: [[]]) { parser, _ throws(JSONFailure) in try parser.vocabulary() }
        do throws(JSONFailure) {
            _ = try JSONParser.parse(bytes, taking: detour)
        } catch {
            throw .malformedJSON(file: file, offset: error.offset, reason: error.reason)
        }
        return detour.lists.pieces
    }
}

extension JSONParser {
    /// `[[piece, score], …]`, or `{piece: id, …}` whose ids leave no gap.
    mutating func vocabulary() throws(JSONFailure) -> ModelLists {
        var lists = ModelLists()
        if begins(with: "[") {
            (lists.pieces, lists.scores) = try scoredPieces()
        } else {
            lists.pieces = try numberedPieces()
        }
        guard lists.pieces.areText else { throw failure("pieces in valid UTF-8") }
        return lists
    }

    private mutating func scoredPieces() throws(JSONFailure) -> (Pieces, [Double]) {
        var pieces = Pieces()
        var scores: [Double] = []
        try list { parser throws(JSONFailure) in
            try parser.expect("[")
            try pieces.append { bytes throws(JSONFailure) in try parser.string(into: &bytes) }
            try parser.expect(",")
            scores.append(try parser.double())
            try parser.expect("]")
        }
        return (pieces, scores)
    }

    private mutating func numberedPieces() throws(JSONFailure) -> Pieces {
        var pieces = Pieces()
        var ids: [Int32] = []
        try expect("{")
        if !take("}") {
            repeat {
                try pieces.append { bytes throws(JSONFailure) in try string(into: &bytes) }
                try expect(":")
                ids.append(try id())
            } while take(",")
            try expect("}")
        }
        var isTaken = [Bool](repeating: false, count: ids.count)
        for id in ids {
            guard id < ids.count, !isTaken[Int(id)] else {
                throw failure("pieces with an id of their own below \(ids.count); \(id) is none")
            }
            isTaken[Int(id)] = true
        }
        return ids.indices.allSatisfy { Int(ids[$0]) == $0 } ? pieces : pieces.ordered(by: ids)
    }

    private mutating func id() throws(JSONFailure) -> Int32 {
        let number = try double()
        guard let id = Int32(exactly: number), id >= 0 else { throw failure("an id from 0") }
        return id
    }

    /// `[[left, right], …]`, or `["left right", …]`.
    mutating func merges() throws(JSONFailure) -> ModelLists {
        var lists = ModelLists()
        try list { parser throws(JSONFailure) in
            if parser.begins(with: "[") {
                try parser.expect("[")
                try lists.merges.append { bytes throws(JSONFailure) in try parser.string(into: &bytes) }
                try parser.expect(",")
                try lists.merges.append { bytes throws(JSONFailure) in try parser.string(into: &bytes) }
                try parser.expect("]")
            } else {
                var pair: [UInt8] = []
                try parser.string(into: &pair)
                let parts = pair.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
                guard parts.count == 2 else { throw parser.failure("a pair of pieces") }
                for part in parts { lists.merges.append(part) }
            }
        }
        guard lists.merges.areText else { throw failure("pieces in valid UTF-8") }
        return lists
    }

    /// A list whose elements `element` reads.
    private mutating func list(
        _ element: (inout JSONParser) throws(JSONFailure) -> Void
    ) throws(JSONFailure) {
        try expect("[")
        if take("]") { return }
        repeat { try element(&self) } while take(",")
        try expect("]")
    }
}

extension ModelLists {
    /// Takes up what another has that this one lacks.
    mutating func add(_ other: ModelLists) {
        if other.pieces.count > 0 { (pieces, scores) = (other.pieces, other.scores) }
        if other.merges.count > 0 { merges = other.merges }
    }
}

/// Places of a document that are read aside.
final class JSONDetour {
    typealias Reading = (inout JSONParser, [String]) throws(JSONFailure) -> ModelLists
    let places: [[String]]
    private let reading: Reading
    private(set) var lists = ModelLists()

    init(places: [[String]], reading: @escaping Reading) {
        self.places = places
        self.reading = reading
    }

    func read(_ place: [String], with parser: inout JSONParser) throws(JSONFailure) {
        lists.add(try reading(&parser, place))
    }
}
