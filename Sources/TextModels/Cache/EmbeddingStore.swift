internal import Glibc
internal import Synchronization
internal import Tensors

/// The vectors of one encoder with one setting, kept on disk so that no text is ever encoded twice.
///
/// Any number of threads and kernels may read and append at once. Files are ``VectorSegment``s of an ``EmbeddingCache``; keys
/// are held in memory (``VectorIndex``), vectors are read when asked for.
final class EmbeddingStore: Sendable {
    private struct State {
        var index = VectorIndex()
        /// Runs of consecutive ordinals: from `first` on they are the records of a segment from `record` on.
        var runs: [(first: Int, segment: Int, record: Int)] = []
        var segments: [(file: VectorSegment, known: Int, stamped: Int)] = []
        /// Keys whose records were found damaged.
        var damaged: Set<VectorKey> = []
        /// Records that wait for the lock.
        var keys: [VectorKey] = []
        var bodies: [UInt8] = []
        /// The bytes that may be written before the cache's size is looked at again.
        var allowance = 0
    }

    private let cache: EmbeddingCache
    /// The encoder's hash.
    let hash: String
    private let encoder: String
    private let settings: String
    /// The length of a vector.
    let dimension: Int
    private let state = Mutex(State())

    /// How long waiting records are kept for a lock that somebody holds on to, in bytes.
    private static let mostWaiting = 64 << 20

    /// A store within a cache; `encoder` and `settings` are words for people.
    init(_ cache: EmbeddingCache, hash: String, dimension: Int, encoder: String, settings: String) {
        (self.cache, self.hash, self.dimension) = (cache, hash, dimension)
        (self.encoder, self.settings) = (encoder, settings)
    }

    /// How many records the store holds.
    var count: Int {
        state.withLock { state in
            refresh(&state)
            return state.segments.reduce(0) { $0 + $1.known }
        }
    }

    // MARK: reading

    /// Reads the vectors of `keys` into `rows`, [keys × dimension]; the places of those that aren't there.
    func read(_ keys: ArraySlice<VectorKey>, into rows: UnsafeMutableBufferPointer<Float>) -> [Int] {
        guard let base = rows.baseAddress, rows.count >= keys.count * dimension else {
            return Array(0..<keys.count)
        }
        return state.withLock { state in
            refresh(&state)
            return keys.enumerated().compactMap { place, key in
                read(key, into: base + place * dimension, &state) ? nil : place
            }
        }
    }

    private func read(_ key: VectorKey, into row: UnsafeMutablePointer<Float>, _ state: inout State) -> Bool {
        guard let ordinal = state.index.ordinal(of: key),
            let (segment, record) = Self.place(of: ordinal, state.runs)
        else { return false }
        guard state.segments[segment].file.read(record, key: key, into: row) else {
            state.damaged.insert(key)
            return false
        }
        Self.stamp(&state.segments[segment])
        return true
    }

    /// Notes the use of a segment, once a minute at most.
    private static func stamp(_ segment: inout (file: VectorSegment, known: Int, stamped: Int)) {
        let now = time(nil)
        guard now - segment.stamped > 60 else { return }
        segment.file.touch()
        segment.stamped = now
    }

    private static func place(
        of ordinal: Int, _ runs: [(first: Int, segment: Int, record: Int)]
    ) -> (segment: Int, record: Int)? {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].first <= ordinal { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let run = runs[low - 1]
        return (run.segment, run.record + ordinal - run.first)
    }

    /// Takes up what this or another kernel has added or removed since the last look.
    private func refresh(_ state: inout State) {
        if state.segments.contains(where: \.file.isUnlinked) {
            (state.index, state.runs, state.segments) = (VectorIndex(), [], [])
        }
        let last = state.segments.last
        // Only behind a full segment is there another.
        if last.map({ $0.file.count ?? 0 >= $0.file.header.capacity }) ?? true {
            for file in cache.files(of: hash) where file.number > last?.file.number ?? -1 {
                guard let segment = VectorSegment.open(file.path, number: file.number, dimension: dimension)
                else { continue }
                state.segments.append((segment, 0, 0))
            }
        }
        for place in state.segments.indices { takeUp(place, &state) }
    }

    private func takeUp(_ place: Int, _ state: inout State) {
        let (file, known, _) = state.segments[place]
        guard let count = file.count, count > known else { return }
        let keys = file.keys(known..<count)
        let isContinued = state.runs.last.map {
            $0.segment == place && $0.record + state.index.count - $0.first == known
        }
        if isContinued != true, !keys.isEmpty { state.runs.append((state.index.count, place, known)) }
        for key in keys { state.index.insert(key) }
        state.segments[place].known += keys.count
    }

    // MARK: writing

    /// Adds the rows of `vectors`, one for each key.
    ///
    /// While another kernel holds the lock they wait for the next call. A store that can't be written stays as it is.
    func append(_ vectors: Matrix, of keys: [VectorKey]) {
        guard vectors.columns == dimension, vectors.rows == keys.count else { return }
        state.withLock { state in
            for (row, key) in keys.enumerated() {
                vectors.withRow(row) { VectorSegment.write($0, key: key, to: &state.bodies) }
            }
            state.keys += keys
            writeWaiting(&state, patience: 20)
            if state.bodies.count > Self.mostWaiting { (state.keys, state.bodies) = ([], []) }
        }
    }

    /// Writes what still waits, waiting a moment for the lock.
    func flush() {
        state.withLock { state in
            if !state.keys.isEmpty { writeWaiting(&state, patience: 100) }
            (state.keys, state.bodies) = ([], [])
        }
    }

    private func writeWaiting(_ state: inout State, patience: Int) {
        let written: Void? = cache.exclusively(patience: patience) {
            state.allowance -= state.bodies.count
            if state.allowance < 0 {
                state.allowance = max(cache.segmentSize / 16, state.bodies.count)
                cache.makeRoom(for: state.allowance)
            }
            refresh(&state)
            dropKnown(&state)
            var done = 0
            while done < state.keys.count, let segment = roomy(&state) {
                let taken = state.bodies.withUnsafeBytes { bodies in
                    segment.append(
                        state.keys[done...],
                        bodies: UnsafeRawBufferPointer(rebasing: bodies[(done * bodySize)...]))
                }
                guard taken > 0 else { break }
                done += taken
            }
        }
        // What a full disk doesn't take is encoded again another time.
        if written != nil { (state.keys, state.bodies) = ([], []) }
    }

    private var bodySize: Int { 8 + 4 * dimension }

    /// Leaves out what another kernel has written meanwhile.
    private func dropKnown(_ state: inout State) {
        let isNew = state.keys.map { state.index.ordinal(of: $0) == nil || state.damaged.remove($0) != nil }
        guard isNew.contains(false) else { return }
        var (keys, bodies): ([VectorKey], [UInt8]) = ([], [])
        for place in isNew.indices where isNew[place] {
            keys.append(state.keys[place])
            bodies += state.bodies[place * bodySize..<(place + 1) * bodySize]
        }
        (state.keys, state.bodies) = (keys, bodies)
    }

    /// The segment to append to, a new one when the last is full; the caller holds the lock.
    private func roomy(_ state: inout State) -> VectorSegment? {
        if let last = state.segments.last?.file, let count = last.count, count < last.header.capacity {
            return last
        }
        let record = VectorKey.size + bodySize
        let capacity = max(16, (cache.segmentSize - VectorSegment.headerSize) / record)
        guard VectorSegment.size(records: capacity, dimension: dimension) <= cache.limit else { return nil }
        let number = (cache.files(of: hash).last?.number ?? state.segments.last?.file.number ?? 0) + 1
        let header = VectorSegment.Header(
            dimension: dimension, capacity: capacity, encoder: encoder, settings: settings)
        guard
            let segment = VectorSegment.create(cache.path(hash, number), number: number, header)
        else { return nil }
        state.segments.append((segment, 0, 0))
        return segment
    }
}
