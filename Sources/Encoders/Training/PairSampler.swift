internal import Tensors

/// Draws pairs of training texts, as many of one label as of two.
///
/// Each text begins a pair as often as any other. Of the pairs with one label as of the others, a share is hard: of
/// several partners drawn, the one whose cosine is most wrong (after Xuan et al. 2020, not the hardest of all, since that
/// is often a wrong label).
struct PairSampler {
    /// The partners among which a hard one is sought.
    private static let candidates = 16

    let labels: [Int]
    let hardShare: Double
    private let byLabel: [[Int]]

    init(labels: [Int], labelCount: Int, hardShare: Double) {
        self.labels = labels
        self.hardShare = hardShare
        var byLabel = [[Int]](repeating: [], count: labelCount)
        for (text, label) in labels.enumerated() { byLabel[label].append(text) }
        self.byLabel = byLabel
    }

    /// How many pairs there are of one label, and of two.
    var available: (equal: Int, different: Int) {
        let equal = byLabel.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
        let all = labels.count * (labels.count - 1) / 2
        return (equal, all - equal)
    }

    /// The pairs of an epoch, so that all epochs together have `perText` for each text, but no epoch more than there are
    /// when the rarer kind is taken as often as the more frequent.
    func count(perText: Int, epochs: Int) -> Int {
        let most = 2 * max(available.equal, available.different)
        return max(1, min((labels.count * perText + epochs - 1) / epochs, most))
    }

    /// Draws `count` pairs, in turn of one label and of two, one after another: 2 · `count` texts.
    ///
    /// `vectors` [texts × dimension] are those by which pairs are hard.
    func pairs(
        _ count: Int, vectors: UnsafePointer<Float>, dimension: Int, random: inout SeededRandom
    ) -> [Int] {
        var drawn = Set<[Int]>()
        var rows: [Int] = []
        let anchors = [self.anchors(equal: true, &random), self.anchors(equal: false, &random)]
        for number in 0..<count {
            let isEqual = number % 2 == 0 && !anchors[0].isEmpty || anchors[1].isEmpty
            let mine = anchors[isEqual ? 0 : 1]
            guard !mine.isEmpty else { break }
            let anchor = mine[number / 2 % mine.count]
            let isHard = random.unit() < hardShare
            var best: (partner: Int, wrong: Double)?
            for _ in 0..<Self.candidates {
                let partner = partner(of: anchor, equal: isEqual, &random)
                let isNew = !drawn.contains([min(anchor, partner), max(anchor, partner)])
                guard isNew || best == nil else { continue }
                let cosine =
                    isHard
                    ? Cosine(vectors + anchor * dimension, vectors + partner * dimension, dimension).value : 0
                let wrong = (isNew ? 4 : 0) + (isEqual ? -cosine : cosine)
                if wrong > best?.wrong ?? -.infinity { best = (partner, wrong) }
                if isNew, !isHard { break }
            }
            guard let best else { continue }
            drawn.insert([min(anchor, best.partner), max(anchor, best.partner)])
            rows += [anchor, best.partner]
        }
        return rows
    }

    /// The texts that have a partner, in a random order.
    private func anchors(equal: Bool, _ random: inout SeededRandom) -> [Int] {
        random.order(of: labels.count).filter { text in
            let same = byLabel[labels[text]].count
            return equal ? same > 1 : same < labels.count
        }
    }

    private func partner(of anchor: Int, equal: Bool, _ random: inout SeededRandom) -> Int {
        let own = byLabel[labels[anchor]]
        if equal {
            let place = Int(random.unit() * Double(own.count - 1))
            return own[place] == anchor ? own[own.count - 1] : own[place]
        }
        // the texts of other labels, counted through label by label
        var place = Int(random.unit() * Double(labels.count - own.count))
        for (label, texts) in byLabel.enumerated() where label != labels[anchor] {
            if place < texts.count { return texts[place] }
            place -= texts.count
        }
        return anchor
    }
}
