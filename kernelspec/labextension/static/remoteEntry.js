// Colours Loupe cells and .loupe files in JupyterLab 4 (CodeMirror 6).
//
// This is a module-federation container written by hand: an object with `init` and `get`, as JupyterLab expects
// of a prebuilt extension. There is no build step; what it needs it takes from JupyterLab's shared modules.
(() => {
  "use strict";

  // The words are those of the kernel's signature table; python/loupe_pygments has the same four lists.
  const words = text => new Set(text.trim().split(/\s+/));
  const VERBS = words(`
    load samples show describe keep drop label relabel deduplicate sample balance append split write tokens embed
    neighbours similarity plot fit crossvalidate tune calibrate finetune update distil report confusion compare
    mistakes curve stress weights explain attention faithfulness predict save open names forget settings set help
    say ask clear cache restore fetch`);
  const CLAUSES = words(`
    text label columns format quotes table limit from where as when otherwise with rows per dev test stratify group
    time seed to in by on folds score against top layer head row for sizes into method and or not contains matches
    missing try sample`);
  const COMPONENTS = words(`
    words tfidf characters pieces lexicon column encoder scale normalise reduce log_ratio logistic linear_svm
    naive_bayes ridge lda nearest`);
  const CONSTANTS = words(`true false none`);

  const WORD = /^[\p{L}_][\p{L}\p{N}\p{M}_]*/u;
  const NAMES = /^[\p{L}_][\p{L}\p{N}\p{M}_]*(\s*[,，]\s*[\p{L}_][\p{L}\p{N}\p{M}_]*)*\s*[=＝]/u;
  const CLOSER = { '"': '"', "'": "'", "`": "`", "“": "”" };

  function startState() {
    return { start: true, naming: false, depth: 0, long: false };
  }

  // The rest of a """ string, which may end on a later line.
  function longString(stream, state) {
    state.long = !stream.skipTo('"""');
    if (state.long) stream.skipToEnd();
    else stream.match('"""');
    return "string";
  }

  function shortString(stream, open) {
    const close = CLOSER[open];
    for (let c; (c = stream.next()) !== undefined; ) {
      if (c === close) break;
      if (c === "\\") stream.next();
    }
    return open === "`" ? "variableName.special" : "string";
  }

  function word(stream, state, text, starts) {
    if (state.naming) return "variableName.definition";
    if (starts && VERBS.has(text) && !stream.match(/^\s*[=＝,，]/, false)) return "keyword";
    if (stream.match(/^\s*[(（]/, false) && COMPONENTS.has(text)) return "variableName.standard";
    if (state.depth > 0 && stream.match(/^\s*[:：]/, false)) return "propertyName";
    if (CONSTANTS.has(text)) return "atom";
    if (!starts && CLAUSES.has(text)) return "keyword";
    return "variableName";
  }

  function token(stream, state) {
    if (state.long) return longString(stream, state);
    if (stream.sol()) {
      state.naming = false;
      state.start = state.depth === 0 && stream.indentation() === 0;
    }
    if (stream.eatSpace()) return null;
    if (state.start && !state.naming) state.naming = !!stream.match(NAMES, false);
    const starts = state.start;
    const named = stream.match(WORD);
    if (named) {
      const style = word(stream, state, named[0], starts);
      if (!state.naming) state.start = false;
      return style;
    }
    if (stream.match('"""')) return longString(stream, state);
    if (stream.match(/^\d+(\.\d+)?([eE][+-]?\d+)?%?/)) return (state.start = false), "number";
    return punctuation(stream, state);
  }

  function punctuation(stream, state) {
    const c = stream.next();
    if (c === "#") return stream.skipToEnd(), "comment";
    if (c in CLOSER) return (state.start = false), shortString(stream, c);
    if ("([{（".includes(c)) return state.depth++, "bracket";
    if (")]}）".includes(c)) return (state.depth = Math.max(0, state.depth - 1)), "bracket";
    if (c === "=" || c === "＝") {
      state.start = state.naming;
      state.naming = false;
      return "operator";
    }
    if ("+|<>!-＋｜".includes(c)) return "operator";
    if (c === "." && stream.eat(".")) return "operator";
    if (c === "?") return "operator";
    return null;
  }

  const grammar = {
    name: "loupe",
    startState,
    token,
    languageData: {
      commentTokens: { line: "#" },
      closeBrackets: { brackets: ["(", "[", "{", '"', "'", "`"] },
      wordChars: "_",
    },
  };

  let shared;

  // A module of JupyterLab's own, from the share scope: version -> { get }.
  async function sharedModule(name) {
    const versions = Object.values(shared[name] ?? {});
    if (versions.length === 0) throw new Error(`JupyterLab shares no ${name}`);
    return (await (versions.find(v => v.loaded) ?? versions[versions.length - 1]).get())();
  }

  async function extension() {
    const [{ IEditorLanguageRegistry }, { LanguageSupport, StreamLanguage }] = await Promise.all([
      sharedModule("@jupyterlab/codemirror"),
      sharedModule("@codemirror/language"),
    ]);
    const plugin = {
      id: "loupe-highlighting:plugin",
      description: "Colours Loupe cells and .loupe files.",
      autoStart: true,
      requires: [IEditorLanguageRegistry],
      activate: (app, languages) => {
        languages.addLanguage({
          name: "loupe",
          displayName: "Loupe",
          mime: "text/x-loupe",
          extensions: ["loupe"],
          support: new LanguageSupport(StreamLanguage.define(grammar)),
        });
      },
    };
    return () => ({ __esModule: true, default: plugin });
  }

  const container = {
    init: scope => void (shared ??= scope),
    get: async name => {
      if (name !== "./extension") throw new Error(`loupe-highlighting has no ${name}`);
      return extension();
    },
  };

  (window._JUPYTERLAB ??= {})["loupe-highlighting"] = container;
})();
