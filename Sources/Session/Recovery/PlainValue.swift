import Language
import TextModels

/// A value that is kept as it is: text, number, truth, range, list or record of such, an encoder by its folder's name, or `none`.
indirect enum PlainValue: Sendable, Codable, Equatable {
    case text(String)
    /// Written with all its digits, as JSON has no infinity.
    case number(String)
    case boolean(Bool)
    case range(String, String)
    case list([PlainValue])
    case record([Entry])
    case encoder(EncoderReference)
    case none

    struct Entry: Sendable, Codable, Equatable {
        let key: String
        let value: PlainValue
    }

    /// The most bytes of text that are kept.
    static let largest = 1 << 16

    /// A value's plain form; nil when it has none.
    init?(_ value: Value) {
        switch value {
        case .text(let text): self = .text(text)
        case .number(let number): self = .number("\(number)")
        case .boolean(let truth): self = .boolean(truth)
        case .range(let lower, let upper): self = .range("\(lower)", "\(upper)")
        case .list(let items):
            let plain = items.compactMap { PlainValue($0) }
            guard plain.count == items.count else { return nil }
            self = .list(plain)
        case .record(let entries):
            let plain = entries.compactMap { entry in
                PlainValue(entry.value).map { Entry(key: entry.key, value: $0) }
            }
            guard plain.count == entries.count else { return nil }
            self = .record(plain)
        case .none: self = .none
        case .encoder(let reference): self = .encoder(reference)
        case .dataset, .vectors, .recipe, .model, .figure: return nil
        }
        guard size <= Self.largest else { return nil }
    }

    /// The value; nil when a number can't be read.
    var value: Value? {
        switch self {
        case .text(let text): return .text(text)
        case .number(let digits): return Double(digits).map { .number($0) }
        case .boolean(let truth): return .boolean(truth)
        case .range(let lower, let upper):
            guard let lower = Double(lower), let upper = Double(upper) else { return nil }
            return .range(lower, upper)
        case .list(let items):
            let values = items.compactMap(\.value)
            return values.count == items.count ? .list(values) : nil
        case .record(let entries):
            let values = entries.compactMap { entry in
                entry.value.value.map { (key: entry.key, value: $0) }
            }
            return values.count == entries.count ? .record(values) : nil
        case .encoder(let reference): return .encoder(reference)
        case .none: return Value.none
        }
    }

    private var size: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .number, .boolean, .range, .encoder, .none: 32
        case .list(let items): items.reduce(32) { $0 + $1.size }
        case .record(let entries): entries.reduce(32) { $0 + $1.key.utf8.count + $1.value.size }
        }
    }
}
