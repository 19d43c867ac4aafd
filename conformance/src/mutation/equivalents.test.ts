import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEquivalents } from './equivalents.ts';
import { keyOf, type Mutation } from './mutation-table.ts';

const MUTATION: Mutation = {
  number: 1,
  class: 'com.cmic.gen.sdk.net.Limit',
  method: 'in',
  file: 'com/cmic/gen/sdk/net/Limit.java',
  line: 27,
  operator: 'arithmetic-changed',
  ordinal: 1,
  once: false,
  description: '/ becomes *',
};
const ARGUMENT = 'argument: a limit of 146 years is as long as one of 292';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-equivalents-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string): Promise<ReadonlyMap<string, string>> {
  const file = join(folder, 'equivalents.yaml');
  await writeFile(file, text);
  return readEquivalents(file, [MUTATION]);
}

test('an entry names its mutation by class, method, operator and ordinal', async () => {
  const found = await read(`- {class: net.Limit, method: in, operator: arithmetic-changed, ordinal: 1, ${ARGUMENT}}`);
  expect([...found.keys()]).toEqual([keyOf(MUTATION)]);
});

test('without an ordinal it is about all of the operator in the method', async () => {
  expect((await read(`- {class: net.Limit, method: in, operator: arithmetic-changed, ${ARGUMENT}}`)).size).toBe(1);
});

test.each([
  [
    'matches nothing',
    `- {class: net.Limit, method: in, operator: arithmetic-changed, ordinal: 2, ${ARGUMENT}}`,
    /no mutation is/,
  ],
  ['has no argument', '- {class: net.Limit, method: in, operator: arithmetic-changed}', /argument/],
])('an entry that %s is refused', async (_, text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});
