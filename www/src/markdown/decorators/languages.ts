/**
 * The highlighter and the languages it knows, in one chunk. What it does not know stays plain.
 *
 * A grammar is made when a text first asks for it: making all of them would hold up the page by a frame.
 */
import type { Language, LanguageFn } from "highlight.js";
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import clojure from "highlight.js/lib/languages/clojure";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import dart from "highlight.js/lib/languages/dart";
import diff from "highlight.js/lib/languages/diff";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import elixir from "highlight.js/lib/languages/elixir";
import go from "highlight.js/lib/languages/go";
import graphql from "highlight.js/lib/languages/graphql";
import haskell from "highlight.js/lib/languages/haskell";
import http from "highlight.js/lib/languages/http";
import ini from "highlight.js/lib/languages/ini";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import julia from "highlight.js/lib/languages/julia";
import kotlin from "highlight.js/lib/languages/kotlin";
import latex from "highlight.js/lib/languages/latex";
import lua from "highlight.js/lib/languages/lua";
import makefile from "highlight.js/lib/languages/makefile";
import markdown from "highlight.js/lib/languages/markdown";
import matlab from "highlight.js/lib/languages/matlab";
import nginx from "highlight.js/lib/languages/nginx";
import perl from "highlight.js/lib/languages/perl";
import php from "highlight.js/lib/languages/php";
import powershell from "highlight.js/lib/languages/powershell";
import python from "highlight.js/lib/languages/python";
import pythonRepl from "highlight.js/lib/languages/python-repl";
import r from "highlight.js/lib/languages/r";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import scala from "highlight.js/lib/languages/scala";
import scss from "highlight.js/lib/languages/scss";
import shell from "highlight.js/lib/languages/shell";
import sql from "highlight.js/lib/languages/sql";
import swift from "highlight.js/lib/languages/swift";
import typescript from "highlight.js/lib/languages/typescript";
import vbnet from "highlight.js/lib/languages/vbnet";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";

const grammars: Readonly<Record<string, LanguageFn>> = {
  bash,
  c,
  clojure,
  cpp,
  csharp,
  css,
  dart,
  diff,
  dockerfile,
  elixir,
  go,
  graphql,
  haskell,
  http,
  ini,
  java,
  javascript,
  json,
  julia,
  kotlin,
  latex,
  lua,
  makefile,
  markdown,
  matlab,
  nginx,
  perl,
  php,
  powershell,
  python,
  "python-repl": pythonRepl,
  r,
  ruby,
  rust,
  scala,
  scss,
  shell,
  sql,
  swift,
  typescript,
  vbnet,
  xml,
  yaml,
};

/** Other names of the languages: those their grammars give, which must be known before a grammar is made, and ours. */
const aliases: Readonly<Record<string, string>> = {
  bash: "sh zsh",
  c: "h",
  clojure: "clj edn",
  cpp: "cc c++ h++ hpp hh hxx cxx",
  csharp: "cs c#",
  diff: "patch",
  dockerfile: "docker",
  elixir: "ex exs",
  go: "golang",
  graphql: "gql",
  haskell: "hs",
  http: "https",
  ini: "toml",
  java: "jsp",
  javascript: "js jsx mjs cjs",
  json: "jsonc json5 jsonl ndjson",
  kotlin: "kt kts ktm ktx",
  latex: "tex",
  lua: "pluto",
  makefile: "mk mak make",
  markdown: "md mkdown mkd qmd rmd",
  nginx: "nginxconf",
  perl: "pl pm",
  powershell: "pwsh ps ps1",
  python: "py gyp ipython python3",
  "python-repl": "pycon",
  ruby: "rb gemspec podspec thor irb",
  rust: "rs",
  shell: "console shellsession",
  typescript: "ts tsx mts cts",
  vbnet: "vb",
  xml: "html xhtml rss atom xjb xsd xsl plist wsf svg vue svelte astro",
  yaml: "yml",
};

const names = new Map(
  Object.keys(grammars).flatMap((name) =>
    [name, ...(aliases[name]?.split(" ") ?? [])].map((alias) => [alias, name] as const),
  ),
);

/** Languages that a grammar finds inside its own: tags in JavaScript, styles in HTML. */
function embeddedIn(language: Language): Set<string> {
  const found = new Set<string>();
  const seen = new Set<object>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null || value instanceof RegExp || seen.has(value)) return;
    seen.add(value);
    const { subLanguage } = value as { subLanguage?: string | readonly string[] };
    // Without a name, the highlighter tries all that it has.
    const guesses = Array.isArray(subLanguage) && subLanguage.length === 0;
    for (const name of guesses ? Object.keys(grammars) : [subLanguage ?? []].flat()) found.add(name);
    for (const inside of Object.values(value)) look(inside);
  };
  look(language);
  return found;
}

function make(name: string): void {
  const grammar = grammars[name];
  if (grammar === undefined || hljs.getLanguage(name) !== undefined) return;
  hljs.registerLanguage(name, grammar);
  const made = hljs.getLanguage(name);
  if (made !== undefined) embeddedIn(made).forEach(make);
}

/** The text as the highlighter's HTML (escaped text and `hljs-` spans), or nothing for an unknown language. */
export function highlight(alias: string, text: string): string | undefined {
  const language = names.get(alias.toLowerCase());
  if (language === undefined) return undefined;
  make(language);
  return hljs.highlight(text, { language, ignoreIllegals: true }).value;
}

/** Every name that stands for a language, for the test that none of the grammars' own is missing. */
export const languageNames: ReadonlyMap<string, string> = names;
