/// Where bytes come from, block by block: a file, memory, or what unpacks or converts another source.
protocol ByteSource: AnyObject {
    /// Reads what comes next, at most as much as fits; 0 at the end.
    ///
    /// Throws `unreadable`, `badArchive`, `undecodable`.
    func read(into target: UnsafeMutableRawBufferPointer) throws(DataError) -> Int
}

extension ByteSource {
    /// Reads on to the end, or to `limit` bytes.
    ///
    /// Throws as `read(into:)` does.
    func readAll(limit: Int) throws(DataError) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: min(limit, 1 << 18))
        while bytes.count < limit {
            let count = try read(into: &block)
            if count == 0 { break }
            bytes.append(contentsOf: block[..<min(count, limit - bytes.count)])
        }
        return bytes
    }

    /// Reads what comes next into `block[start...]`; 0 at the end.
    ///
    /// Throws as `read(into:)` does.
    func read(into block: inout [UInt8], from start: Int = 0) throws(DataError) -> Int {
        var failure: DataError?
        let count = block.withUnsafeMutableBytes { target in
            do throws(DataError) {
                return try read(into: UnsafeMutableRawBufferPointer(rebasing: target[start...]))
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        return count
    }
}
