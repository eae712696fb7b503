/// Which code carries out which verb; each is an extension of `Invocation` in a file of its own.
enum Verb {
    /// A verb's code.
    typealias Body = @Sendable (Invocation) -> () throws(Failure) -> Execution.Outcome

    /// Every verb of the signature table; a test compares the two.
    static let all: [String: Body] = [
        "load": { $0.load }, "samples": { $0.samples }, "label": { $0.label }, "threshold": { $0.threshold },
        "relabel": { $0.relabel },
        "keep": { $0.keep }, "drop": { $0.drop }, "deduplicate": { $0.deduplicate },
        "sample": { $0.sample }, "balance": { $0.balance }, "append": { $0.append },
        "describe": { $0.describe }, "show": { $0.show }, "split": { $0.split },
        "fit": { $0.fit }, "crossvalidate": { $0.crossvalidate }, "tune": { $0.tune },
        "finetune": { $0.finetune }, "runs": { $0.runs },
        "report": { $0.report }, "confusion": { $0.confusion }, "compare": { $0.compare },
        "mistakes": { $0.mistakes }, "calibrate": { $0.calibrate },
        "update": { $0.update }, "reliability": { $0.reliability },
        "curve": { $0.curve }, "weights": { $0.weights }, "explain": { $0.explain },
        "attention": { $0.attention }, "evidence": { $0.evidence }, "faithfulness": { $0.faithfulness },
        "stress": { $0.stress }, "predict": { $0.predict }, "tokens": { $0.tokens },
        "embed": { $0.embed },
        "similarity": { $0.similarity }, "neighbours": { $0.neighbours }, "write": { $0.write },
        "save": { $0.save }, "open": { $0.open }, "names": { $0.names }, "forget": { $0.forget },
        "settings": { $0.settings }, "set": { $0.set }, "help": { $0.help }, "say": { $0.say },
        "ask": { $0.ask },
        "plot": { $0.plot }, "cache": { $0.cache }, "clear": { $0.clear }, "fetch": { $0.fetch },
        "restore": { $0.restore },
    ]
}
