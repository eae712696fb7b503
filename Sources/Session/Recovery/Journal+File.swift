import FoundationEssentials
import Glibc
import Language

extension Journal {
    /// Reads a journal's file; lines that can't be read, such as one cut short by a death, are passed over.
    static func read(_ path: String) -> State {
        var state = State()
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= 16 * mostBytes else {
            return state
        }
        var isKnown = false
        for line in data.split(separator: 0x0A) {
            switch try? JSONDecoder().decode(JournalLine.self, from: line) {
            case .owner(_, let version): isKnown = version == Self.version
            case .made(let entry) where isKnown && isSound(entry):
                state.entries[entry.id] = entry
                for (index, name) in entry.names.enumerated() {
                    state.names[name] = Place(entry: entry.id, index: index)
                }
                state.next = max(state.next, entry.id + 1)
            case .forgot(let names): for name in names { state.names[name] = nil }
            case .made, nil: break
            }
        }
        return state
    }

    /// Whose journal a file is; nil when it is none.
    static func owner(of path: String) -> KernelIdentity? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let line = text.split(separator: "\n").first,
            case .owner(let identity, _)? = try? JSONDecoder().decode(JournalLine.self, from: Data(line.utf8))
        else { return nil }
        return identity
    }

    /// A damaged file must lead neither out of bounds nor round in circles.
    private static func isSound(_ entry: JournalEntry) -> Bool {
        (1...1 << 40).contains(entry.id) && entry.uses.values.allSatisfy { (1..<entry.id).contains($0) }
            && entry.types.count == entry.names.count && entry.files.count == entry.names.count
            && entry.plain.map { $0.count == entry.names.count } != false
    }

    /// Adds one line.
    static func append(
        _ line: JournalLine, _ state: inout State, _ folder: String, _ identity: KernelIdentity
    ) {
        if state.descriptor < 0 {
            // The first statement of this kernel: a file with all that is known, open for more.
            rewrite(&state, folder, identity)
            return
        }
        guard var bytes = try? Array(JSONEncoder().encode(line)) else { return }
        bytes.append(0x0A)
        let written = bytes.withUnsafeBytes { write(state.descriptor, $0.baseAddress, $0.count) }
        state.bytes += max(0, written)
    }

    /// Drops what no name needs, and the files of models that nothing needs.
    static func tidy(_ state: inout State, _ folder: String, _ identity: KernelIdentity, rewrites: Bool) {
        var needed = reachable(state)
        while needed.count > mostEntries,
            let oldest = state.names.min(by: { $0.value.entry < $1.value.entry })
        {
            state.names[oldest.key] = nil
            state.waiting.remove(oldest.key)
            needed = reachable(state)
        }
        for (id, entry) in state.entries where !needed.contains(id) {
            if entry.hasModel { unlink("\(folder)/\(id).model") }
            state.entries[id] = nil
            state.modelBytes[id] = nil
        }
        if rewrites { rewrite(&state, folder, identity) }
    }

    /// The entries that the names need.
    private static func reachable(_ state: State) -> Set<Int> {
        var found: Set<Int> = []
        var open = state.names.values.map(\.entry)
        while let id = open.popLast() {
            guard found.insert(id).inserted, let entry = state.entries[id] else { continue }
            open += entry.needs
        }
        return found
    }

    /// Writes the whole file anew, which takes the old one's place at once, and keeps it open for more.
    private static func rewrite(_ state: inout State, _ folder: String, _ identity: KernelIdentity) {
        let lines =
            [JournalLine.owner(identity, version: version)]
            + state.entries.values.sorted { $0.id < $1.id }.map { entry in
                JournalLine.made(entry)
            } + [.forgot(overruled(state))]
        var bytes: [UInt8] = []
        for line in lines {
            guard let encoded = try? JSONEncoder().encode(line) else { continue }
            bytes += Array(encoded) + [0x0A]
        }
        let (path, temporary) = (folder + "/journal", folder + "/journal.new")
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        guard bytes.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == bytes.count,
            rename(temporary, path) == 0
        else {
            close(descriptor)
            unlink(temporary)
            return
        }
        if state.descriptor >= 0 { close(state.descriptor) }
        state.descriptor = descriptor
        state.bytes = bytes.count
    }

    /// Names that entries still give, as others need them, though they are forgotten.
    private static func overruled(_ state: State) -> [String] {
        Set(state.entries.values.flatMap(\.names)).filter { state.names[$0] == nil }.sorted()
    }
}
