import Foundation
import Testing

@testable import TextModels

/// Where the folder of a named encoder is looked for.
@Suite struct EncoderPlacesTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "loupe-places-" + UUID().uuidString
        for path in ["home/models", "user/.cache/huggingface/hub", "hub", "hf/hub", "own"] {
            try FileManager.default.createDirectory(
                atPath: folder + "/" + path, withIntermediateDirectories: true)
        }
    }

    private func places(_ variables: [String: String] = [:]) -> EncoderPlaces {
        EncoderPlaces(
            home: Home(path: folder + "/home"),
            variables: ["HOME": folder + "/user"].merging(variables) { $1 })
    }

    /// A model in a cache as Hugging Face's programs leave it.
    @discardableResult
    private func cache(_ name: String, in hub: String, revision: String = "0a1b2c", reference: String? = nil)
        throws
        -> String
    {
        let model = "\(folder)/\(hub)/models--" + name.split(separator: "/").joined(separator: "--")
        let snapshot = "\(model)/snapshots/\(revision)"
        for path in [snapshot, model + "/refs"] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        try (reference ?? revision).write(toFile: model + "/refs/main", atomically: true, encoding: .utf8)
        return snapshot
    }

    private func make(_ path: String) throws -> String {
        try FileManager.default.createDirectory(
            atPath: folder + "/" + path, withIntermediateDirectories: true)
        return folder + "/" + path
    }

    @Test func aNameOfTheCatalogueIsInTheHome() throws {
        let own = try make("home/models/multilingual-e5-small")
        for name in ["e5", "multilingual-e5-small", "intfloat/multilingual-e5-small"] {
            #expect(try places().folder(of: name) == own)
        }
    }

    @Test(arguments: [
        ("user/.cache/huggingface/hub", ""), ("hub", "HF_HUB_CACHE=hub"), ("hf/hub", "HF_HOME=hf"),
        ("user/.cache/huggingface/hub", "HF_HOME="),
    ])
    func aModelIsFoundInTheCacheOfHuggingFace(_ hub: String, _ variable: String) throws {
        let parts = variable.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        let value = parts.count == 2 && !parts[1].isEmpty ? folder + "/" + parts[1] : ""
        let places = places(parts.count == 2 ? [parts[0]: value] : [:])
        let snapshot = try cache("someone/small-model", in: hub)
        #expect(try places.folder(of: "someone/small-model") == snapshot)
    }

    @Test func theCacheServesTheCatalogueToo() throws {
        let snapshot = try cache("intfloat/multilingual-e5-small", in: "user/.cache/huggingface/hub")
        #expect(try places().folder(of: "e5") == snapshot)
        let own = try make("home/models/multilingual-e5-small")
        #expect(try places().folder(of: "e5") == own)
        #expect(try places().folder(of: "intfloat/multilingual-e5-small") == snapshot)
    }

    @Test func mainNamesTheRevision() throws {
        try cache("a/b", in: "hub", revision: "old", reference: "new")
        let new = try cache("a/b", in: "hub", revision: "new", reference: "new\n")
        #expect(try places(["HF_HUB_CACHE": folder + "/hub"]).folder(of: "a/b") == new)
    }

    @Test func aPathIsAFolder() throws {
        let own = try make("user/mine")
        #expect(try places().folder(of: own) == own)
        #expect(try places().folder(of: "~/mine") == own)
    }

    @Test func whatIsAbsentSaysWhereItWasLookedFor() throws {
        let hub = folder + "/user/.cache/huggingface/hub"
        do throws(TextModelError) {
            _ = try places().folder(of: "intfloat/multilingual-e5-small")
            Issue.record("found")
        } catch {
            guard case .encoderNotFetched("e5", let looked) = error else { throw error }
            #expect(looked == [folder + "/home/models/multilingual-e5-small", hub])
        }
        do throws(TextModelError) {
            _ = try places().folder(of: "someone/else")
            Issue.record("found")
        } catch {
            guard case .unknownEncoder("someone/else", let looked) = error else { throw error }
            #expect(looked == [folder + "/home/models/someone/else", "someone/else", hub])
        }
    }

    @Test(arguments: ["../up", "a/../b", "a/b/c", "", "/", ".", "a b/c", "模型/小"])
    func noNameLeadsOutOfTheCache(_ name: String) throws {
        try cache("a/b", in: "user/.cache/huggingface/hub", reference: "../../../../../own")
        let found = try? places().folder(of: name)
        #expect(found == nil || !(found ?? "").contains("huggingface"))
        #expect(throws: TextModelError.self) { try places().folder(of: "a/b") }
    }
}
