/// Which units of a text are there; true for each that is.
public typealias Coalition = [Bool]

/// The text that is left when only some of its units are there.
public struct MaskedText: Sendable, Equatable {
    /// The whole text.
    public let text: String
    /// Its units, ascending UTF-8 byte ranges.
    public let units: [Range<Int>]
    private let bytes: [UInt8]

    /// Throws `outOfRange` when the units aren't ascending ranges of the text.
    public init(_ text: String, units: [Range<Int>]) throws(ExplanationError) {
        bytes = Array(text.utf8)
        var end = 0
        for unit in units {
            guard unit.lowerBound >= end, unit.upperBound <= bytes.count else {
                throw .outOfRange(
                    operation: "MaskedText", what: "unit", value: unit.lowerBound, count: bytes.count)
            }
            end = unit.upperBound
        }
        self.text = text
        self.units = units
    }

    /// What is left of the text: units that aren't there are cut out, with one of the white spaces around them.
    ///
    /// Units beyond the end of `isThere` are left out.
    public func keeping(_ isThere: Coalition) -> String {
        var left: [UInt8] = []
        left.reserveCapacity(bytes.count)
        var end = 0
        var isCut = false
        func add(_ range: Range<Int>) {
            var range = range
            if isCut, left.last.map(Self.isSpace) ?? true {
                while let first = range.first, Self.isSpace(bytes[first]) {
                    range = range.dropFirst().startIndex..<range.upperBound
                }
            }
            if !range.isEmpty { isCut = false }
            left += bytes[range]
        }
        for (index, unit) in units.enumerated() {
            add(end..<unit.lowerBound)
            if index < isThere.count, isThere[index] { add(unit) } else { isCut = true }
            end = unit.upperBound
        }
        add(end..<bytes.count)
        if isThere.contains(false) || isThere.count < units.count {
            while let last = left.last, Self.isSpace(last) { left.removeLast() }
        }
        return String(decoding: left, as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// Coalitions to be scored, each once, in the order in which they were first asked for.
struct CoalitionList {
    private(set) var coalitions: [Coalition] = []
    private var places: [Coalition: Int] = [:]

    /// The place of a coalition, which is added when it is new.
    mutating func place(of coalition: Coalition) -> Int {
        if let place = places[coalition] { return place }
        places[coalition] = coalitions.count
        coalitions.append(coalition)
        return coalitions.count - 1
    }
}
