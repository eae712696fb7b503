/// Bars of block characters and of boxes.
enum Bars {
    /// A bar in eighths of a character; a negative one begins with a minus sign.
    static func plain(_ value: Double, of whole: Double, width: Int) -> String {
        let eighths = Int((Tint.strength(value, scale: whole) * Double(width * 8)).rounded())
        let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        return String(repeating: "█", count: eighths / 8) + rest
    }

    /// A bar as a box in a box of 8 em.
    static func html(_ value: Double, of whole: Double) -> String {
        let share = Tint.decimals(Tint.strength(value, scale: whole) * 100)
        let color = value < 0 ? Tint.red : Tint.blue
        return
            "<span style=\"display:inline-block;width:8em;height:.72em;background:\(Style.faint);border-radius:2px\">"
            + "<span style=\"display:block;width:\(share)%;height:100%;background:rgba(\(color),.75);border-radius:2px\">"
            + "</span></span>"
    }
}
