import Encoders
import Foundation
import Tensors
import Testing
import Tokenizers

/// Damaged and hostile folders give errors that name the file, never a trap.
@Suite struct HostileFolderTests {
    private let source = URL(fileURLWithPath: Reference.folder + "/tiny")

    /// Runs `body` over a copy of the tiny model's folder.
    private func withCopy<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("loupe-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: source, to: copy)
        defer { try? FileManager.default.removeItem(at: copy) }
        return try body(copy)
    }

    private func failure(replacing file: String, with data: Data?) throws -> EncoderError? {
        try withCopy { folder in
            let path = folder.appendingPathComponent(file)
            try FileManager.default.removeItem(at: path)
            try data?.write(to: path)
            do {
                let encoder = try Encoder(folder: folder.path)
                _ = try encoder.embed(["a b"])
                return nil
            } catch let error as EncoderError {
                return error
            }
        }
    }

    private func failure(of file: String, replacing old: String, with new: String) throws -> EncoderError? {
        let text = try String(contentsOf: source.appendingPathComponent(file), encoding: .utf8)
        #expect(text.contains(old))
        return try failure(replacing: file, with: Data(text.replacingOccurrences(of: old, with: new).utf8))
    }

    private func weights(header: String, data: Int = 0, length: UInt64? = nil) -> Data {
        var bytes = Data()
        withUnsafeBytes(of: (length ?? UInt64(header.utf8.count)).littleEndian) {
            bytes.append(contentsOf: $0)
        }
        return bytes + Data(header.utf8) + Data(count: data)
    }

    @Test(arguments: ["config.json", "model.safetensors", "vocab.txt", "1_Pooling/config.json"])
    func aMissingFileIsNamed(_ file: String) throws {
        let error = try #require(try failure(replacing: file, with: nil))
        if file == "vocab.txt" {
            guard case .tokenizer(.noTokenizer) = error else { throw error }
        } else {
            guard case .missingFile(_, let named) = error else { throw error }
            #expect(named == file)
        }
    }

    @Test(arguments: [
        "vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
        "max_position_embeddings", "type_vocab_size", "layer_norm_eps", "model_type", "hidden_act",
    ])
    func everyFieldOfTheConfigurationIsRequired(_ field: String) throws {
        let error = try failure(of: "config.json", replacing: "\"\(field)\"", with: "\"other\"")
        guard case .badField(let file, field, _) = error else { throw try #require(error) }
        #expect(file.hasSuffix("/config.json"))
    }

    @Test(arguments: [
        ("\"hidden_size\":15", "\"hidden_size\":2147483646"), ("\"hidden_size\":15", "\"hidden_size\":-15"),
        ("\"hidden_size\":15", "\"hidden_size\":1e300"),
        ("\"hidden_size\":15", "\"hidden_size\":9223372036854775807"),
        ("\"num_hidden_layers\":2", "\"num_hidden_layers\":2147483647"),
        ("\"num_attention_heads\":3", "\"num_attention_heads\":4"),
        ("\"num_attention_heads\":3", "\"num_attention_heads\":0"),
        ("\"intermediate_size\":37", "\"intermediate_size\":2147483647"),
        ("\"vocab_size\":28", "\"vocab_size\":29"), ("\"vocab_size\":28", "\"vocab_size\":3"),
        ("\"max_position_embeddings\":40", "\"max_position_embeddings\":2000000000"),
        ("\"model_type\":\"bert\"", "\"model_type\":\"gpt2\""),
        ("\"model_type\":\"bert\"", "\"model_type\":\"t5\""),
        ("\"hidden_act\":\"gelu\"", "\"hidden_act\":\"swish\""),
        ("\"layer_norm_eps\":1e-12", "\"layer_norm_eps\":-1"),
    ])
    func configurationsThatDontFitAreRefused(_ old: String, _ new: String) throws {
        #expect(try failure(of: "config.json", replacing: old, with: new) != nil, "\(new)")
    }

    @Test func aMissingTensorIsNamedInFull() throws {
        let data = try Data(contentsOf: source.appendingPathComponent("model.safetensors"))
        let name = "encoder.layer.1.attention.self.query.weight"
        var changed = data
        let place = try #require(changed.range(of: Data(name.utf8)))
        changed.replaceSubrange(place, with: Data("encoder.layer.1.attention.self.xuery.weight".utf8))
        let error = try failure(replacing: "model.safetensors", with: changed)
        guard case .missingTensor(_, name, [15, 15]) = error else { throw try #require(error) }
    }

    @Test func headersThatLieAreRefused() throws {
        let entry = "\"embeddings.word_embeddings.weight\":{\"dtype\":\"F32\",\"shape\":"
        let hostile = [
            Data(), Data([1, 2, 3]), weights(header: "{}", length: 3), weights(header: "{}", length: .max),
            weights(header: "[]"), weights(header: "{}"), weights(header: "{\"a\":1}"),
            weights(header: String(repeating: "[", count: 100_000)),
            weights(header: "{\(entry)[32,15],\"data_offsets\":[0,1920]}}", data: 1919),
            weights(header: "{\(entry)[32,15],\"data_offsets\":[1920,0]}}", data: 1920),
            weights(header: "{\(entry)[32,15],\"data_offsets\":[-1,1919]}}", data: 1920),
            weights(
                header: "{\(entry)[32,15],\"data_offsets\":[9223372036854775807,9223372036854775807]}}",
                data: 9),
            weights(header: "{\(entry)[4611686018427387904,4],\"data_offsets\":[0,0]}}"),
            weights(header: "{\(entry)[3037000500,3037000500],\"data_offsets\":[0,0]}}"),
            weights(header: "{\(entry)[32,16],\"data_offsets\":[0,1920]}}", data: 1920),
            weights(
                header: "{\(entry)[1],\"data_offsets\":[0,4]},\(entry)[1],\"data_offsets\":[0,4]}}", data: 4),
        ]
        for data in hostile {
            let error = try #require(try failure(replacing: "model.safetensors", with: data))
            #expect("\(error)".contains("model.safetensors"))
        }
    }

    @Test func truncatedWeightsAreRefusedAtEveryLength() throws {
        let data = try Data(contentsOf: source.appendingPathComponent("model.safetensors"))
        for count in stride(from: 0, to: data.count, by: 1231) {
            #expect(try failure(replacing: "model.safetensors", with: data.prefix(count)) != nil)
        }
    }

    @Test func damagedBytesNeverTrap() throws {
        var random = SeededRandom(seed: 11)
        for file in [
            "config.json", "model.safetensors", "vocab.txt", "modules.json", "1_Pooling/config.json",
        ] {
            let data = try Data(contentsOf: source.appendingPathComponent(file))
            let reach = UInt64(min(data.count, 3000))
            for _ in 0..<60 {
                var damaged = data
                for _ in 0...random.next() % 3 {
                    damaged[Int(random.next() % reach)] = UInt8(truncatingIfNeeded: random.next())
                }
                _ = try failure(replacing: file, with: damaged)
            }
        }
    }

    @Test func halfPrecisionWeightsAreWidened() throws {
        let data = try Data(contentsOf: source.appendingPathComponent("model.safetensors"))
        let length = data.prefix(8).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
        let header = String(decoding: data[8..<8 + length], as: UTF8.self)
        let offsets = header.matches(of: /"data_offsets":\[(\d+),(\d+)\]/)
        var half = header.replacingOccurrences(of: "F32", with: "BF16")
        for match in offsets {
            let (first, end) = (try #require(Int(match.1)), try #require(Int(match.2)))
            half = half.replacingOccurrences(
                of: String(match.0), with: "\"data_offsets\":[#\(first / 2),\(end / 2)]")
        }
        var tensors = Data()
        for index in stride(from: 8 + length, to: data.count, by: 4) {
            tensors += data[index + 2..<index + 4]
        }
        let file = weights(header: half.replacingOccurrences(of: "#", with: "")) + tensors
        let (found, expected) = try withCopy { folder in
            try file.write(to: folder.appendingPathComponent("model.safetensors"))
            return (
                try Encoder(folder: folder.path).embed(["the good play"]),
                try Encoder(folder: source.path).embed(["the good play"])
            )
        }
        #expect(found != expected)
        #expect(Reference.cosine(found.values, expected.values) > 0.999)
    }

    /// Every family's folder, its configuration's numbers changed one by one for hostile ones.
    @Test(arguments: ArchitectureTests.goldens.map(\.name) + ["tiny"])
    func hostileNumbersNeverTrap(_ name: String) throws {
        let source = Reference.folder + (name == "tiny" ? "/tiny" : "/architectures/" + name)
        let text = try String(contentsOfFile: source + "/config.json", encoding: .utf8)
        let hostile = [
            "0", "-1", "2147483647", "2147483648", "9223372036854775807", "1e400", "-0.5", "NaN", "null",
            "\"x\"", "[]",
            "{}", "true", "3", "1000000",
        ]
        try Folders.withCopy(of: source) { folder in
            for field in text.matches(of: /"(\w+)"\s*:\s*(-?[0-9.e+-]+)/) {
                for value in hostile {
                    let place = field.output.2.startIndex..<field.output.2.endIndex
                    let changed = text.replacingCharacters(in: place, with: value)
                    try Data(changed.utf8).write(to: URL(fileURLWithPath: folder + "/config.json"))
                    do throws(EncoderError) {
                        // what isn't used may be anything; then the encoder works
                        let encoder = try Encoder(folder: folder)
                        let vector = try encoder.embed(["a b"]).values
                        #expect(vector.count == encoder.dimension)
                    } catch {
                        #expect("\(error)".contains(folder), "\(field.output.1): \(value): \(error)")
                    }
                }
            }
        }
    }

    @Test(arguments: [
        "../tiny/model.safetensors", "/etc/passwd", "", ".", "..", "a/../b", "none.safetensors",
        "config.json",
        "vocab.txt", "pipe",
    ])
    func shardsOutsideOrUnreadableAreRefused(_ shard: String) throws {
        let source = Reference.folder + "/architectures/gpt2"
        try Folders.withCopy(of: source) { folder in
            mkfifo(folder + "/pipe", 0o600)
            try Folders.replace(
                "\"model-00002-of-00005.safetensors\"", with: "\"\(shard)\"",
                in: folder + "/model.safetensors.index.json")
            let error = try #require(throws: EncoderError.self) { try Encoder(folder: folder) }
            #expect("\(error)".contains(folder))
        }
    }

    @Test(arguments: [
        "{}", "[]", "{\"weight_map\":1}", "{\"weight_map\":{}}", "{\"weight_map\":{\"wte.weight\":7}}",
        "{\"weight_map\":{\"wte.weight\":\"model-00002-of-00005.safetensors\"}}",
    ])
    func indexesThatLieAreRefused(_ text: String) throws {
        try Folders.withCopy(of: Reference.folder + "/architectures/gpt2") { folder in
            let path = folder + "/model.safetensors.index.json"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            let error = try #require(throws: EncoderError.self) { try Encoder(folder: folder) }
            #expect("\(error)".contains("model.safetensors.index.json"))
        }
    }

    @Test func damagedShardsNeverTrap() throws {
        var random = SeededRandom(seed: 12)
        try Folders.withCopy(of: Reference.folder + "/architectures/gpt2") { folder in
            for file in ["model.safetensors.index.json", "model-00003-of-00005.safetensors", "config.json"] {
                let path = URL(fileURLWithPath: folder + "/" + file)
                let data = try Data(contentsOf: path)
                for round in 0..<60 {
                    var damaged = data
                    if round % 4 == 0 {
                        damaged = data.prefix(Int(random.next() % UInt64(data.count)))
                    } else {
                        for _ in 0...random.next() % 3 {
                            let reach = UInt64(min(data.count, 900))
                            damaged[Int(random.next() % reach)] = UInt8(truncatingIfNeeded: random.next())
                        }
                    }
                    try damaged.write(to: path)
                    do throws(EncoderError) {
                        _ = try Encoder(folder: folder).embed(["a b"])
                    } catch { #expect("\(error)".contains(folder)) }
                }
                try data.write(to: path)
            }
        }
    }

    /// The tensors of all layers may be there many times over, as names of one place.
    @Test func manySharedLayersAreBounded() throws {
        try Folders.withCopy(of: Reference.folder + "/architectures/albert") { folder in
            try Folders.replace(
                "\"num_hidden_layers\": 3", with: "\"num_hidden_layers\": 2147483647",
                in: folder + "/config.json")
            let error = try #require(throws: EncoderError.self) { try Encoder(folder: folder) }
            guard case .badField(_, "num_hidden_layers", _) = error else { throw error }
        }
    }
}
