import { expect } from 'vitest';
import { type FaultRule, ProblemError, type ScopeHandle, type Simulator } from '../../src/simulator.ts';
import { test } from '../../src/vitest.ts';

/** What could never fire is refused when it is written. */

let simulator: Simulator;
let scope: ScopeHandle;

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

test.each([
  { title: 'an effect that does not exist', rule: { plane: 'bearer', effect: { kind: 'explode' } }, pointer: '/effect/kind' },
  { title: 'an unknown key', rule: { plane: 'bearer', effect: { kind: 'hold' }, colour: 'red' }, pointer: '/colour' },
  { title: 'an unknown key of the effect', rule: { plane: 'bearer', effect: { kind: 'hold', ms: 1 } }, pointer: '/effect/ms' },
  { title: 'a negative delay', rule: { plane: 'bearer', effect: { kind: 'delay', ms: -1 } }, pointer: '/effect/ms' },
  { title: 'a code that is none', rule: { plane: 'bearer', effect: { kind: 'code', code: '99999' } }, pointer: '/effect/code' },
  {
    title: 'an operation of another plane',
    rule: { plane: 'bearer', operation: 'get-token', effect: { kind: 'hold' } },
    pointer: '/operation',
  },
  {
    title: 'TLS on the bearer plane',
    rule: { plane: 'bearer', effect: { kind: 'tls', fault: 'EXPIRED' } },
    pointer: '/effect/kind',
  },
  {
    title: 'a connection fault with fields',
    rule: { plane: 'bearer', match: { appid: 'x' }, effect: { kind: 'connection', fault: 'RESET' } },
    pointer: '/match',
  },
  {
    title: 'a window that ends before it begins',
    rule: { plane: 'bearer', when: { fromMs: 2, toMs: 1 }, effect: { kind: 'hold' } },
    pointer: '/when/toMs',
  },
  {
    title: 'a moment that is none',
    rule: { plane: 'bearer', when: { often: true }, effect: { kind: 'hold' } },
    pointer: '/when',
  },
  {
    title: 'a uniform delay upside down',
    rule: { plane: 'bearer', effect: { kind: 'delayUniform', minMs: 2, maxMs: 1 } },
    pointer: '/effect/maxMs',
  },
  {
    title: 'a field set to nothing',
    rule: { plane: 'bearer', effect: { kind: 'field', field: 'a', change: 'set' } },
    pointer: '/effect/value',
  },
  {
    title: 'a value for a field that goes missing',
    rule: { plane: 'bearer', effect: { kind: 'field', field: 'a', change: 'missing', value: 'y' } },
    pointer: '/effect/value',
  },
  {
    title: 'state after a step',
    rule: { plane: 'bearer', when: { afterStep: 4 }, effect: { kind: 'state', change: 'SWAP_SIM' } },
    pointer: '/when/afterStep',
  },
  {
    title: 'a connection fault of one operation',
    rule: { plane: 'bearer', operation: 'prefetch', effect: { kind: 'connection', fault: 'RESET' } },
    pointer: '/operation',
  },
  {
    title: 'a TLS fault after a step',
    rule: { plane: 'token', when: { afterStep: 4 }, effect: { kind: 'tls', fault: 'EXPIRED' } },
    pointer: '/when/afterStep',
  },
  {
    title: 'a status that is none',
    rule: { plane: 'bearer', effect: { kind: 'status', status: 99 } },
    pointer: '/effect/status',
  },
  {
    title: 'a header value with a line end',
    rule: { plane: 'bearer', effect: { kind: 'contentType', contentType: 'a\r\nb' } },
    pointer: '/effect/contentType',
  },
  {
    title: 'a dribble of nothing',
    rule: { plane: 'bearer', effect: { kind: 'dribble', chunkBytes: 0, everyMs: 1 } },
    pointer: '/effect/chunkBytes',
  },
  {
    title: 'a step that the operation does not have',
    rule: { plane: 'token', when: { afterStep: 11 }, effect: { kind: 'hold' } },
    pointer: '/when/afterStep',
  },
  {
    title: 'a window that begins after the rule’s end',
    rule: { plane: 'bearer', when: { fromMs: 5000, toMs: 6000 }, ttlMs: 1000, effect: { kind: 'hold' } },
    pointer: '/when/fromMs',
  },
  {
    title: 'a chance of none',
    rule: { plane: 'bearer', when: { probability: 0, seed: 'x' }, effect: { kind: 'hold' } },
    pointer: '/when/probability',
  },
  { title: 'no plane', rule: { effect: { kind: 'hold' } }, pointer: '/plane' },
])('$title is refused with the place named', async ({ rule, pointer }) => {
  const refused: unknown = await scope.putFault(rule as FaultRule).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ProblemError);
  expect((refused as ProblemError).places.map((place) => place.pointer)).toContain(pointer);
  expect(await scope.faults()).toEqual([]);
});

test.each([
  { title: 'a count', rule: { when: { nth: 2 } }, pointer: '/when/nth' },
  { title: 'a chance', rule: { when: { probability: 1, seed: 's' } }, pointer: '/when/probability' },
  { title: 'a number of times', rule: { times: 1 }, pointer: '/times' },
  { title: 'a step', rule: { when: { afterStep: 3 } }, pointer: '/when/afterStep' },
  { title: 'fields', rule: { match: { appid: 'x' } }, pointer: '/match' },
])('REFUSE with $title is refused with the place and the reason', async ({ rule, pointer }) => {
  const wrong = { plane: 'bearer', effect: { kind: 'connection', fault: 'REFUSE' }, ...rule } as FaultRule;
  const refused: unknown = await scope.putFault(wrong).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ProblemError);
  expect((refused as ProblemError).places.map((place) => place.pointer)).toEqual([pointer]);
  expect((refused as ProblemError).message).toMatch(/never seen|not? .*known yet|before the checks/);
  expect(await scope.faults()).toEqual([]);
});
