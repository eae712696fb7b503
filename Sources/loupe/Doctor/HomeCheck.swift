import Datasets
import Foundation
import TextModels

/// The home with its encoder and cache, and the samples.
struct HomeCheck {
    let home: Home

    func findings() -> [Finding] { [folder(), cache()] + encoders() + [samples()] }

    private func folder() -> Finding {
        let source = Environment["LOUPE_HOME"] != nil ? "from LOUPE_HOME" : "found by itself"
        guard Folder.exists(home.path) else {
            return .problem(
                "home", "\(home.path) is not there (\(source))",
                cure: "make it with: mkdir -p \(home.path), or set LOUPE_HOME to where Loupe's models are")
        }
        let isWritable = FileManager.default.isWritableFile(atPath: home.path)
        return .good(
            "home", "\(home.path) (\(source)" + (isWritable ? ")" : "; shared, you may only read it)"))
    }

    private func cache() -> Finding {
        let path = home.cache
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
            let sizes = names.map { name in
                (try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)"))?[.size] as? Int ?? 0
            }
            guard FileManager.default.isWritableFile(atPath: path) else {
                throw CocoaError(.fileWriteNoPermission)
            }
            let megabytes = Double(sizes.reduce(0, +)) / 1e6
            return .good(
                "cache", "\(path), \(String(format: "%.1f", megabytes)) MB of vectors in \(names.count) files"
            )
        } catch {
            return .problem(
                "cache", "\(path) can't be written: every text is encoded again",
                cure: "give yourself the right to write there, or set LOUPE_HOME to a folder of your own")
        }
    }

    /// Every encoder of the catalogue that is there, whole or in part; at least one must be.
    private func encoders() -> [Finding] {
        let files = FetchedPackage.catalogue
        let names = Catalogue.encoders.map(\.name).filter { name in
            files[name].map { Folder.exists("\(home.path)/\($0.target)") } ?? false
        }
        guard names.isEmpty else { return names.compactMap { name in files[name].map { encoder(name, $0) } } }
        let first = Catalogue.encoders.first?.name ?? ""
        return [
            .problem(
                "encoder", "none in \(home.path)/models: texts can't be embedded", cure: Self.cure(first))
        ]
    }

    private func encoder(_ name: String, _ entry: FetchedPackage) -> Finding {
        let folder = "\(home.path)/\(entry.target)"
        let (missing, wrong) = entry.faults(below: home.path)
        guard missing.isEmpty, wrong.isEmpty else {
            let fault =
                missing.isEmpty
                ? "is damaged: \(wrong.joined(separator: ", "))"
                : "lacks \(missing.joined(separator: ", "))"
            return .problem("encoder", "\(name): \(folder) \(fault)", cure: Self.cure(name))
        }
        return .good("encoder", "\(name): \(folder), \(entry.installed.count) files, checksums right")
    }

    private static func cure(_ name: String) -> String {
        "loupe fetch \(name), or copy the folder from another Loupe"
    }

    private func samples() -> Finding {
        var counts: [String] = []
        for entry in Catalogue.samples {
            do { counts.append("\(entry.name) \(try Samples.dataset(entry.name).count) rows") } catch {
                return .problem("samples", "\(entry.name) can't be read", cure: "build this program again")
            }
        }
        return .good("samples", counts.joined(separator: ", "))
    }
}
