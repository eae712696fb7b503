internal import Display

extension Contents {
    static func kernelInfo(_ info: KernelInfo) -> JSON {
        let language = info.language
        return [
            "status": "ok", "protocol_version": .string(KernelInfo.protocolVersion),
            "implementation": .string(info.implementation), "implementation_version": .string(info.version),
            "language_info": [
                "name": .string(language.name), "version": .string(language.version),
                "mimetype": .string(language.mimetype), "file_extension": .string(language.fileExtension),
                "pygments_lexer": .string(language.pygmentsLexer),
                "codemirror_mode": .string(language.codemirrorMode),
            ],
            "banner": .string(info.banner), "debugger": false,
            "help_links": .array(info.helpLinks.map { ["text": .string($0.text), "url": .string($0.url)] }),
            "supported_features": ["kernel subshells"],
        ]
    }

    /// Matches with their types by the same index: JupyterLab pairs the two lists so.
    static func completion(_ completion: Completion) -> JSON {
        let start = JSON.integer(completion.start)
        let end = JSON.integer(completion.end)
        let types = completion.matches.map { match -> JSON in
            [
                "text": .string(match.text), "type": .string(match.type), "start": start, "end": end,
                "signature": .string(match.signature ?? ""),
            ]
        }
        return [
            "status": "ok", "matches": .array(completion.matches.map { .string($0.text) }),
            "cursor_start": start,
            "cursor_end": end, "metadata": ["_jupyter_types_experimental": .array(types)],
        ]
    }

    static func inspection(_ bundle: MIMEBundle?) -> JSON {
        [
            "status": "ok", "found": .bool(bundle != nil), "data": bundle.map { data($0) } ?? [:],
            "metadata": [:],
        ]
    }

    static func completeness(_ completeness: Completeness) -> JSON {
        switch completeness {
        case .complete: ["status": "complete"]
        case .incomplete(let indent): ["status": "incomplete", "indent": .string(indent)]
        case .invalid: ["status": "invalid"]
        case .unknown: ["status": "unknown"]
        }
    }

    /// Triples of session, line and source; with `output` the source is paired with the result's text.
    static func history(_ entries: [HistoryEntry], output: Bool) -> JSON {
        let triples = entries.map { entry -> JSON in
            let source = JSON.string(entry.source)
            let pair: JSON = [source, entry.output.map { .string($0) } ?? .null]
            return [.integer(entry.session), .integer(entry.line), output ? pair : source]
        }
        return ["status": "ok", "history": .array(triples)]
    }

    static func ports(_ connection: ConnectionFile) -> JSON {
        let ports = ConnectionFile.Channel.allCases.map {
            JSON.Member($0.portField, .integer(connection.port(of: $0)))
        }
        return .object([JSON.Member("status", "ok")] + ports)
    }
}
