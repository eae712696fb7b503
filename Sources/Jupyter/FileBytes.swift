internal import Glibc

/// The bytes of the file at `path`.
func readFile(_ path: String) throws(WireError) -> [UInt8] {
    guard let file = fopen(path, "rbe") else {
        throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
        let count = fread(&chunk, 1, chunk.count, file)
        bytes.append(contentsOf: chunk.prefix(count))
        if count < chunk.count { break }
    }
    guard ferror(file) == 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    return bytes
}
