internal import Glibc

/// The frame of a chart: two axes with ticks, titles and a faint grid, and the places of values within it.
///
/// Every chart with two axes is drawn with it, so all look alike.
struct Axes {
    /// What one axis shows.
    struct Axis {
        /// What it is about.
        var title: String
        /// The values at its ends.
        var range: ClosedRange<Double>
        /// How its ticks are written.
        var format: NumberFormat = .automatic
        /// Whether equal ratios, not equal differences, are equally far apart; then the range is above 0.
        var isLogarithmic = false

        /// An axis that holds values and stays a little clear of them; a range without extent gets some.
        static func holding(
            _ values: [Double], title: String, format: NumberFormat = .automatic, isLogarithmic: Bool = false
        ) -> Axis {
            let known = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
            guard let low = known.min(), let high = known.max() else {
                return Axis(title: title, range: 0...1, format: format)
            }
            if isLogarithmic {
                let room = low == high ? 2 : pow(high / low, 0.04)
                return Axis(
                    title: title, range: low / room...high * room, format: format, isLogarithmic: true)
            }
            let room = low == high ? max(abs(low), 1) * 0.1 : (high - low) * 0.06
            return Axis(title: title, range: low - room...high + room, format: format)
        }

        /// Where a value is, from 0 at the start to 1 at the end.
        func share(_ value: Double) -> Double {
            let (low, high) = (range.lowerBound, range.upperBound)
            guard value.isFinite, high > low else { return 0.5 }
            if isLogarithmic, low > 0 { return value > 0 ? log(value / low) / log(high / low) : 0 }
            return (value - low) / (high - low)
        }

        /// Round values within the range: multiples of 1, 2 or 5, of a logarithmic axis powers of ten and, if these are few, their
        /// doubles and fivefolds.
        var ticks: [Double] {
            let (low, high) = (range.lowerBound, range.upperBound)
            guard low.isFinite, high.isFinite, high > low else { return [] }
            if isLogarithmic, low > 0 {
                let powers = (Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))).map {
                    pow(10, Double($0))
                }
                let tens = powers.filter { range.contains($0) }
                if tens.count >= 3 || high / low > 1000 { return tens }
                return powers.flatMap { [$0, 2 * $0, 5 * $0] }.filter { range.contains($0) }
            }
            let rough = (high - low) / 5
            let power = pow(10, log10(rough).rounded(.down))
            let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? rough
            let first = (low / step).rounded(.up)
            return (0...12).map { (first + Double($0)) * step }.filter { $0 <= high }
        }
    }

    /// The axes.
    let x, y: Axis
    /// The plot's own size in pixels, without ticks and titles.
    let width, height: Double
    private let left = 64.0
    private let top = 12.0

    /// Axes around a plot.
    init(x: Axis, y: Axis, width: Double = 420, height: Double = 240) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The size of the whole drawing.
    var size: (width: Int, height: Int) { (Int(left + width + 16), Int(top + height + 46)) }

    /// The place of a pair of values.
    func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (left + self.x.share(x) * width, top + (1 - self.y.share(y)) * height)
    }

    /// Draws frame, grid, ticks and titles.
    func draw(into drawing: inout SVG) {
        drawing.frame(x: left, y: top, width: width, height: height)
        for tick in x.ticks {
            let place = place(tick, y.range.lowerBound)
            drawing.grid(from: place, to: (place.x, top))
            drawing.text(x.format.text(tick), x: place.x, y: top + height + 16, anchor: "middle")
        }
        for tick in y.ticks {
            let place = place(x.range.lowerBound, tick)
            drawing.grid(from: place, to: (left + width, place.y))
            drawing.text(y.format.text(tick), x: left - 6, y: place.y + 4, anchor: "end")
        }
        drawing.text(x.title, x: left + width / 2, y: top + height + 36, anchor: "middle")
        drawing.text(y.title, x: 12, y: top + height / 2, anchor: "middle", angle: -90)
    }
}
