/// A normal form of Unicode (standard annex 15), named as in `tokenizer.json`.
enum UnicodeForm: String, Sendable {
    case canonical = "NFC"
    case canonicallyDecomposed = "NFD"
    case compatible = "NFKC"
    case compatiblyDecomposed = "NFKD"

    private var isCompatible: Bool { self == .compatible || self == .compatiblyDecomposed }
    private var composes: Bool { self == .canonical || self == .compatible }

    /// Whether no point below it can change.
    private var firstChanging: UInt32 {
        switch self {
        case .canonical: 0x300
        case .canonicallyDecomposed: 0xC0
        case .compatible, .compatiblyDecomposed: 0xA0
        }
    }

    /// Normalises in place: decompose, put marks into their order, compose again where the form does.
    func apply(to text: inout AlignedText) {
        guard text.points.contains(where: { $0 >= firstChanging }) else { return }
        var changes: [AlignedText.Change] = []
        changes.reserveCapacity(text.count)
        for point in text.points {
            let parts =
                isCompatible
                ? UnicodeTables.compatibleParts(of: point) : UnicodeTables.canonicalParts(of: point)
            changes.append(AlignedText.Change(point: parts.first ?? point))
            for part in parts.dropFirst() { changes.append(AlignedText.Change(point: part, shift: 1)) }
        }
        changes.orderMarks()
        text.transform(composes ? Self.composed(changes) : changes)
    }

    /// Joins starters and what follows them, as far as nothing in between blocks it (Unicode standard, section 3.11).
    private static func composed(_ changes: [AlignedText.Change]) -> [AlignedText.Change] {
        var result: [AlignedText.Change] = []
        result.reserveCapacity(changes.count)
        // the last starter's place, and the class of the last mark behind it
        var starter: Int?
        var lastClass: UInt8?
        for change in changes {
            let order = change.point.markClass
            if let place = starter, lastClass.map({ $0 < order }) ?? true,
                let joined = UnicodeTables.composition(of: result[place].point, change.point)
            {
                result[place] = AlignedText.Change(
                    point: joined, shift: result[place].shift + change.shift - 1)
                continue
            }
            if order == 0 {
                starter = result.count
                lastClass = nil
            } else if starter != nil {
                lastClass = order
            }
            result.append(change)
        }
        return result
    }
}

extension [AlignedText.Change] {
    /// Sorts each run of marks by their class, leaving equals in their order (Unicode standard, section 3.11).
    fileprivate mutating func orderMarks() {
        var start = 0
        while start < count {
            var run: [(class: UInt8, change: AlignedText.Change)] = []
            var end = start
            while end < count, case let order = self[end].point.markClass, order > 0 {
                run.append((order, self[end]))
                end += 1
            }
            if run.count > 1 {
                let sorted = run.enumerated().sorted {
                    ($0.element.class, $0.offset) < ($1.element.class, $1.offset)
                }
                for (place, element) in sorted.enumerated() { self[start + place] = element.element.change }
            }
            start = Swift.max(end, start + 1)
        }
    }
}

extension UInt32 {
    /// The canonical combining class; 0 for all but marks.
    fileprivate var markClass: UInt8 {
        guard self >= 0x300, let scalar = Unicode.Scalar(self) else { return 0 }
        return scalar.properties.canonicalCombiningClass.rawValue
    }
}
