/// What a kernel says of itself and its language (`kernel_info_reply`).
public struct KernelInfo: Sendable, Equatable {
    /// The version of the messaging protocol that the wire speaks.
    public static let protocolVersion = "5.6"

    /// The language a kernel runs.
    public struct Language: Sendable, Equatable {
        /// The name front ends know it by.
        public var name: String
        /// The language's version.
        public var version: String
        /// The MIME type of its source.
        public var mimetype: String
        /// The extension of its files, with the dot.
        public var fileExtension: String
        /// The pygments lexer that colours it in exported notebooks.
        public var pygmentsLexer: String
        /// The CodeMirror mode that colours it in the browser.
        public var codemirrorMode: String

        /// Describes a language.
        public init(
            name: String, version: String, mimetype: String, fileExtension: String, pygmentsLexer: String,
            codemirrorMode: String
        ) {
            self.name = name
            self.version = version
            self.mimetype = mimetype
            self.fileExtension = fileExtension
            self.pygmentsLexer = pygmentsLexer
            self.codemirrorMode = codemirrorMode
        }
    }

    /// An entry of the front end's help menu.
    public struct HelpLink: Sendable, Equatable {
        /// The words of the entry.
        public var text: String
        /// Where it leads.
        public var url: String

        /// An entry that leads to `url`.
        public init(text: String, url: String) {
            self.text = text
            self.url = url
        }
    }

    /// The kernel's name.
    public var implementation: String
    /// The kernel's version.
    public var version: String
    /// What consoles print at the start.
    public var banner: String
    /// The language.
    public var language: Language
    /// The help menu's entries.
    public var helpLinks: [HelpLink]

    /// Describes a kernel.
    public init(
        implementation: String, version: String, banner: String, language: Language,
        helpLinks: [HelpLink] = []
    ) {
        self.implementation = implementation
        self.version = version
        self.banner = banner
        self.language = language
        self.helpLinks = helpLinks
    }
}
