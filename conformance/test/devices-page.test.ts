import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Control } from '../src/device/control.ts';
import { CONTROL_NAMES, CONTROLS } from '../src/device/control-table.ts';
import { packageRoot } from '../src/package-root.ts';
import { PROOF_NAMES, PROOFS } from '../src/proofs/proof-table.ts';

/** docs/devices.md and its twin have the tables of controls and of proofs. */

const HEADS = {
  'docs/devices.md': {
    controls: ['control', 'ways, the first that is there', 'read back by'],
    proofs: ['proof', 'strength', 'looked for by'],
  },
  'docs/zh/devices.md': {
    controls: ['开关', '做法，取具备的第一种', '用什么读回'],
    proofs: ['证据', '强度', '用什么查看'],
  },
} as const;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map(
    (cells) => `|${cells.map((cell) => (cell === '---' ? cell : ` ${cell} `)).join('|')}|`,
  );
  return `${lines.join('\n')}\n`;
}

const CONTROL_ROWS = CONTROL_NAMES.map((name) => {
  const { ways }: Control = CONTROLS[name];
  const reads = [...new Set(ways.map(({ read }) => (read === null ? '–' : `\`${read.command.split(';')[0]}\``)))];
  return [name, ways.map((way) => way.name).join(' · '), reads.join(' · ')];
});

const PROOF_ROWS = PROOF_NAMES.map((name) => {
  const { look, strength } = PROOFS[name];
  return [name, strength, look === null ? '–' : `\`${look.command}\``];
});

test.each(Object.keys(HEADS) as (keyof typeof HEADS)[])('%s has the tables', async (page) => {
  const file = join(await packageRoot(), page);
  const before = await readFile(file, 'utf8');
  const printed = { controls: table(HEADS[page].controls, CONTROL_ROWS), proofs: table(HEADS[page].proofs, PROOF_ROWS) };
  let after = before;
  for (const [name, text] of Object.entries(printed)) {
    after = after.replace(new RegExp(`(<!-- ${name}: [^\n]*-->\n)[\\s\\S]*?(<!-- end of ${name} -->)`), `$1${text}$2`);
  }
  if (process.env['UPDATE_DOCS'] === '1') {
    await writeFile(file, after);
    return;
  }
  expect(before, 'outdated: UPDATE_DOCS=1 npx vitest run --project unit conformance/test/devices-page').toBe(after);
});
