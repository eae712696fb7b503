import Crypto
import Foundation
import FrontEnds

/// A package of encoder or data files with the checksum of each, as `packages.json` lists them.
struct FetchedPackage: Decodable {
    /// One line about it.
    let about: String
    /// The licence it comes under.
    let licence: String
    /// What is made of it once it is here.
    let unpacked: Unpacked?
    private let folder: String
    private let files: [String: String]
    /// What a file is called in the home, where that differs.
    private let rename: [String: String]?
    /// The one file made of several.
    private let merge: Merge?

    private enum CodingKeys: String, CodingKey {
        case about, licence, unpacked, files, rename, merge
        case folder = "target"
    }

    private struct Merge: Decodable {
        let file: String
        let sha256: String
    }

    /// An encoder's folder that is made of a file of packed weights, which then goes.
    struct Unpacked: Decodable {
        let file: String
        let target: String
        let files: [String: String]
    }

    /// The folder below the home.
    var target: String { unpacked?.target ?? folder }

    /// Where the packed file is while there is one, below the home.
    var packedFolder: String { folder }

    /// File and sha256 in the home.
    var installed: [String: String] {
        if let unpacked { return unpacked.files }
        if let merge { return [merge.file: merge.sha256] }
        return Dictionary(files.map { (rename?[$0.key] ?? $0.key, $0.value) }) { first, _ in first }
    }

    /// All entries of the catalogue.
    static var catalogue: [String: FetchedPackage] {
        // A catalogue that can't be read would fail the tests of this program, not its user.
        (try? JSONDecoder().decode([String: FetchedPackage].self, from: Data(FrontEnds.catalogue))) ?? [:]
    }

    /// The files that are not there, and those that are not what they should be.
    func faults(below home: String) -> (missing: [String], wrong: [String]) {
        var (missing, wrong): ([String], [String]) = ([], [])
        for (name, digest) in installed.sorted(by: { $0.key < $1.key }) {
            let path = "\(home)/\(target)/\(name)"
            guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped) else {
                missing.append(name)
                continue
            }
            let found = SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
            if found != digest { wrong.append(name) }
        }
        return (missing, wrong)
    }

    /// Whether every file is there and right.
    func isInstalled(below home: String) -> Bool { faults(below: home) == ([], []) }
}
