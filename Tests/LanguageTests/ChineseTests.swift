import Glibc
import Phrases
import Testing

@testable import Language

/// What Loupe says in Chinese, beside the cells and problems whose English is recorded too.
enum InChinese {
    /// Terms that stay as they are in Chinese prose.
    static let terms: Set<String> = [
        "Loupe", "README", "UTF-8", "GB18030", "TSV", "CSV", "JSON", "BLAS", "OpenBLAS", "Tab", "Transformer",
        "softmax",
        "recipe", "features", "stage", "head", "encoder", "token", "attention", "pooling", "naive", "Bayes",
        "SIGKILL", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGSEGV", "SQL", "PCA", "Stata",
        "Python",
        "pandas", "scikit-learn", "transformers", "SHAP", "LIME", "and", "joblib", "pickle", "GB", "MB", "kB",
        "my_names", "my_true", "my_model", "category", "books", "music", "restore", "log", "sudo", "apt",
        "install",
        "my_minilm", "BitFit", "LoRA", "AdaLoRA", "Houlsby", "SetFit", "R-Drop", "Adam", "Miyato", "Madry",
        "libopenblas-dev", "F1", "begin", "end", "gzip", "gz", "UTF-16", "Hugging", "Face", "LOUPE_HOME",
    ]

    /// Everything that a cell may say: the words of the language, and those of its examples.
    static let vocabulary: Set<String> = {
        let signatures = SignatureTable.all
        var texts = signatures.flatMap { [$0.name, $0.form, $0.example] }
        texts += Code.allCases.map { English().page(of: $0).example } + CodeCells.all
        texts += [
            "try true false none when otherwise and or not contains matches in missing where as", "hello",
        ]
        for signature in signatures {
            for parameter in signature.operands + signature.clauses {
                texts += [parameter.name, SignatureText.placeholder(parameter.kind)]
                texts.append(parameter.defaultValue.map { SignatureText.text($0) } ?? "")
            }
        }
        texts += SignatureTable.settings.map(\.name) + Tongue.allCases.map(\.rawValue)
        return Set(texts.flatMap(words))
    }()

    /// The runs of two or more Latin letters, `_` and `-` among them.
    static func words(_ text: String) -> [String] {
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-")) }
            .map(String.init).filter { $0.count > 1 && $0.first?.isLetter == true }
    }

    /// Words of a message that are neither code nor facts nor terms.
    static func leftovers(_ message: String, facts: String) -> [String] {
        let given = Set(words(facts))
        return words(message).filter { word in
            !vocabulary.contains(word) && !terms.contains(word) && !given.contains(word)
                && !code(word.uppercased())
        }
    }

    private static func code(_ word: String) -> Bool { Code(rawValue: word) != nil }

    /// Half-width marks behind Han characters, code aside.
    static func halfWidth(_ message: String) -> [String] {
        var text = message
        for code in ["名字: 值", "标签: \"文本\"", "旧: 新", "旧标签: 新标签"] {
            text = text.split(separator: code).joined()
        }
        let scalars = Array(text.unicodeScalars)
        return zip(scalars, scalars.dropFirst()).filter { isHan($0) && ",;:!?(".unicodeScalars.contains($1) }
            .map { "\($0)\($1)" }
    }

    static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

    static func hasHan(_ text: String) -> Bool { text.unicodeScalars.contains(where: isHan) }

    static func words(of problem: Problem) -> Words {
        Tongue.chinese.speaking { Chinese().words(for: problem) }
    }
}

@Test("The Chinese messages of reading and checking are as recorded")
func checkedInChinese() {
    let text = Tongue.chinese.speaking {
        CodeCells.all.map { Fixture.rendered($0) }.joined(separator: "\n\n")
    }
    Golden.check("checked-zh.txt", text + "\n")
}

@Test("The Chinese messages of running and the warnings are as recorded")
func runningInChinese() {
    let source = SourceText("模型 = fit classical on 训练集")
    let renderer = DiagnosticRenderer(tongue: .chinese)
    let text = CodeCells.problems.map { renderer.render([Diagnostic($0, at: SourceSpan(9, 12))], in: source) }
    Golden.check("running-zh.txt", text.joined(separator: "\n\n") + "\n")
}

@Test("Pages of help are in Chinese as recorded, those of verbs and parts and those of codes")
func helpInChinese() {
    let text = Tongue.chinese.speaking {
        let pages = SignatureTable.all.map { Reference.page(of: $0).plain }
        let codes = Code.allCases.map { Reference.page(of: .code($0)).plain }
        return (pages + codes + Reference.listing.map(\.plain)).joined(separator: "\n\n")
    }
    Golden.check("help-zh.txt", text + "\n")
}

@Test("No Chinese message of a cell holds English words, but code, names and terms")
func cellsSpeakChinese() {
    for cell in CodeCells.all {
        let plan = Tongue.chinese.speaking { Fixture.plan(cell) }
        for diagnostic in plan.diagnostics {
            let words = InChinese.words(of: diagnostic.problem)
            let parts = [words.sentence, words.note ?? "", words.help ?? ""]
            #expect(InChinese.hasHan(words.sentence), "\(diagnostic.code): \(words.sentence)")
            let text = parts.joined(separator: " ")
            #expect(InChinese.leftovers(text, facts: cell + Fixture.facts) == [], "\(text)")
            #expect(InChinese.halfWidth(text) == [], "\(text)")
        }
    }
}

@Test("No Chinese message of running holds English words, but facts")
func runningSpeaksChinese() {
    for problem in CodeCells.problems {
        let words = InChinese.words(of: problem)
        #expect(InChinese.hasHan(words.sentence), "\(problem.code): \(words.sentence)")
        let text = [words.sentence, words.note ?? "", words.help ?? ""].joined(separator: " ")
        #expect(InChinese.leftovers(text, facts: "\(problem)") == [], "\(text)")
        #expect(InChinese.halfWidth(text) == [], "\(text)")
    }
}

@Test(
    "What the system says of a file is said in Chinese",
    arguments: [
        ENOENT, EACCES, EPERM, EISDIR, ENOTDIR, EEXIST, ENOSPC, EDQUOT, EROFS, ENAMETOOLONG, EFBIG, EIO,
        EMFILE,
        ELOOP, EBUSY, ETXTBSY, ENOMEM, EINVAL, ETIMEDOUT, ESTALE,
    ])
func reasonsAreChinese(code: Int32) {
    let reason = String(cString: strerror(code))
    #expect(InChinese.hasHan(Chinese().reason(reason)), "\(reason)")
}

@Test("No Chinese page of help holds English words, but code and terms")
func helpSpeaksChinese() {
    Tongue.chinese.speaking {
        for signature in SignatureTable.all {
            let page = Reference.page(of: signature)
            let texts = [page.text] + page.rows.flatMap { [$0.help, $0.takes] }
            for text in texts {
                #expect(InChinese.leftovers(text, facts: "") == [], "\(signature.name): \(text)")
                #expect(InChinese.halfWidth(text) == [], "\(signature.name): \(text)")
            }
            for text in [page.text] + page.rows.map(\.help) {
                #expect(InChinese.hasHan(text), "\(signature.name): \(text)")
            }
        }
        for code in Code.allCases {
            #expect(InChinese.hasHan(code.chinese))
            #expect(InChinese.leftovers(code.chinese, facts: "") == [], "\(code.chinese)")
            #expect(InChinese.halfWidth(code.chinese) == [], "\(code.chinese)")
        }
    }
}

@Test("Codes, places and severities are the same in both tongues")
func tonguesAgree() {
    for cell in CodeCells.all {
        let english = Fixture.plan(cell).diagnostics
        let chinese = Tongue.chinese.speaking { Fixture.plan(cell).diagnostics }
        #expect(english.map(\.code) == chinese.map(\.code), "\(cell)")
        #expect(english.map(\.span) == chinese.map(\.span), "\(cell)")
    }
}

@Test(
    "Carets stand below Han characters and full-width marks",
    arguments: [
        ("评论 ＝ load sample reviews\n坏评 ＝ keep 评论 where 评分 < 0", 24, 4),
        ("评论 = load sample reviews\n训练集，测试集 = split 平论 test 20%", 23, 4),
    ])
func caretsAreWide(cell: String, column: Int, width: Int) throws {
    let plan = Tongue.chinese.speaking { Fixture.plan(cell) }
    let renderer = DiagnosticRenderer(tongue: .chinese)
    let lines = plan.diagnostics.first.map { renderer.lines($0, in: plan.source) }
    let carets = try #require(lines?.first { $0.contains("\u{FE3F}") })
    #expect(
        DisplayWidth.of(String(carets.prefix { " \u{3000}".contains($0) })) == column + 6, "\(lines ?? [])")
    #expect(DisplayWidth.of(carets.filter { "^\u{FE3F}".contains($0) }) == width, "\(lines ?? [])")
}
