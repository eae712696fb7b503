// Colours Loupe cells and .loupe files in JupyterLab 4 (CodeMirror 6).
//
// This is a module-federation container written by hand: an object with `init` and `get`, as JupyterLab expects
// of a prebuilt extension. There is no build step; what it needs it takes from JupyterLab's shared modules.
(() => {
  "use strict";

  // What follows stands in python/loupe_pygments word for word, and is the kernel's signature table:
  // a verb, `_` when something must stand behind it before any clause, and its clauses.
  const VERBS = `
load sample text label labels separator columns format quotes table query limit
samples
show _ limit from
describe _
keep _ where
drop _ where
label _ as
relabel _ with
deduplicate _
sample _ rows per seed
balance _ seed
split _ dev test stratify group time seed
append _
write _ to table
tokens _ with
embed _ with
similarity _ with
neighbours _ in limit with
plot _ by
fit _ on
crossvalidate _ on folds score seeds seed group
tune _ on folds score search budget seed group
calibrate _ on by abstain accuracy
threshold _ on at
update _ with keeping
finetune _ on dev layers method objective epochs batch batch_tokens accumulate rate warmup decay optimiser dropout resisting patience seed
runs clear
report _ on
confusion _ on
reliability _ on
compare _ on against folds seeds seed group
curve _ on sizes score folds seed group
mistakes _ on limit folds seed group
weights _ top label against matching on
explain _ for on row label against by per budget seed
attention _ for layer head by token
evidence _ for limit
faithfulness _ on limit seed
stress _ on by strength swap for limit seed
predict _ for on
save _ to
open _
names
forget _
settings
set _ to
help
say _
ask _
clear
cache clear
fetch _
restore
`;
  const COMPONENTS = `
words tfidf characters encoder pieces lexicon column scale normalise reduce log_ratio weigh logistic linear_svm naive_bayes ridge lda nearest
`;
  const CONDITIONS = "and or not contains matches missing in when otherwise";
  const CONSTANTS = "true false none";

  const words = text => new Set(text.trim().split(/\s+/));
  const verbs = new Map(VERBS.trim().split("\n").map(line => [line.split(" ")[0], new Set(line.split(" ").slice(1))]));
  const [components, conditions, constants] = [words(COMPONENTS), words(CONDITIONS), words(CONSTANTS)];

  const WORD = /^[\p{L}_][\p{L}\p{N}\p{M}_]*/u;
  const NAMES = /^[\p{L}_][\p{L}\p{N}\p{M}_]*(\s*[,，]\s*[\p{L}_][\p{L}\p{N}\p{M}_]*)*\s*[=＝](?![=＝])/u;
  const CLOSER = { '"': '"', "'": "'", "`": "`", "“": "”", "「": "」" };

  // depth: brackets open; starts: a statement may begin here; naming: before the `=`; value: an operand or a
  // clause's value comes next; clauses: those of the statement's verb; long: inside a """ string.
  function startState() {
    return { depth: 0, starts: true, naming: false, value: false, clauses: new Set(), long: false };
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
      if (c === "\\" && open !== "`") stream.next();
    }
    return open === "`" ? "variableName.special" : "string";
  }

  function word(stream, state, text, begins) {
    if (state.naming) return "variableName.definition";
    if (begins) {
      const clauses = verbs.get(text);
      state.starts = false;
      state.clauses = clauses ?? new Set();
      state.value = state.clauses.has("_");
      if (clauses) return "keyword";
    }
    return inside(stream, state, text);
  }

  // The colour of a word that begins nothing.
  function inside(stream, state, text) {
    const hasConditions = state.clauses.has("where") || state.clauses.has("as");
    if (components.has(text) && stream.match(/^\s*[(（]/, false)) return "variableName.standard";
    if (constants.has(text)) return (state.value = false), "atom";
    if (state.depth > 0 && stream.match(/^\s*[:：]/, false)) return "propertyName";
    if ((hasConditions && text === "not") || (state.depth > 0 && text === "try")) return "keyword";
    const isValue = state.value;
    state.value = false;
    if (!isValue && state.depth === 0 && state.clauses.has(text)) return (state.value = true), "keyword";
    return !isValue && hasConditions && conditions.has(text) ? "keyword" : "variableName";
  }

  function token(stream, state) {
    if (state.long) return longString(stream, state);
    if (stream.sol()) {
      state.value = false;
      state.starts ||= state.depth === 0 && stream.indentation() === 0 && !stream.match(/^[|｜+＋]/, false);
    }
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return "comment";
    if (state.starts && !state.naming) state.naming = !!stream.match(NAMES, false);
    const named = stream.match(WORD);
    if (named) return word(stream, state, named[0], state.starts);
    return other(stream, state);
  }

  function other(stream, state) {
    const c = stream.peek();
    if (state.naming && "=＝".includes(c)) {
      stream.next();
      state.naming = false;
      return "operator";
    }
    state.value = ",，".includes(c);
    if (state.starts && !state.naming) [state.starts, state.clauses] = [false, new Set()];
    if (stream.match('"""')) return longString(stream, state);
    if (stream.match(/^\d+(\.\d+)?([eE][+-]?\d+)?%?/)) return "number";
    if (stream.match("..")) return "operator";
    stream.next();
    if (c in CLOSER) return shortString(stream, c);
    if ("([{（".includes(c)) return state.depth++, "bracket";
    if (")]}）".includes(c)) return (state.depth = Math.max(0, state.depth - 1)), "bracket";
    return "=＝<>!+＋|｜?-".includes(c) ? "operator" : null;
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
      if (name === "./grammar") return () => grammar;
      if (name !== "./extension") throw new Error(`loupe-highlighting has no ${name}`);
      return extension();
    },
  };

  (window._JUPYTERLAB ??= {})["loupe-highlighting"] = container;
})();
