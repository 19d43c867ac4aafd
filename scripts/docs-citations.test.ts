import { expect, test } from 'vitest';
import { unresolvedCitations } from './docs-citations.ts';

/** The finder of citations finds what does not resolve, and lets through what does. */

const SOURCE = 'handset/src/handset.ts';

test.each([
  ['a page of docs by its bare name', SOURCE, 'The formulas of wire.md §4.'],
  ['several sections of one page', SOURCE, 'The ciphers of wire.md §2 (number request), §4 and §5 (server calls).'],
  ['a range of sections', SOURCE, 'wire.md §2–5'],
  [
    'a page in a folder above',
    'android-probe/probe/java/app/quhao/probe/Probe.java',
    'types and meanings: PROTOCOL.md, Messages.',
  ],
  ['a heading in quotes', SOURCE, '(docs/architecture.md, "The way of a number request")'],
  ['a section of the page itself', 'docs/wire.md', 'see §6'],
  ['a document of others', SOURCE, 'as RFC 5280 §4.1.2.2 asks; proxy-protocol.txt §2.2'],
  ['clauses', SOURCE, 'DEV-12 and LOG-04'],
  ['sections of the guide', SOURCE, "guide 4.3, 5; section 5 of the guide; the guide's own list (1.2); guide section 2.5.2"],
  ['a number that is no section of the guide', SOURCE, "the guide's 50 codes; guide 5, 200072"],
  ['a section with a letter', SOURCE, 'docs/conformance.md §1a'],
  ['a decision', 'docs/limits.md', 'see decision 10'],
  ['a decision by its number in the folder', SOURCE, 'see docs/decisions/0010.'],
  ['a decision by the name of its file', SOURCE, 'see docs/decisions/0002-one-clock-for-all-evidence'],
  ['code that looks like a page', SOURCE, 'forge.md.sha256.create()'],
])('%s resolves', (_, path, text) => {
  expect(unresolvedCitations(path, text)).toEqual([]);
});

test.each([
  { title: 'a page that is not there', text: 'see wires.md', found: 'wires.md is no document of the repository' },
  { title: 'a section that the page has not', text: 'wire.md §14', found: 'docs/wire.md §14 is no section of that page' },
  { title: 'one of several sections', text: 'wire.md §2, §44', found: 'docs/wire.md §44 is no section of that page' },
  { title: 'the end of a range', text: 'wire.md §2–12', found: 'docs/wire.md §12 is no section of that page' },
  { title: 'a section of nothing', text: 'as §4 says', found: '§4 is a section of no document that is named near it' },
  {
    title: 'a heading that the page has not',
    text: 'docs/architecture.md, "Nowhere"',
    found: 'docs/architecture.md, "Nowhere" is no heading of that page',
  },
  { title: 'a note outside the repository', text: 'design/architecture', found: 'design/architecture is outside the repository' },
  { title: 'a clause', text: 'DEV-99', found: 'DEV-99 is no clause of fixtures/clauses.yaml' },
  { title: 'a section of the guide', text: 'guide 2.5.4', found: 'guide 2.5.4 is no section of fixtures/guide-sections.json' },
  {
    title: 'a section among good ones',
    text: 'guide 2.3, 4.9',
    found: 'guide 2.3, 4.9 is no section of fixtures/guide-sections.json',
  },
  { title: 'a section with a letter', text: 'wire.md §2z', found: 'docs/wire.md §2z is no section of that page' },
  { title: 'a decision', text: 'decision 99', found: 'decision 99 is no file of docs/decisions' },
  {
    title: 'the number of a decision in its folder',
    text: 'docs/decisions/0099',
    found: 'decisions/0099 is no file of docs/decisions',
  },
  {
    title: 'the file of a decision',
    text: 'docs/decisions/0002-no-clock',
    found: 'decisions/0002-no-clock is no file of docs/decisions',
  },
])('$title that cannot be resolved is found', ({ text, found }) => {
  expect(unresolvedCitations(SOURCE, text).map((one) => `${one.text} ${one.fault}`)).toContain(found);
});
