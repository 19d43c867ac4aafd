import { parse } from 'yaml';
import { findDocument, headingsOf, repositoryFiles, sectionNumbersOf, textOf } from './docs-repository.ts';

/** What a file cites, and whether the repository has it. */

export interface Citation {
  readonly text: string;
  /** What is wrong with it. */
  readonly fault: string;
}

type Finder = (path: string, text: string) => readonly Citation[];

/** Documents of others that sources cite by section. */
const FOREIGN = /\b(?:RFC \d+|APPNOTE\.TXT|proxy-protocol\.txt|AOSP [\w./-]+)/.source;
const DOCUMENT = /[\w./-]*\w\.md\b(?!\.\w)/.source;
/** Pages that a run of the suite writes. */
const OF_A_RUN: readonly string[] = ['summary.md', 'comparison.md'];
const SECTION = /§\d+(?:\.\d+)*[a-z]?(?:–\d+(?:\.\d+)*[a-z]?)?(?!\w)/.source;
const MENTION = new RegExp(`(?<foreign>${FOREIGN})|(?<document>${DOCUMENT})|(?<section>${SECTION})`, 'g');

/** A section belongs to the document that was named last, unless that is further back than this. */
const REACH = 200;

/** Documents and their sections: `wire.md §4`, `wire.md §2 (number request), §4 and §5`. In a page a bare section is the page's own. */
const findDocuments: Finder = (path, text) => {
  const faults: Citation[] = [];
  let named: { readonly document: string | 'foreign' | null; readonly end: number } | null = null;
  for (const { 0: mention, index, groups = {} } of text.matchAll(MENTION)) {
    const end = index + mention.length;
    if (groups['section'] !== undefined) {
      const inReach: string | null = named !== null && index - named.end < REACH ? named.document : ownPage(path);
      faults.push(...sectionFaults(mention, inReach));
    } else if (groups['foreign'] !== undefined) {
      named = { document: 'foreign', end };
    } else if (!OF_A_RUN.includes(mention)) {
      const document = findDocument(mention, path);
      named = { document, end };
      if (document === null) {
        faults.push({ text: mention, fault: 'is no document of the repository' });
      }
    }
  }
  return faults;
};

function ownPage(path: string): string | null {
  return path.endsWith('.md') ? path : null;
}

function sectionFaults(mention: string, document: string | null): readonly Citation[] {
  if (document === 'foreign') {
    return [];
  }
  if (document === null) {
    return [{ text: mention, fault: 'is a section of no document that is named near it' }];
  }
  const known = sectionNumbersOf(document);
  const missing = mention
    .slice(1)
    .split('–')
    .filter((number) => !known.has(number));
  return missing.map((number) => ({ text: `${document} §${number}`, fault: 'is no section of that page' }));
}

/** `docs/architecture.md, "The way of a check"` and `android-probe/PROTOCOL.md, Start`. */
const findHeadings: Finder = (path, text) =>
  [...text.matchAll(/([\w./-]*\w\.md), (?:"([^"\n]+)"|([A-Z]\w+)(?=[).:]|$))/gm)].flatMap(
    ([mention, name = '', quoted, word]) => {
      const document = findDocument(name, path);
      const wanted = quoted ?? word ?? '';
      const isKnown = document !== null && headingsOf(document).some((heading) => heading.replace(/^[\d.]+ /, '') === wanted);
      return isKnown ? [] : [{ text: mention, fault: 'is no heading of that page' }];
    },
  );

/** The notes that the project was started from: a clone has none of them. */
const findNotes: Finder = (_, text) =>
  [...text.matchAll(/(?<![\w./-])(?:shared\/)?(?:facts|design|spec|cases|reference)\/[\w./-]+/g)].map(([mention]) => ({
    text: mention,
    fault: 'is outside the repository',
  }));

const clauses = parse(textOf('fixtures/clauses.yaml')) as Readonly<Record<string, readonly { readonly id: string }[]>>;
const clauseIds = new Set(
  Object.values(clauses)
    .flat()
    .map(({ id }) => id),
);
const CLAUSE = new RegExp(`\\b(?:${[...new Set([...clauseIds].map((id) => id.slice(0, 3)))].join('|')})-\\d+\\b`, 'g');

const findClauses: Finder = (_, text) =>
  [...text.matchAll(CLAUSE)]
    .filter(([id]) => !clauseIds.has(id))
    .map(([id]) => ({ text: id, fault: 'is no clause of fixtures/clauses.yaml' }));

const guideSections = new Set(JSON.parse(textOf('fixtures/guide-sections.json')) as string[]);
const NUMBER = /[1-9](?:\.[1-9])*(?!\d|\.\d)/.source;
const NUMBERS = `${NUMBER}(?:(?:, | and )${NUMBER})*`;
const GUIDE = [
  new RegExp(`\\b[Gg]uide(?:'s)?,? (?:sections? )?(${NUMBERS})`, 'g'),
  new RegExp(`\\b[Ss]ections? (${NUMBERS}) of the guide`, 'g'),
  new RegExp(`\\b[Gg]uide(?:'s)? [^.\\n(]{0,40}\\((${NUMBER})\\)`, 'g'),
] as const;

/** `guide 2.5.2`, `guide 4.3, 5`, "section 5 of the guide", "the guide's list (1.2)". */
const findGuide: Finder = (_, text) =>
  GUIDE.flatMap((pattern) => [...text.matchAll(pattern)]).flatMap(([mention, numbers = '']) =>
    numbers.split(/, | and /).every((number) => guideSections.has(number))
      ? []
      : [{ text: mention, fault: 'is no section of fixtures/guide-sections.json' }],
  );

const decisionFiles = repositoryFiles().flatMap((path) => [...path.matchAll(/^docs\/decisions\/0*(\d+)(-.*)\.md$/g)]);
const decisions = new Set(decisionFiles.map(([, number]) => number));
const decisionNames = new Set(decisionFiles.map(([, , name]) => name));

/** `decision 10`, `docs/decisions/0010`, and the file's name without .md. */
const findDecisions: Finder = (_, text) =>
  [...text.matchAll(/\bdecisions? (\d+)\b/g), ...text.matchAll(/\bdecisions\/0*(\d+)(-[\w-]+)?(?![\w-]|\.md)/g)]
    .filter(([, number = '', name]) => !decisions.has(number) || (name !== undefined && !decisionNames.has(name)))
    .map(([mention]) => ({ text: mention, fault: 'is no file of docs/decisions' }));

const FINDERS: readonly Finder[] = [findDocuments, findHeadings, findNotes, findClauses, findGuide, findDecisions];

/** Every citation in a text that does not resolve, as if it stood in the file of that path. */
export function unresolvedCitations(path: string, text: string): readonly Citation[] {
  return FINDERS.flatMap((find) => find(path, text));
}
