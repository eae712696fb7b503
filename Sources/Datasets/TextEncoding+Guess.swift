extension TextEncoding {
    /// What bytes that aren't UTF-8 look like.
    ///
    /// In GB18030 text most pairs from 0x81 up begin with 0xA1 ... 0xA3 (punctuation) or 0xB0 ... 0xD7 (the common
    /// characters of GB 2312, level 1); Western accented letters lie above and stand alone.
    static func guess(of bytes: ArraySlice<UInt8>, at place: Int) -> TextEncoding? {
        let sample = bytes[place...].prefix(1 << 16)
        var pairs = 0
        var common = 0
        var lonely = 0
        var index = sample.startIndex
        while index + 1 < sample.endIndex {
            let (first, second) = (sample[index], sample[index + 1])
            guard first >= 0x80 else {
                index += 1
                continue
            }
            if first > 0x80, first < 0xFF, (0x30...0x39).contains(second), index + 3 < sample.endIndex,
                (0x81...0xFE).contains(sample[index + 2]), (0x30...0x39).contains(sample[index + 3])
            {
                // A character of four bytes, which tells neither way.
                index += 4
                continue
            }
            guard first > 0x80, first < 0xFF, second >= 0x30, second != 0x7F, second != 0xFF else {
                lonely += 1
                index += 1
                continue
            }
            pairs += 1
            if (0xA1...0xA3).contains(first) || (0xB0...0xD7).contains(first), second >= 0xA1 { common += 1 }
            index += 2
        }
        if common * 10 >= (pairs + lonely) * 7, common > 0 { return .gb18030 }
        return pairs + lonely > 0 ? .latin1 : nil
    }
}
