import { expect, test } from 'vitest';
import { unresolvedCitations } from './docs-citations.ts';
import { repositoryFiles, textOf } from './docs-repository.ts';

const CITING = /\.(?:ts|tsx|mjs|java|md|yaml|json|xml|txt)$|^scripts\/[a-z-]+$/;
/** Made by a tool; and the finder of citations, whose patterns and examples look like some. */
const NOT_CITING = /^(?:package-lock\.json|scripts\/docs-citations\.(?:test\.)?ts)$/;

const files = repositoryFiles().filter((path) => CITING.test(path) && !NOT_CITING.test(path));

test('every document, section, clause and decision that a file cites is in the repository', () => {
  const faults = files.flatMap((path) =>
    unresolvedCitations(path, textOf(path)).map(({ text, fault }) => `${path}: ${text} ${fault}`),
  );
  expect(faults).toEqual([]);
});

test('files that cite are found', () => {
  expect(files).toEqual(expect.arrayContaining(['docs/wire.md', 'biome.json', 'scripts/setup', 'simulator/src/simulator.ts']));
});
