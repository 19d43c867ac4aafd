import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Redactor } from '../src/redact.ts';
import { noteTokenForms } from '../src/token-forms.ts';
import { secretsIn } from './secret-search.ts';

const NUMBER = '15400000001';
const KEY = '0123456789ABCDEF0123456789ABCDEF';
const TOKEN = `STsid${'1'.repeat(20)}${'aB3x'.repeat(8)}`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-secrets-'));
  await mkdir(join(folder, 'a', 'b'), { recursive: true });
});

afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['plain', KEY],
  ['in lower case', KEY.toLowerCase()],
  ['in base64', Buffer.from(KEY).toString('base64')],
])('a key %s in a file of any folder is found', async (_, form) => {
  await writeFile(join(folder, 'a', 'b', 'x.png'), `head ${form} tail`);
  expect(await secretsIn(folder, [[KEY, 'appKey']])).toEqual([{ file: 'a/b/x.png', secret: 'appKey' }]);
});

test.each(['15400000001', '154 0000 0001', '154-0000-0001'])('the number spelled %s is found', async (spelled) => {
  await writeFile(join(folder, 'a', 'b', 'x.png'), spelled);
  expect(await secretsIn(folder, [[NUMBER, 'whole number']])).toHaveLength(1);
});

test('a token is known by its form wherever it stands, and redacted', () => {
  const redactor = new Redactor();
  noteTokenForms([`{"tokenValue":"${TOKEN}"}`], redactor);
  expect(redactor.text(`seen ${TOKEN}.`)).toBe('seen [token].');
});
