import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CHECKS } from '../src/catalogue.ts';
import { LAWS } from '../src/law-table.ts';

const KNOWN: ReadonlySet<string> = new Set([...CHECKS, ...LAWS].map(({ id }) => id));

/** Words | rows that are run | rows and laws that must not pass. Rows may have a | of their own, which no blank surrounds. */
function readLine(line: string): { readonly rows: RegExp; readonly reds: readonly string[] } {
  const [, ...rest] = line.split(' | ');
  const reds = rest.at(-1)?.split(' ') ?? [];
  return { rows: new RegExp(`^(${rest.slice(0, -1).join(' | ')})`), reds: reds.filter((id) => id !== '-') };
}

test.each(['lotus', 'cedar', 'birch', 'maple'])(
  'the lines of verdicts-%s name rows and laws that exist, and run those rows',
  async (name) => {
    const text = await readFile(new URL(`strangers/verdicts-${name}`, import.meta.url), 'utf8');
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const { rows, reds } = readLine(line);
      expect(reds.filter((id) => !KNOWN.has(id) || !(id.startsWith('law-') || rows.test(id)))).toEqual([]);
      expect(CHECKS.some(({ id }) => rows.test(id))).toBe(true);
    }
  },
);
