/// How weights are converted to the format that is read.
enum Conversion {
    /// A command for a shell, which needs transformers, for the folder of a weight file.
    static func command(_ file: String) -> String {
        let folder = file.lastIndex(of: "/").map { file[..<$0] } ?? "."
        let quoted = folder.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        let program =
            "import sys; from transformers import AutoModel; f = sys.argv[1]; AutoModel.from_pretrained(f).save_pretrained(f)"
        return "python3 -c '\(program)' '\(quoted)'"
    }
}
