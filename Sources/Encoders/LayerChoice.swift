/// Which layers' vectors are pooled, numbered from 0, the embedding layer.
public enum LayerChoice: Sendable, Hashable, ExpressibleByIntegerLiteral {
    /// One layer.
    case one(Int)
    /// The mean of neighbouring layers.
    case mean(ClosedRange<Int>)
    /// Several layers side by side, in this order.
    case joined([Int])

    /// One layer, written as its number.
    public init(integerLiteral layer: Int) { self = .one(layer) }

    /// All layers that are needed.
    public var layers: [Int] {
        switch self {
        case .one(let layer): [layer]
        case .mean(let range): [range.lowerBound, range.upperBound]
        case .joined(let layers): layers
        }
    }

    /// How many layers' vectors stand side by side.
    var width: Int { if case .joined(let layers) = self { layers.count } else { 1 } }

    /// The layers up to which a text must go.
    var depth: Int { layers.max() ?? 0 }
}

extension LayerChoice: LosslessStringConvertible {
    /// Reads what ``description`` writes.
    public init?(_ description: String) {
        if description.hasPrefix("["), description.hasSuffix("]") {
            let items = description.dropFirst().dropLast().split(separator: ",")
            let layers = items.compactMap { Int($0.drop { $0 == " " }) }
            guard layers.count == items.count else { return nil }
            self = .joined(layers)
        } else if let dots = description.firstRange(of: "..") {
            guard let low = Int(description[..<dots.lowerBound]),
                let high = Int(description[dots.upperBound...]),
                low <= high
            else { return nil }
            self = .mean(low...high)
        } else {
            guard let layer = Int(description) else { return nil }
            self = .one(layer)
        }
    }

    /// As it is written in a recipe.
    public var description: String {
        switch self {
        case .one(let layer): "\(layer)"
        case .mean(let range): "\(range.lowerBound)..\(range.upperBound)"
        case .joined(let layers): "[\(layers.map(String.init).joined(separator: ", "))]"
        }
    }
}
