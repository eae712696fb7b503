/// What is under the cursor.
public enum Inspection: Sendable {
    /// A verb or component.
    case signature(Signature)
    /// A clause or option, with the verb or component it belongs to.
    case parameter(Parameter, of: Signature)
    /// A name, with what is known of it where the cursor stands; an earlier statement of the cell may define it anew.
    case name(String, Facts)
    /// A column of a dataset, and the dataset's name if it has one.
    case column(ColumnFacts, of: String?, in: DatasetFacts)
    /// A label of a dataset or model, and the name of what has it.
    case label(LabelFacts, of: String?)
    /// A file that is to be read, with what its header tells.
    case file(String, DatasetFacts)
    /// A word of the language, a code, or a word of another tool.
    case topic(Reference.Topic)
    /// An encoder of the catalogue.
    case encoder(Scope.CatalogueEntry)
    /// A sample of the catalogue.
    case sample(Scope.CatalogueEntry)
}
