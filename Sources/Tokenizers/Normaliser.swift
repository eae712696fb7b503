/// The normalisation of a tokenizer: steps that each change the whole text and keep its alignment.
struct Normaliser: Sendable {
    /// One step, named as in `tokenizer.json`.
    enum Step: Sendable {
        case bert(BertNormaliser)
        case lowercase
        case stripAccents
        case form(UnicodeForm)
        case strip(left: Bool, right: Bool)
        case prepend([UInt32])
        /// A text that is not empty, and what it becomes.
        case replace([UInt32], by: [UInt32])
        /// Runs of at least `minimum` of one code point, and what each becomes.
        case replaceRun(UInt32, minimum: Int, by: [UInt32])
        case precompiled(CharacterMap)
    }

    let steps: [Step]

    /// Whether letters become small somewhere on the way.
    var lowercases: Bool {
        steps.contains { step in
            switch step {
            case .lowercase: true
            case .bert(let normaliser): normaliser.lowercases
            default: false
            }
        }
    }

    /// Normalises in place.
    func apply(to text: inout AlignedText) { for step in steps { step.apply(to: &text) } }
}

extension Normaliser.Step {
    fileprivate func apply(to text: inout AlignedText) {
        switch self {
        case .bert(let normaliser): text.apply(normaliser)
        case .lowercase: text.lowercase()
        case .stripAccents: text.map { UnicodeTables.allMarkSet.contains($0) ? nil : $0 }
        case .form(let form): form.apply(to: &text)
        case .strip(let left, let right): text.strip(left: left, right: right)
        case .prepend(let points): text.prepend(points)
        case .replace(let old, let new): text.replace(old, by: new)
        case .replaceRun(let point, let minimum, let new): text.replaceRuns(of: point, minimum, by: new)
        case .precompiled(let map): map.apply(to: &text)
        }
    }
}

extension AlignedText {
    fileprivate mutating func apply(_ normaliser: BertNormaliser) {
        var result = AlignedText(base: base)
        var buffer: [UInt32] = []
        for index in points.indices {
            buffer.removeAll(keepingCapacity: true)
            let outcome = normaliser.apply(points[index], into: &buffer)
            if outcome == .blank || outcome == .alone { result.append(0x20, for: self, at: index) }
            for point in buffer { result.append(point, for: self, at: index) }
            if outcome == .alone { result.append(0x20, for: self, at: index) }
        }
        self = result
    }

    fileprivate mutating func lowercase() {
        guard points.contains(0x130) else {
            return map { UnicodeTables.lowercaseMap.target(of: $0) ?? $0 }
        }
        transform(
            points.flatMap { point in
                point == 0x130
                    ? [Change(point: 0x69), Change(point: 0x307, shift: 1)]
                    : [Change(point: UnicodeTables.lowercaseMap.target(of: point) ?? point)]
            })
    }

    fileprivate mutating func strip(left: Bool, right: Bool) {
        var range = points.indices
        func isBlank(_ index: Int) -> Bool { UnicodeTables.separatorSet.contains(points[index]) }
        while left, let first = range.first, isBlank(first) { range.removeFirst() }
        while right, let last = range.last, isBlank(last) { range.removeLast() }
        if range.count < count { self = AlignedText(self, range) }
    }

    /// Puts `new` before the first code point, for which all of it stands.
    mutating func prepend(_ new: [UInt32]) {
        guard count > 0 else { return }
        var result = AlignedText(base: base)
        result.reserve(count + new.count)
        for point in new { result.append(point, for: self, at: 0) }
        for index in points.indices { result.append(points[index], for: self, at: index) }
        self = result
    }

    fileprivate mutating func replace(_ old: [UInt32], by new: [UInt32]) {
        guard let first = old.first, points.contains(first) else { return }
        var result = AlignedText(base: base)
        var index = 0
        while index < count {
            if points[index] == first, points[index...].starts(with: old) {
                index += old.count
                for point in new { result.append(point, for: self, at: index - 1) }
            } else {
                result.append(points[index], for: self, at: index)
                index += 1
            }
        }
        self = result
    }

    fileprivate mutating func replaceRuns(of point: UInt32, _ minimum: Int, by new: [UInt32]) {
        var result = AlignedText(base: base)
        result.reserve(count)
        var index = 0
        while index < count {
            var end = index
            while end < count, points[end] == point { end += 1 }
            if end - index >= minimum {
                for point in new { result.append(point, for: self, at: end - 1) }
                index = end
            } else {
                end = max(end, index + 1)
                for place in index..<end { result.append(points[place], for: self, at: place) }
                index = end
            }
        }
        self = result
    }
}
