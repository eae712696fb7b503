internal import Phrases

// What is written alike in every tongue.
extension Wording {
    /// A text cut after so many code points.
    func shortened(_ text: String, to limit: Int) -> String {
        text.unicodeScalars.count <= limit
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))) + "…"
    }

    /// Thousands set apart by commas.
    func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// A share from 0 to 1 as a whole percentage, with one decimal below 10.
    func percent(_ share: Double) -> String {
        let tenths = (share * 1000).rounded()
        guard let whole = Int(exactly: tenths) else { return "?" }
        return whole < 100 && whole % 10 != 0 ? "\(whole / 10).\(whole % 10)%" : "\((whole + 5) / 10)%"
    }

    /// A number of bytes in a fitting unit.
    func bytes(_ number: Int) -> String {
        let units = [Phrases.phrase("bytes", zh: "字节"), "kB", "MB", "GB", "TB"]
        var value = Double(number)
        var unit = 0
        while value >= 1000, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return "\(NumberFormat.text((value * 10).rounded() / 10)) \(units[unit])"
    }
}
