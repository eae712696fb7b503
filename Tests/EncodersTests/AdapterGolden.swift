import Foundation
import Tensors

@testable import Encoders

/// What PEFT gave for adapters over small encoders, as `make_adapters.py` recorded it.
struct AdapterGolden: Decodable {
    struct Folder: Decodable {
        let name, base, states: String
    }
    struct Training: Decodable {
        let start, head, gradients, after: [String: String]
        let losses: [Double]
        let kept: [String: [Bool]]?
    }
    let ids: [Int32]
    let texts: [[Int32]]
    let labels: [Int]
    let folders: [Folder]
    let lora, adalora: Training

    static func read() throws -> AdapterGolden { try Reference.read("adapters.json", as: AdapterGolden.self) }
}

extension FloatBuffer {
    convenience init(_ values: [Float]) {
        self.init(count: values.count)
        for (place, value) in values.enumerated() { pointer[place] = value }
    }

    var values: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}

extension Encoder {
    /// The states of some tokens behind the last layer.
    func states(_ ids: [Int32]) -> [Float] {
        TokenStates(TokenBatch(ids), model, layers)?.matrix.values ?? []
    }

    /// The tiny encoder of the tests.
    static func tiny(tuned: [String] = []) throws -> Encoder {
        try Encoder(
            folder: Reference.folder + "/tiny", tuned: tuned,
            settings: EncoderSettings(pooling: [.mean], normalise: false))
    }
}
