import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { request } from '../test/observed.ts';
import { Redactor } from './redact.ts';
import { noteScrips } from './scrip-digests.ts';

const SCRIP = 'a1'.repeat(20);
const digest = createHash('sha256').update(SCRIP).digest('hex').slice(0, 8);
const asked = request({ operation: 'get-token', fields: { scrip: `‹40 characters, sha256 ${digest}›` } });

test('a word with the digest of a scrip that was sent is a secret, and no other word is', () => {
  const redactor = new Redactor();
  noteScrips(['GenAuthn: nothing', `GenAuthn: scrip ${SCRIP}.`, 'b2'.repeat(20)], [asked], redactor);
  expect(redactor.secrets).toEqual([[SCRIP, 'scrip']]);
});

test('where no token request was seen, no word is a scrip', () => {
  const redactor = new Redactor();
  noteScrips([SCRIP], [request({})], redactor);
  expect(redactor.secrets).toEqual([]);
});

test.each([
  ['a length before it', `\u0000(${'x'}${SCRIP}`],
  ['letters on both sides', `cached${SCRIP}1765000000000`],
])('a scrip is found with %s', (_what, text) => {
  const redactor = new Redactor();
  noteScrips([text], [asked], redactor);
  expect(redactor.secrets).toEqual([[SCRIP, 'scrip']]);
});
