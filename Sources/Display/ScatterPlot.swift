/// Points in a plane, marked by group, with the same scale on both axes.
public struct ScatterPlot: Displayable, Equatable {
    /// A point.
    public struct Point: Sendable, Equatable {
        /// Its place.
        public var x, y: Double
        /// The place of its group's name in `groups`; nil for none.
        public var group: Int?
        /// What it stands for.
        public var name: String

        /// Makes a point.
        public init(x: Double, y: Double, group: Int?, name: String) {
            (self.x, self.y, self.group, self.name) = (x, y, group, name)
        }
    }

    /// The title.
    public var title: String?
    /// What the axes are.
    public var xTitle, yTitle: String
    /// The points; those that aren't finite are left out.
    public var points: [Point]
    /// The groups' names; the first seven have marks of their own.
    public var groups: [String]
    /// What the picture shows, in figures.
    public var summary: Table?
    /// Lines below.
    public var notes: [String]

    /// Makes a plot.
    public init(
        title: String? = nil, xTitle: String, yTitle: String, points: [Point], groups: [String] = [],
        summary: Table? = nil, notes: [String] = []
    ) {
        (self.title, self.xTitle, self.yTitle) = (title, xTitle, yTitle)
        (self.points, self.groups, self.summary, self.notes) = (points, groups, summary, notes)
    }

    /// The smallest and the largest coordinates, with some air; never empty.
    var bounds: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
        func range(_ values: [Double]) -> ClosedRange<Double> {
            let finite = values.filter { $0.isFinite && abs($0) < 1e100 }
            let (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
            let air = high > low ? (high - low) * 0.04 : max(abs(low) * 0.1, 1)
            return low - air...high + air
        }
        return (range(points.map(\.x)), range(points.map(\.y)))
    }

    /// The points that can be drawn.
    var drawable: [Point] {
        points.filter { $0.x.isFinite && $0.y.isFinite && max(abs($0.x), abs($0.y)) < 1e100 }
    }
}
