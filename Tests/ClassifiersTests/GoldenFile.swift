import Foundation

/// Reads the reference numbers beside `make.py`.
enum GoldenFile {
    static func read<Content: Decodable>(_ name: String, as type: Content.Type = Content.self) throws
        -> Content
    {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Goldens")
        return try JSONDecoder().decode(
            type, from: Data(contentsOf: folder.appendingPathComponent(name + ".json")))
    }
}

/// Whether two numbers agree to `tolerance`, relative to the larger but at least 1.
func agree(_ left: Double, _ right: Double, _ tolerance: Double) -> Bool {
    abs(left - right) <= tolerance * max(1, abs(left), abs(right))
}

/// The largest absolute difference; infinite when the counts differ.
func distance(_ left: [Double], _ right: [Double]) -> Double {
    left.count == right.count ? zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
}
