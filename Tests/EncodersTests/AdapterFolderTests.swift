import Foundation
import Tensors
import Testing

@testable import Encoders

/// Folders of adapters and of tuned weights: PEFT's give PEFT's states, ours open over the weights that they were made for.
@Suite struct AdapterFolderTests {
    private let golden: AdapterGolden

    init() throws { golden = try AdapterGolden.read() }

    private func adapter(_ name: String) -> String { Reference.folder + "/adapters/" + name }

    @Test func foldersOfPEFTGiveItsStates() throws {
        for folder in golden.folders {
            let base = Reference.folder + "/" + folder.base
            let encoder = try Encoder(folder: base, tuned: [adapter(folder.name)])
            let expected = try Reference.floats(folder.states)
            #expect(Reference.distance(encoder.states(golden.ids), expected) <= 1e-5, "\(folder.name)")
            #expect(Reference.distance(try Encoder(folder: base).states(golden.ids), expected) > 0.01)
            #expect(encoder.name == folder.name)
        }
    }

    @Test func hashesTellAdaptersApart() throws {
        let names = ["lora", "everywhere", "patterns", "biases", "adalora"]
        let hashes = try names.map { try Encoder.tiny(tuned: [adapter($0)]).hash } + [Encoder.tiny().hash]
        #expect(Set(hashes).count == 6)
        try Folders.withCopy(of: adapter("lora")) { copy in
            #expect(try Encoder.tiny(tuned: [copy]).hash == hashes[0])
            try Folders.replace(
                #""lora_alpha": 6"#, with: #""lora_alpha": 7"#, in: copy + "/adapter_config.json")
            #expect(try Encoder.tiny(tuned: [copy]).hash != hashes[0])
        }
    }

    @Test(arguments: [
        (#""use_dora": false"#, #""use_dora": true"#, "use_dora"),
        (#""peft_type": "LORA""#, #""peft_type": "IA3""#, "peft_type"),
        (#""init_lora_weights": true"#, #""init_lora_weights": "pissa""#, "init_lora_weights"),
        (#""lora_bias": false"#, #""lora_bias": true"#, "lora_bias"),
        (#""alpha_pattern": {}"#, #""alpha_pattern": {"^a|b": 3}"#, "alpha_pattern"),
        (#""layer_replication": null"#, #""layer_replication": [[0, 1]]"#, "layer_replication"),
        (#""bias": "none""#, #""bias": "none", "some_new_idea": 4"#, "some_new_idea"),
    ])
    func whatIsntReadIsNamed(_ old: String, _ new: String, _ field: String) throws {
        try Folders.withCopy(of: adapter("lora")) { copy in
            try Folders.replace(old, with: new, in: copy + "/adapter_config.json")
            let error = try #require(throws: EncoderError.self) { try Encoder.tiny(tuned: [copy]) }
            guard case .unsupported(_, field, _) = error else { throw error }
        }
    }

    @Test func aFolderOfOtherModulesIsRefused() throws {
        let gpt2 = Reference.folder + "/architectures/gpt2"
        #expect(throws: EncoderError.self) { try Encoder(folder: gpt2, tuned: [adapter("lora")]) }
        #expect(throws: EncoderError.self) { try Encoder.tiny(tuned: [adapter("gpt2")]) }
        #expect(throws: EncoderError.missingFile(folder: "/nonexistent", file: "tuning.json")) {
            try Encoder.tiny(tuned: ["/nonexistent"])
        }
    }

    /// Made once, since it has the second in it.
    private let record: TuningRecord = {
        var settings = TuningSettings()
        settings.method = .lora(rank: 2, alpha: 6, targets: [.query, .value])
        settings.descriptions = ["good": "it is \"fine\"\n"]
        return TuningRecord(
            settings: settings, labels: ["good", "不好"], trainTexts: 5, devTexts: 2, bestEpoch: 3,
            best: TuningScore(loss: 0.25, accuracy: 0.5, macroF1: 0.75), trainedCount: 9, totalCount: 99)
    }()

    /// Trains nothing, but changes every parameter of a method by chance, and writes the folder.
    private func tune(
        _ method: TuningMethod, _ base: Encoder, to folder: String
    ) throws -> TrainableStack {
        let stack = try TrainableStack(base, layers: 1, method: method, seed: 3)
        var random = SeededRandom(seed: 8)
        for parameter in stack.parameters {
            for place in 0..<parameter.count {
                parameter.value.pointer[place] += Float(random.unit() - 0.5) * 0.3
            }
        }
        stack.weightsChanged()
        try TunedFolder.write(stack.parameters, method, record, of: base, to: folder)
        return stack
    }

    static let methods: [TuningMethod] = [
        .full, .bias, .lora(rank: 2, alpha: 6, targets: [.query, .value]),
        .lora(rank: 3, alpha: 1.5, targets: TuningTarget.allCases),
        .adalora(budget: 2, alpha: 5, targets: [.key, .output, .up, .down]), .adapter(size: 4),
    ]

    private func withFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
        let folder = NSTemporaryDirectory() + "loupe-tuned-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    @Test(arguments: methods)
    func whatWasTrainedOpensAgain(_ method: TuningMethod) throws {
        try withFolder { folder in
            let base = try Encoder.tiny()
            let stack = try tune(method, base, to: folder)
            let encoder = try Encoder.tiny(tuned: [folder])
            let found = stack.vectors(stack.frozenStates(golden.texts), .machine).values
            let opened = golden.texts.flatMap { ids in
                var vector = [Float](repeating: 0, count: encoder.dimension)
                let states = encoder.states(ids)
                states.withUnsafeBufferPointer { from in
                    vector.withUnsafeMutableBufferPointer { to in
                        guard let from = from.baseAddress, let to = to.baseAddress else { return }
                        _ = encoder.pool(from, tokens: ids.count, size: encoder.tokenDimension, to: to)
                    }
                }
                return vector
            }
            #expect(Reference.distance(found, opened) <= 2e-6, "\(method)")
            #expect(Reference.distance(encoder.states(golden.ids), base.states(golden.ids)) > 0.001)
            let read = try #require(try TuningRecord.read(folder))
            #expect(read.record == record)
            #expect(read.base == base.identity)
            let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
            switch method {
            case .lora, .adalora:
                #expect(names == ["tuning.json", "adapter_config.json", "adapter_model.safetensors"])
            default: #expect(names == ["tuning.json", "tuned.safetensors"])
            }
        }
    }

    @Test func anotherBaseIsRefusedWithBothFacts() throws {
        try withFolder { folder in
            let base = try Encoder.tiny()
            _ = try tune(.bias, base, to: folder)
            try Folders.withCopy(of: Reference.folder + "/tiny") { other in
                var weights = try Safetensors(other + "/model.safetensors")
                weights.tensors[3].bytes[0] ^= 1
                try weights.write(to: other + "/model.safetensors")
                let found = try Encoder(folder: other).identity
                #expect(
                    throws: EncoderError.wrongBase(
                        tuned: folder, base: other, expected: base.identity, found: found)
                ) { try Encoder(folder: other, tuned: [folder]) }
            }
        }
    }

    @Test func tuningGoesOnFromTuning() throws {
        try withFolder { first in
            try withFolder { second in
                _ = try tune(.full, Encoder.tiny(), to: first)
                let middle = try Encoder.tiny(tuned: [first])
                _ = try tune(.lora(rank: 2, alpha: 6, targets: [.query]), middle, to: second)
                let both = try Encoder.tiny(tuned: [first, second])
                #expect(Set([both.hash, middle.hash, try Encoder.tiny().hash]).count == 3)
                let error = try #require(throws: EncoderError.self) { try Encoder.tiny(tuned: [second]) }
                guard case .wrongBase(second, _, middle.identity, _) = error else { throw error }
            }
        }
    }

    @Test func damageIsNoticed() throws {
        try withFolder { folder in
            _ = try tune(.full, Encoder.tiny(), to: folder)
            let file = folder + "/tuned.safetensors"
            let whole = try Data(contentsOf: URL(fileURLWithPath: file))
            for damaged in [
                whole.dropLast(), whole.prefix(20), Data(), whole.dropLast(4) + Data([1, 2, 3, 4]),
            ] {
                try Data(damaged).write(to: URL(fileURLWithPath: file))
                #expect(throws: EncoderError.self) { try Encoder.tiny(tuned: [folder]) }
            }
            try whole.write(to: URL(fileURLWithPath: file))
            _ = try Encoder.tiny(tuned: [folder])
            try Folders.replace(#""version" : 1"#, with: #""version" : 2"#, in: folder + "/tuning.json")
            #expect(
                throws: EncoderError.unsupported(file: folder + "/tuning.json", field: "version", value: "2")
            ) {
                try Encoder.tiny(tuned: [folder])
            }
        }
    }
}
