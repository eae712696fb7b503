import Glibc

/// Reads a folder of text files: a folder inside it is a class, a file a text.
///
/// Rows come in the order of their paths' bytes. Hidden entries are no data. What else is no text in a class's folder, or
/// can't be read, is a bad row: a link may lead out of the folder or round in it, so none is followed.
struct FolderReader {
    /// The most bytes that one text may have.
    static let largest = 64 << 20

    let folder: String
    let options: ReadOptions

    /// Whether a path is a folder.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Reads all texts, or the first.
    ///
    /// Throws `unreadable`, `emptyFile`, `tooLarge`, `memory`, `interrupted`.
    func reading(
        rowLimit: Int, _ shouldStop: () -> Bool, _ onProgress: (Int, Int) -> Void
    ) throws(DataError) -> Reading {
        var sink = RowSink()
        sink.names = ["text", "label", "file"]
        sink.columns = sink.names.map { _ in CellStore() }
        var hash = XXHash64()
        var bytes = 0
        let files = try files(shouldStop)
        for (index, entry) in files.enumerated() where sink.rows < rowLimit {
            if shouldStop() { throw .interrupted }
            if index & 63 == 0 { onProgress(index, files.count) }
            if let fault = entry.fault {
                reject(entry, index + 1, fault, &sink)
            } else {
                try take(entry, index + 1, &sink, &hash, &bytes)
            }
        }
        guard sink.rows + sink.badRowCount > 0 else { throw .emptyFile(file: folder) }
        var roles = options.roles
        if roles.text.isEmpty { roles.text = ["text"] }
        let isLabelled = files.contains { !$0.label.isEmpty && $0.fault == nil }
        if roles.label == nil, isLabelled { roles.label = "label" }
        if !isLabelled {
            sink.names.remove(at: 1)
            sink.columns.remove(at: 1)
        }
        return try Reading(
            sink, roles, Source(file: folder, bytes: bytes, hash: hash.digest()), .tsv,
            Reading.Notes(isWhole: sink.rows + sink.badRowCount >= files.count, unit: .file))
    }

    private struct Entry {
        let label: [UInt8], name: [UInt8]
        /// Why it is no row; nil for a file to read.
        var fault: BadRow.Fault?
        var path: [UInt8] { label.isEmpty ? name : label + [UInt8(ascii: "/")] + name }
    }

    /// What is in the classes' folders; of what is beside them, the files are rows only when there are no classes.
    private func files(_ shouldStop: () -> Bool) throws(DataError) -> [Entry] {
        var inner: [Entry] = []
        var loose: [Entry] = []
        var hasClasses = false
        for (name, kind) in try entries(of: []) {
            if shouldStop() { throw .interrupted }
            guard case .folder = kind else {
                loose.append(Entry(label: [], name: name, fault: kind.fault))
                continue
            }
            do throws(DataError) {
                for (file, kind) in try entries(of: name) {
                    let fault = kind == .folder ? .passedOver(.innerFolder) : kind.fault
                    hasClasses = hasClasses || fault == nil
                    inner.append(Entry(label: name, name: file, fault: fault))
                }
            } catch .unreadable(_, let reason) {
                inner.append(Entry(label: [], name: name, fault: .unreadable(reason)))
            }
        }
        if hasClasses {
            for index in loose.indices where loose[index].fault == nil {
                loose[index].fault = .passedOver(.besideClasses)
            }
        }
        return (inner + loose).sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    private enum Kind: Equatable {
        case file, folder, link, special
        case unknown(reason: String)

        init(_ mode: mode_t) {
            self =
                switch mode & S_IFMT {
                case S_IFREG: .file
                case S_IFDIR: .folder
                case S_IFLNK: .link
                default: .special
                }
        }

        /// Why an entry of this kind is no text.
        var fault: BadRow.Fault? {
            switch self {
            case .file, .folder: nil
            case .link: .passedOver(.link)
            case .special: .passedOver(.special)
            case .unknown(let reason): .unreadable(reason)
            }
        }
    }

    /// What is in the folder or in one inside it, sorted by bytes.
    private func entries(of name: [UInt8]) throws(DataError) -> [(name: [UInt8], kind: Kind)] {
        let path = full(name)
        guard let directory = path.withUnsafeBufferPointer({ $0.baseAddress.flatMap { opendir($0) } }) else {
            throw .unreadable(file: folder, reason: String(cString: strerror(errno)))
        }
        defer { closedir(directory) }
        var found: [(name: [UInt8], kind: Kind)] = []
        while let entry = readdir(directory) {
            let inner = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if inner.first == UInt8(ascii: ".") { continue }
            var status = stat()
            let whole = full(name.isEmpty ? inner : name + [UInt8(ascii: "/")] + inner)
            let isKnown =
                whole.withUnsafeBufferPointer { path in path.baseAddress.map { lstat($0, &status) } } == 0
            let kind = isKnown ? Kind(status.st_mode) : .unknown(reason: String(cString: strerror(errno)))
            found.append((inner, kind))
        }
        return found.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }

    /// A path inside the folder as the system takes it; names may be any bytes.
    private func full(_ inside: [UInt8]) -> [CChar] {
        (Array(folder.utf8) + [UInt8(ascii: "/")] + inside + [0]).map { CChar(bitPattern: $0) }
    }

    private func reject(_ entry: Entry, _ number: Int, _ fault: BadRow.Fault, _ sink: inout RowSink) {
        let shown = Array(String(decoding: entry.path, as: UTF8.self).utf8)
        shown.withUnsafeBufferPointer { sink.reject(line: number, fault, $0) }
    }

    private func take(
        _ entry: Entry, _ number: Int, _ sink: inout RowSink, _ hash: inout XXHash64, _ total: inout Int
    ) throws(DataError) {
        let shown = String(decoding: entry.path, as: UTF8.self)
        func reject(_ fault: BadRow.Fault) { self.reject(entry, number, fault, &sink) }
        let text: [UInt8]
        do throws(DataError) {
            let raw = try RawBytes(path: full(entry.path), file: shown)
            guard raw.size <= Self.largest else { return reject(.tooLarge) }
            text = try TextFile.text(try raw.readAll(limit: Self.largest), file: shown)
        } catch .unreadable(_, let reason) {
            return reject(.unreadable(reason))
        } catch .notText(_, let kind) {
            return reject(.notText(kind))
        } catch .invalidUTF8, .undecodable {
            return reject(.notText(.otherEncoding))
        }
        entry.path.withUnsafeBytes { hash.update($0) }
        text.withUnsafeBytes { hash.update($0) }
        total += text.count
        try sink.checkGrowth(by: text.count, file: folder)
        let cells = [text, Array(String(decoding: entry.label, as: UTF8.self).utf8), Array(shown.utf8)]
        for (index, cell) in cells.enumerated() where !sink.columns[index].append(cell) {
            throw .tooLarge(
                column: sink.names[index], bytes: sink.columns[index].openBytes, limit: CellStore.limit)
        }
        sink.rows += 1
    }
}

/// A whole file as one text.
enum TextFile {
    /// The text as UTF-8 without its mark and without the line breaks at its end.
    ///
    /// Throws `notText`, `invalidUTF8`, `undecodable`.
    static func text(_ raw: [UInt8], file: String) throws(DataError) -> [UInt8] {
        var start = try FileStart(raw.prefix(FileStart.length), file: file)
        if start.encoding == .utf8 {
            let result = raw.withUnsafeBufferPointer { UTF8Check.check($0, from: start.skip) }
            guard result != .valid(end: raw.count) else { return trimmed(raw[start.skip...]) }
            guard raw.count > start.skip else { return [] }
            let place: Int =
                switch result {
                case .valid(let end): end
                case .invalid(let place): place
                }
            guard TextEncoding.guess(of: raw[...], at: place) == .gb18030 else {
                throw .invalidUTF8(file: file, line: 1, column: 1, bytes: [], looksLike: nil)
            }
            start = FileStart(encoding: .gb18030)
        }
        guard
            let converted = ConvertedBytes(
                RawBytes(memory: raw), from: start.encoding, skip: start.skip, file: file)
        else { throw .undecodable(file: file, line: 1, bytes: [], encoding: start.encoding) }
        return trimmed(try converted.readAll(limit: FolderReader.largest)[...])
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var text = text
        while text.last == 0x0A || text.last == 0x0D { text.removeLast() }
        return Array(text)
    }
}
