import { expect } from 'vitest';
import type { FaultEffect } from '../../../src/model/faults.ts';
import type { Reply } from '../../support/http-client.ts';
import { isJson } from '../../support/raw-client.ts';
import { both, type FaultProof, prefetchOf } from './fault-proof.ts';

interface Changed {
  readonly title: string;
  readonly effect: FaultEffect;
  readonly shows: (reply: Reply) => unknown;
  readonly is: unknown;
}

/** Every other answer of a number request: 103000, JSON, with `data`. */
const CHANGED: readonly Changed[] = [
  {
    title: 'a forced code',
    effect: { kind: 'code', code: '105302' },
    shows: ({ status, json }) => [status, json['resultCode'], 'data' in json],
    is: [200, '105302', false],
  },
  {
    title: 'a status',
    effect: { kind: 'status', status: 500 },
    shows: ({ status, text }) => [status, isJson(text)],
    is: [500, false],
  },
  {
    title: 'a content type',
    effect: { kind: 'contentType', contentType: 'text/plain' },
    shows: ({ headers, json }) => [headers['content-type'], json['resultCode']],
    is: ['text/plain', '103000'],
  },
  {
    title: 'a redirect',
    effect: { kind: 'redirect', location: 'http://elsewhere.test/' },
    shows: ({ status, headers }) => [status, headers.location],
    is: [302, 'http://elsewhere.test/'],
  },
  {
    title: 'the page of a bearer in arrears',
    effect: { kind: 'html', page: 'arrears' },
    shows: ({ status, headers, text }) => [status, headers['content-type'], text.slice(0, 15), text.includes('Top up')],
    is: [200, 'text/html; charset=utf-8', '<!doctype html>', true],
  },
  {
    title: 'the page of a captive portal',
    effect: { kind: 'html', page: 'captive' },
    shows: ({ status, headers, text }) => [status, headers['content-type'], text.slice(0, 15), text.includes('Sign in')],
    is: [200, 'text/html; charset=utf-8', '<!doctype html>', true],
  },
  {
    title: 'an empty body',
    effect: { kind: 'text', text: '' },
    shows: ({ status, headers, text }) => [status, headers['content-type'], headers['content-length'], text],
    is: [200, 'application/json; charset=utf-8', '0', ''],
  },
  {
    title: 'a text',
    effect: { kind: 'text', text: '["103000", "答"]' },
    shows: ({ status, headers, text }) => [status, headers['content-type'], headers['content-length'], text],
    is: [200, 'application/json; charset=utf-8', '17', '["103000", "答"]'],
  },
  {
    title: 'truncated JSON',
    effect: { kind: 'body', fault: 'TRUNCATED' },
    shows: ({ text, headers }) => [text[0], isJson(text), headers['content-type']],
    is: ['{', false, 'application/json; charset=utf-8'],
  },
  {
    title: 'trailing bytes',
    effect: { kind: 'body', fault: 'TRAILING' },
    shows: ({ text }) => [text.endsWith('} trailing'), isJson(text.replace(/ trailing$/, ''))],
    is: [true, true],
  },
  {
    title: 'the answer twice',
    effect: { kind: 'body', fault: 'DUPLICATE' },
    shows: ({ text }) => [isJson(text), text.slice(0, text.length / 2) === text.slice(text.length / 2)],
    is: [false, true],
  },
  {
    title: 'texts in escapes',
    effect: { kind: 'form', form: 'ESCAPED' },
    shows: ({ text, json }) => [text.includes('"resultCode":"\\u0031\\u0030\\u0033'), json['resultCode']],
    is: [true, '103000'],
  },
  {
    title: 'fields in the opposite order',
    effect: { kind: 'form', form: 'REVERSED' },
    shows: ({ text, json }) => [/^\{"resultCode"/.test(text), json['resultCode']],
    is: [false, '103000'],
  },
  {
    title: 'a field a line',
    effect: { kind: 'form', form: 'SPACED' },
    shows: ({ text, json }) => [text.startsWith('{\r\n  "'), json['resultCode']],
    is: [true, '103000'],
  },
  {
    title: 'a missing field',
    effect: { kind: 'field', field: 'data', change: 'missing' },
    shows: ({ json }) => ['data' in json, json['resultCode']],
    is: [false, '103000'],
  },
  {
    title: 'one more field',
    effect: { kind: 'field', field: 'more', change: 'set', value: 'x' },
    shows: ({ json }) => json['more'],
    is: 'x',
  },
  {
    title: 'a code that is a number',
    effect: { kind: 'field', field: 'resultCode', change: 'number' },
    shows: ({ json }) => json['resultCode'],
    is: 103000,
  },
  {
    title: 'a field that is null',
    effect: { kind: 'field', field: 'desc', change: 'null' },
    shows: ({ json }) => json['desc'],
    is: null,
  },
  {
    title: 'a wrong inresponseto',
    effect: { kind: 'field', field: 'inresponseto', change: 'set', value: 'else' },
    shows: ({ json }) => json['inresponseto'],
    is: 'else',
  },
];

export const ANSWER_PROOFS: readonly FaultProof[] = CHANGED.map(({ title, effect, shows, is }) => ({
  title,
  rule: { plane: 'bearer', operation: 'prefetch', effect },
  ...both(async (ask, bench) => {
    expect(shows(await ask('bearer', prefetchOf(bench)))).toEqual(is);
    await bench.scope.clearFaults();
    expect((await ask('bearer', prefetchOf(bench))).json).toMatchObject({ resultCode: '103000', data: expect.any(String) });
  }),
}));
