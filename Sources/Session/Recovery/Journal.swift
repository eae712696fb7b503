import Datasets
import FoundationEssentials
import Glibc
import Language
import Synchronization
import Tensors
import TextModels

/// The statements that made the names of a notebook, kept so that the next kernel can make them again.
///
/// One line is added for each statement, in one `write`, so that any death of the process loses at most the line being
/// written. What no name needs any more is left out when the file is rewritten. A folder that can't be written, or is
/// full, ends the journal quietly: nothing of this may fail a cell.
final class Journal: Sendable {
    static let version = 1
    /// The most statements that are kept; the oldest names go first.
    static let mostEntries = 1000
    /// The most bytes that the file may grow to before it is rewritten, and of one model's file, and of all.
    static let (mostBytes, largestModel, mostModelBytes) = (4 << 20, 128 << 20, 512 << 20)

    /// Where a name's value comes from: a statement, and which of its values.
    struct Place: Equatable {
        let entry: Int
        let index: Int
    }

    struct State: Sendable {
        var entries: [Int: JournalEntry] = [:]
        var names: [String: Place] = [:]
        /// Names of earlier kernels that this one hasn't brought back or made anew.
        var waiting: Set<String> = []
        var next = 1
        var descriptor: Int32 = -1
        var bytes = 0
        var modelBytes: [Int: Int] = [:]
    }

    let folder: String
    let identity: KernelIdentity
    private let state: Mutex<State>

    /// Goes on with the journal in a folder, or begins one there.
    init(folder: String, identity: KernelIdentity) {
        self.folder = folder
        self.identity = identity
        var state = Self.read(folder + "/journal")
        state.waiting = Set(state.names.keys)
        Self.tidy(&state, folder, identity, rewrites: !state.names.isEmpty)
        self.state = Mutex(state)
    }

    /// Whether nothing is in it.
    var isEmpty: Bool { state.withLock { $0.names.isEmpty } }

    /// The names of earlier kernels that can be asked for, oldest first, each with its statement.
    var waiting: [(name: String, place: Place, entry: JournalEntry)] {
        state.withLock { state in
            state.waiting.compactMap { name in
                guard let place = state.names[name], let entry = state.entries[place.entry] else {
                    return nil
                }
                return (name, place, entry)
            }.sorted { ($0.place.entry, $0.place.index) < ($1.place.entry, $1.place.index) }
        }
    }

    /// The names that `restore` may bring back, with their types.
    var restorable: [String: Facts] {
        var found: [String: Facts] = [:]
        for (name, place, entry) in waiting where !entry.isFigure(at: place.index) {
            found[name] = entry.type(at: place.index).map { Facts(ofType: $0) } ?? .unknown
        }
        return found
    }

    /// An entry by its number.
    func entry(_ id: Int) -> JournalEntry? { state.withLock { $0.entries[id] } }

    /// The file of a model that an entry made.
    func modelFile(_ id: Int) -> String { "\(folder)/\(id).model" }

    /// Takes a statement down that gave `names` these values; gives its number.
    func add(_ source: String, _ names: [String], _ values: [Value], reads: [String: Int?]) -> Int? {
        guard source.utf8.count <= JournalEntry.longest else {
            forget(names)
            return nil
        }
        let plain = values.map { PlainValue($0) }
        let id = state.withLock { state in
            defer { state.next += 1 }
            return state.next
        }
        let size = values.count == 1 ? keepModel(values[0], as: id) : nil
        let entry = JournalEntry(
            id: id, time: time(nil), source: source, names: names,
            types: values.map { $0.type?.rawValue ?? "" }, uses: reads.compactMapValues(\.self),
            lost: reads.filter { $0.value == nil }.keys.sorted(), files: values.map(Self.file),
            plain: plain.contains { $0 == nil } ? nil : plain.compactMap(\.self), hasModel: size != nil)
        state.withLock { state in
            state.modelBytes[id] = size
            state.entries[id] = entry
            for (index, name) in names.enumerated() {
                state.names[name] = Place(entry: id, index: index)
                state.waiting.remove(name)
            }
            Self.append(.made(entry), &state, folder, identity)
            let isLarge = state.bytes > Self.mostBytes || state.entries.count > 2 * Self.mostEntries
            Self.tidy(&state, folder, identity, rewrites: isLarge)
        }
        return id
    }

    /// Takes names out, and what only they needed.
    func forget(_ names: [String]) {
        state.withLock { state in
            for name in names {
                state.names[name] = nil
                state.waiting.remove(name)
            }
            Self.tidy(&state, folder, identity, rewrites: true)
        }
    }

    /// Notes that names of earlier kernels are here again.
    func cameBack(_ names: [String]) { state.withLock { $0.waiting.subtract(names) } }

    private static func file(behind value: Value) -> JournalEntry.File? {
        guard case .dataset(let dataset) = value, let source = dataset.source else { return nil }
        return JournalEntry.File(path: source.file, hash: source.hash)
    }

    /// Writes a model's file beside the journal; its size, nil when there is none.
    private func keepModel(_ value: Value, as id: Int) -> Int? {
        guard case .model(let model) = value, model.estimatedBytes <= Self.largestModel else { return nil }
        guard
            state.withLock({ $0.modelBytes.values.reduce(0, +) }) + model.estimatedBytes
                <= Self.mostModelBytes
        else { return nil }
        // Without a file the model is fitted again from its statement.
        return try? model.write(to: modelFile(id))
    }
}

extension TextModel {
    /// About how large its file is.
    fileprivate var estimatedBytes: Int {
        8 * (labels.count + 8) * features.columns + 8 * provenance.textKeys.count
    }
}
