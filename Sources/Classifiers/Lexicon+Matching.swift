extension Lexicon {
    /// A word, a Han character or a run of signs that is an entry, as it is looked up.
    private struct Unit {
        let key: String
        let range: Range<Int>
        let isHan: Bool
        /// Grows at every mark that ends a clause.
        let clause: Int
    }

    /// Every entry that stands in `text`, in order; none overlap.
    public func matches(in text: String) -> [Match] {
        let units = units(of: text)
        var found: [(entry: Int, units: Range<Int>)] = []
        var place = 0
        while place < units.count {
            if let match = entry(at: place, units) {
                found.append((match.entry, place..<place + match.length))
                place += match.length
            } else {
                place += 1
            }
        }
        return rated(found, units)
    }

    /// The longest entry that begins at a unit, and how many units it has.
    private func entry(at place: Int, _ units: [Unit]) -> (entry: Int, length: Int)? {
        let first = units[place]
        let most = min(first.isHan ? longest.han : longest.words, units.count - place)
        for length in stride(from: most, through: 1, by: -1) {
            let run = units[place..<place + length]
            guard run.allSatisfy({ $0.isHan == first.isHan && $0.clause == first.clause }) else { continue }
            let key = run.map(\.key).joined(separator: first.isHan ? "" : " ")
            if let entry = places[key] { return (entry, length) }
        }
        return nil
    }

    // MARK: negation

    private static let window = 3
    private static let english: Set = [
        "not", "no", "never", "neither", "nor", "none", "nobody", "nothing", "nowhere", "without", "cannot",
        "hardly", "barely", "rarely", "seldom", "aint", "cant", "dont", "doesnt", "didnt", "isnt", "wasnt",
        "arent", "werent", "wont", "wouldnt", "couldnt", "shouldnt", "hasnt", "havent", "hadnt",
    ]
    private static let chinese: Set = ["不", "没", "無", "无", "未", "别", "別", "非", "勿", "莫", "毫"]
    /// Words in which such a character denies nothing.
    private static let harmless = [
        "不过", "不但", "不仅", "不管", "不论", "不断", "不禁", "不由", "不得不", "差不多", "无论", "无比", "无数", "没准",
        "特别", "特別", "分别", "区别", "别人", "別人", "个别", "级别", "性别", "非常", "除非", "是非", "未来", "并非不", "莫名",
    ]

    private func rated(_ found: [(entry: Int, units: Range<Int>)], _ units: [Unit]) -> [Match] {
        var taken = [Int?](repeating: nil, count: units.count)
        for (number, match) in found.enumerated() { for unit in match.units { taken[unit] = number } }
        var negators: [[Int]] = found.map { _ in [] }
        var spent: Set<Int> = []
        if negation {
            for (number, match) in found.enumerated() {
                negators[number] = self.negators(before: match.units.lowerBound, units, taken, found)
                spent.formUnion(negators[number].compactMap { taken[$0] })
            }
        }
        // A negator that is an entry itself, as VADER rates `no`, says nothing of its own where it turns another round.
        return found.indices.filter { !spent.contains($0) }.map { number in
            let (entry, place) = found[number]
            let isNegated = negators[number].count % 2 == 1
            return Match(
                word: entry,
                range: units[place.lowerBound].range
                    .lowerBound..<units[place.upperBound - 1].range.upperBound,
                rating: isNegated ? -ratings[entry] : ratings[entry], isNegated: isNegated)
        }
    }

    private func negators(
        before place: Int, _ units: [Unit], _ taken: [Int?], _ found: [(entry: Int, units: Range<Int>)]
    ) -> [Int] {
        (max(0, place - Self.window)..<place).filter { unit in
            guard units[unit].clause == units[place].clause, units[unit].isHan == units[place].isHan,
                isNegator(unit, units)
            else { return false }
            // What is part of a longer entry has been rated with it.
            return taken[unit].map { found[$0].units.count == 1 } ?? true
        }
    }

    private func isNegator(_ place: Int, _ units: [Unit]) -> Bool {
        let unit = units[place]
        guard unit.isHan else { return Self.english.contains(unit.key) || unit.key.hasSuffix("n't") }
        guard Self.chinese.contains(unit.key) else { return false }
        return !Self.harmless.contains { word in
            let length = word.unicodeScalars.count
            return (0..<length).contains { offset in
                let first = place - offset
                guard first >= 0, first + length <= units.count else { return false }
                return units[first..<first + length].map(\.key).joined() == word
            }
        }
    }

    // MARK: units

    /// Cuts a text at white space, then into words, Han characters and marks; a run of signs that is an entry, as `:)`, stays.
    private func units(of text: String) -> [Unit] {
        var units: [Unit] = []
        var clause = 0
        var text = text
        text.withUTF8 { utf8 in
            var place = 0
            while place < utf8.count {
                let (scalar, length) = LowercaseScalars.decode(utf8, place)
                if ScalarClass(scalar) == .space {
                    place += length
                    continue
                }
                let end = Self.end(from: place, utf8) { $0 != .space }
                let key = Self.key(String(decoding: utf8[place..<end], as: UTF8.self))
                if ScalarClass(scalar) != .han, places[key] != nil {
                    units.append(Unit(key: key, range: place..<end, isHan: false, clause: clause))
                } else {
                    Self.cut(place..<end, utf8, &units, &clause)
                }
                place = end
            }
        }
        return units
    }

    private static func end(
        from start: Int, _ text: UnsafeBufferPointer<UInt8>, while holds: (ScalarClass) -> Bool
    ) -> Int {
        var place = start
        while place < text.count {
            let (scalar, length) = LowercaseScalars.decode(text, place)
            guard holds(ScalarClass(scalar)) else { break }
            place += length
        }
        return min(place, text.count)
    }

    private static let clauseMarks: Set<Unicode.Scalar> = [
        ",", ".", "!", "?", ";", ":", "，", "。", "！", "？", "；", "：", "、", "…", "—", "(", ")", "（", "）",
    ]

    private static func cut(
        _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, _ units: inout [Unit], _ clause: inout Int
    ) {
        var place = range.lowerBound
        while place < range.upperBound {
            let (scalar, length) = LowercaseScalars.decode(text, place)
            var end = place + length
            switch ScalarClass(scalar) {
            case .word:
                end = self.end(ofWordFrom: place, range.upperBound, text)
                let key = key(String(decoding: text[place..<end], as: UTF8.self))
                units.append(Unit(key: key, range: place..<end, isHan: false, clause: clause))
            case .han:
                let key = String(decoding: text[place..<end], as: UTF8.self)
                units.append(Unit(key: key, range: place..<end, isHan: true, clause: clause))
            default: if clauseMarks.contains(scalar) { clause += 1 }
            }
            place = end
        }
    }

    /// A word goes on over an apostrophe or hyphen between its letters.
    private static func end(ofWordFrom start: Int, _ limit: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
        var end = self.end(from: start, text) { $0 == .word }
        while end < limit {
            let (mark, length) = LowercaseScalars.decode(text, end)
            guard mark == "'" || mark == "\u{2019}" || mark == "-", end + length < limit else { break }
            let next = self.end(from: end + length, text) { $0 == .word }
            guard next > end + length else { break }
            end = next
        }
        return min(end, limit)
    }
}
