extension Architecture {
    /// BERT's layers behind another numbering of positions; XLM-RoBERTa and CamemBERT differ in their words alone.
    ///
    /// Source: Liu et al. 2019; Conneau et al. 2020; Martin et al. 2020.
    static let roberta = Architecture(
        modelTypes: ["roberta", "xlm-roberta", "camembert"],
        prefixes: ["roberta", "xlm_roberta", "camembert"], positions: .afterPadding(fixed: nil))
}
