/// A matrix of values from 0 up, such as the attention of every token to every token.
public struct HeatMap: Displayable, Equatable {
    /// The title.
    public var title: String?
    /// Names of the rows and of the columns.
    public var rowNames, columnNames: [String]
    /// What rows and columns are: `from`, `to`.
    public var rowTitle, columnTitle: String
    /// The values, row by row; rowNames.count × columnNames.count, what is lacking is 0.
    public var values: [[Double]]
    /// How values are written.
    public var format: NumberFormat
    /// How many of the largest values the plain twin lists.
    public var strongest: Int
    /// Lines below.
    public var notes: [String]

    /// Makes a heat map.
    public init(
        title: String? = nil, rowNames: [String], columnNames: [String], rowTitle: String = "from",
        columnTitle: String = "to", values: [[Double]], format: NumberFormat = .fixed(2), strongest: Int = 12,
        notes: [String] = []
    ) {
        self.title = title
        self.rowNames = rowNames
        self.columnNames = columnNames
        self.rowTitle = rowTitle
        self.columnTitle = columnTitle
        self.values = values
        self.format = format
        self.strongest = strongest
        self.notes = notes
    }
}
