import Phrases

/// How far a long step has come.
public struct Progress: Displayable, Equatable {
    /// What is being done: `encoding`.
    public var task: String
    /// Units done and in all.
    public var done, total: Int
    /// What the units are, in the plural: `texts`.
    public var unit: String
    /// Seconds since the start.
    public var seconds: Double
    /// Whether it was stopped before its end.
    public var isInterrupted: Bool

    /// States how far it has come.
    public init(
        task: String, done: Int, total: Int, unit: String, seconds: Double, isInterrupted: Bool = false
    ) {
        self.task = task
        self.done = done
        self.total = total
        self.unit = unit
        self.seconds = seconds
        self.isInterrupted = isInterrupted
    }

    /// A bar with rate and time left, or one quiet line at the end.
    public var plainText: String {
        if isInterrupted || done >= total { return ending }
        let bar = Bars.plain(Double(done), of: Double(total), width: 20)
        return "\(Escape.line(task))  \(TextWidth.pad(bar, to: 20, .leading))  \(figures)"
    }

    /// The same in HTML.
    public var html: String {
        guard !isInterrupted, done < total else {
            return "<div style=\"\(Style.quiet)\">\(Escape.html(ending))</div>"
        }
        return
            "<div style=\"\(Style.quiet)\">\(Escape.html(task)) &nbsp;\(Bars.html(Double(done), of: Double(total)))"
            + " &nbsp;\(Escape.html(figures))</div>"
    }

    private var rate: Double { seconds > 0 ? Double(done) / seconds : 0 }

    private var figures: String {
        let unit = Escape.line(unit)
        let counts = phrase(
            "\(NumberFormat.count(done)) of \(NumberFormat.count(total)) \(unit)",
            zh: "\(NumberFormat.count(done)) / \(NumberFormat.count(total)) \(unit)")
        guard rate > 0 else { return counts }
        let left = Self.rest((Double(total - done) / rate).rounded(.up))
        let speed = NumberFormat.significant(3).text(rate)
        return phrase("\(counts)  \(speed)/s  \(left) left", zh: "\(counts)  每秒 \(speed)  还需 \(left)")
    }

    /// Whole seconds need no decimals while they run down.
    private static func rest(_ seconds: Double) -> String {
        seconds < 60 ? NumberFormat.fixed(0).text(seconds) + " s" : NumberFormat.duration.text(seconds)
    }

    private var ending: String {
        let time = NumberFormat.duration.text(seconds)
        let what = Escape.line(task)
        guard done >= total else {
            return phrase(
                "\(what): stopped after \(NumberFormat.count(done)) of \(NumberFormat.count(total)) \(unit), \(time)",
                zh:
                    "\(what)：完成 \(NumberFormat.count(done)) / \(NumberFormat.count(total)) \(unit)后停止，用时 \(time)"
            )
        }
        let pace = NumberFormat.significant(3).text(rate)
        let speed = rate > 0 ? phrase(" (\(pace)/s)", zh: "（每秒 \(pace)）") : ""
        return phrase(
            "\(what): \(NumberFormat.count(total)) \(unit) in \(time)\(speed)",
            zh: "\(what)：\(NumberFormat.count(total)) \(unit)，用时 \(time)\(speed)")
    }
}
