/// The one table of verbs and components.
public enum SignatureTable {
    /// Every verb, in the order of the reference.
    public static let verbs: [Signature] = []

    /// Every component of recipes, in the order of the reference.
    public static let components: [Signature] = []

    /// The verb of this name.
    public static func verb(_ name: String) -> Signature? { nil }

    /// The component of this name.
    public static func component(_ name: String) -> Signature? { nil }
}
