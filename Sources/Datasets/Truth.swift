/// The three values of Kleene's strong logic, in order: `and` is the least, `or` the greatest.
struct Truth: Equatable {
    static let no = Truth(rank: 0)
    static let unknown = Truth(rank: 1)
    static let yes = Truth(rank: 2)

    let rank: UInt8

    init(rank: UInt8) { self.rank = rank }
    init(_ value: Bool) { rank = value ? 2 : 0 }

    static prefix func ! (value: Truth) -> Truth { Truth(rank: 2 - value.rank) }
    static func && (left: Truth, right: Truth) -> Truth { Truth(rank: min(left.rank, right.rank)) }
    static func || (left: Truth, right: Truth) -> Truth { Truth(rank: max(left.rank, right.rank)) }
}
