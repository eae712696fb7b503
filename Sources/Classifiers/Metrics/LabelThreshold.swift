/// The figure above which a label is given, chosen on rows that the model hasn't seen.
public struct LabelThreshold: Sendable, Equatable {
    /// The figure that must be exceeded.
    public let threshold: Double
    /// The label's F1 there on the rows it was chosen on.
    public let f1: Double
    /// The label's F1 at the threshold it had before.
    public let before: Double

    /// The threshold with the highest F1, halfway between two neighbouring figures; of equals the one nearest to `usual`.
    ///
    /// `figures` holds each row's probability or score, `members` whether it has the label. A label without a row keeps the
    /// usual threshold. O(n log n).
    public init(figures: [Double], members: [Bool], usual: Double) {
        let order = zip(figures, members).sorted { $0.0 > $1.0 }
        let support = members.count { $0 }
        func f1(_ right: Int, _ given: Int) -> Double {
            ClassificationReport.Row.share(2 * right, given + support)
        }
        let given = figures.count { $0 > usual }
        before = f1(zip(figures, members).count { $0.0 > usual && $0.1 }, given)
        guard support > 0 else {
            (threshold, self.f1) = (usual, before)
            return
        }
        var best = (threshold: usual, f1: before)
        var right = 0
        for (place, entry) in order.enumerated() {
            right += entry.1 ? 1 : 0
            let next = place + 1 < order.count ? order[place + 1].0 : entry.0 - max(1e-9, abs(entry.0))
            guard next < entry.0 else { continue }
            let middle = next + (entry.0 - next) / 2
            guard middle < entry.0, middle >= next else { continue }
            let value = f1(right, place + 1)
            let isNearer = abs(middle - usual) < abs(best.threshold - usual)
            if value > best.f1 || (value == best.f1 && isNearer && best.threshold != usual) {
                best = (middle, value)
            }
        }
        (threshold, self.f1) = best
    }
}
