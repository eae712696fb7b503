/// Horizontal bars from a common zero.
public struct BarChart: Displayable, Equatable {
    /// A bar.
    public struct Bar: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Its length; negative ones go left and are red.
        public var value: Double

        /// Makes a bar.
        public init(_ name: String, _ value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// The title.
    public var title: String?
    /// The bars from top to bottom.
    public var bars: [Bar]
    /// How values are written.
    public var format: NumberFormat
    /// Lines below.
    public var notes: [String]

    /// Makes a chart.
    public init(title: String? = nil, bars: [Bar], format: NumberFormat = .automatic, notes: [String] = []) {
        self.title = title
        self.bars = bars
        self.format = format
        self.notes = notes
    }

    /// Bars of block characters.
    public var plainText: String { "" }
    /// The picture within HTML.
    public var html: String { "" }
    /// The picture alone.
    public var svg: String? { nil }
}
