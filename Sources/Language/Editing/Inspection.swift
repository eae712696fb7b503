/// What is under the cursor.
public enum Inspection: Sendable {
    /// A verb or component.
    case signature(Signature)
    /// A clause or option, with the verb or component it belongs to.
    case parameter(Parameter, of: Signature)
    /// A name in scope: the caller shows its summary.
    case name(String)
    /// A column of a dataset that is known by name, if it is.
    case column(ColumnFacts, of: String?)
    /// An encoder of the catalogue.
    case encoder(Scope.CatalogueEntry)
    /// A sample of the catalogue.
    case sample(Scope.CatalogueEntry)
}
