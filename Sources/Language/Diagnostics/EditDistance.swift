/// Near misses by edit distance (optimal string alignment: insert, delete, replace, swap neighbours).
public enum EditDistance {
    /// The candidate that is most likely meant, nil when none is near.
    ///
    /// The first of equals wins.
    public static func nearest(_ word: String, among candidates: [String]) -> String? {
        let typed = Array(word.lowercased().unicodeScalars)
        guard !typed.isEmpty, typed.count <= 64 else { return nil }
        var best: (candidate: String, distance: Int)?
        for candidate in candidates where candidate != word {
            let target = Array(candidate.lowercased().unicodeScalars)
            let allowed = min((best?.distance ?? .max) - 1, max(1, max(typed.count, target.count) / 3))
            guard allowed >= 0, abs(target.count - typed.count) <= allowed, target.count <= 64 else {
                continue
            }
            let distance = between(typed, target)
            // Half a short word is no near miss: l1 isn't l2. A Han character says more than a letter.
            let weight = typed.allSatisfy(\.isASCII) ? 2 : 1
            if distance <= allowed, distance * weight < max(typed.count, target.count) {
                best = (candidate, distance)
            }
        }
        return best?.candidate
    }

    private static func between(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var twoAgo: [Int] = []
        var previous = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in 0..<right.count {
                let isSame = left[row] == right[column]
                var cost = min(
                    current[column] + 1, previous[column + 1] + 1, previous[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, twoAgo[column - 1] + 1)
                }
                current.append(cost)
            }
            twoAgo = previous
            previous = current
        }
        return previous.last ?? 0
    }
}
