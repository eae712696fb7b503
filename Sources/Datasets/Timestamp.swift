/// A date, with or without a time of day, that begins with its year (ISO 8601 and its common relatives).
///
/// `2024-03-05`, `2024/3/5`, `2024.03.05`, `2024年3月5日`, `20240305`, `2024-03`, `2024`, each followed by nothing or by
/// `T12:30`, ` 12:30:05.25`, and then nothing, `Z` or `+08:00`. Dates that begin with the day or the month can't be told
/// apart, so they are none.
struct Timestamp: Equatable {
    /// Seconds since the first of January 1970 at midnight in Greenwich; local times count as Greenwich's.
    let seconds: Double

    /// Reads a date; nil for anything else.
    init?(_ text: String) {
        var scan = Scan(rest: Substring(text).utf8)
        scan.skip(" ")
        guard let year = scan.number(digits: 4...4) else { return nil }
        var (month, day) = (1, 1)
        if let compact = scan.number(digits: 4...4) {
            (month, day) = (compact / 100, compact % 100)
        } else if scan.takes(["-", "/", ".", "年"]), !scan.isAtEnd {
            guard let number = scan.number(digits: 1...2) else { return nil }
            month = number
            if scan.takes(["-", "/", ".", "月"]), !scan.isAtEnd {
                guard let number = scan.number(digits: 1...2) else { return nil }
                day = number
                _ = scan.takes(["日", "号"])
            }
        }
        guard (1...12).contains(month), day >= 1, day <= Self.days(of: month, year) else { return nil }
        guard let clock = scan.clock() else { return nil }
        scan.skip(" ")
        guard scan.isAtEnd else { return nil }
        seconds = Double(Self.day(year, month, day)) * 86_400 + clock
    }

    private static func days(of month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// The number of a day since 1970 in the proleptic Gregorian calendar: years begin in March, so that the leap day
    /// comes last.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let (year, month) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        let (era, inEra) = ((year + 400) / 400 - 1, (year + 400) % 400)
        return era * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + (month * 153 + 2) / 5 + day - 719_469
    }

    private struct Scan {
        var rest: Substring.UTF8View

        var isAtEnd: Bool { rest.isEmpty }

        mutating func skip(_ sign: Unicode.Scalar) {
            while rest.first == UInt8(ascii: sign) { rest.removeFirst() }
        }

        mutating func takes(_ signs: [String]) -> Bool {
            for sign in signs where rest.starts(with: sign.utf8) {
                rest.removeFirst(sign.utf8.count)
                return true
            }
            return false
        }

        mutating func number(digits: ClosedRange<Int>) -> Int? {
            let found = rest.prefix(digits.upperBound).prefix { (0x30...0x39).contains($0) }
            guard digits.contains(found.count) else { return nil }
            rest.removeFirst(found.count)
            return found.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }

        /// Seconds of a time of day and its zone; 0 when there is none, nil when it is wrong.
        mutating func clock() -> Double? {
            let before = rest
            guard takes(["T", "t", " "]) else { return 0 }
            skip(" ")
            guard let hour = number(digits: 1...2) else {
                rest = before
                return 0
            }
            guard takes([":"]), let minute = number(digits: 2...2), hour < 25, minute < 60 else { return nil }
            var seconds = Double(hour * 3600 + minute * 60)
            if takes([":"]) {
                guard let whole = number(digits: 2...2), whole < 61 else { return nil }
                seconds += Double(whole)
                if takes([".", ","]) {
                    var unit = 0.1
                    while let digit = number(digits: 1...1) {
                        seconds += Double(digit) * unit
                        unit /= 10
                    }
                }
            }
            return zone().map { seconds - $0 }
        }

        private mutating func zone() -> Double? {
            if takes(["Z", "z"]) { return 0 }
            let sign = takes(["+"]) ? 1.0 : takes(["-"]) ? -1.0 : 0
            guard sign != 0 else { return 0 }
            guard let hour = number(digits: 2...2) else { return nil }
            _ = takes([":"])
            return sign * Double(hour * 3600 + (number(digits: 2...2) ?? 0) * 60)
        }
    }
}
