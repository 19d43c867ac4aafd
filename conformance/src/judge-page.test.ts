import { expect, test } from 'vitest';
import { called, row, screensWith } from '../test/observed.ts';
import type { Expectation } from './check.ts';
import { judge } from './judge.ts';
import type { Observations, Screen } from './observations.ts';
import type { ProbeEvent } from './probe/messages.ts';

interface Example {
  readonly what: string;
  readonly expectation: Expectation;
  readonly right: Observations;
  readonly wrong: Observations;
}

function sees(name: string, value: string | number): Observations['screens'] {
  return screensWith({ sights: { [name]: value } });
}

function listenerEvent(method: string, value: unknown): ProbeEvent {
  return { seq: 1, type: 'listener', callId: 'theme-1', atNanos: '1', thread: 'main', payload: { method, value } };
}

const named = { name: 'one', meaning: 'something is wrong' };
const ok = called({ resultCode: '103000' });
const [result] = ok.events as [ProbeEvent];

const EXAMPLES: readonly Example[] = [
  {
    what: 'page shows',
    expectation: { ...named, expect: 'page', look: 'page', shows: 'page' },
    right: { ...ok, screens: screensWith({}) },
    wrong: { ...ok, screens: screensWith({ shows: 'nothing' }) },
  },
  {
    what: 'page sees a text',
    expectation: { ...named, expect: 'page', look: 'page', sees: { 'button-text': { matches: '登录|注册' } } },
    right: { ...ok, screens: sees('button-text', '一键登录') },
    wrong: { ...ok, screens: sees('button-text', '取消') },
  },
  {
    what: 'page sees no such text',
    expectation: { ...named, expect: 'page', look: 'page', sees: { texts: { lacks: '154\\d{8}' } } },
    right: { ...ok, screens: sees('texts', '154****0001') },
    wrong: { ...ok, screens: sees('texts', '15400000001') },
  },
  {
    what: 'page sees a colour, as nearly as soft edges show it',
    expectation: { ...named, expect: 'page', look: 'page', sees: { 'number-colour': { colour: '#CC0000' } } },
    right: { ...ok, screens: sees('number-colour', '#D01010') },
    wrong: { ...ok, screens: sees('number-colour', '#1D2129') },
  },
  {
    what: 'page sees another colour',
    expectation: { ...named, expect: 'page', look: 'page', sees: { background: { otherThan: '#FFFFFF' } } },
    right: { ...ok, screens: sees('background', '#00CC00') },
    wrong: { ...ok, screens: sees('background', '#FEFEFE') },
  },
  {
    what: 'page sees a length',
    expectation: { ...named, expect: 'page', look: 'page', sees: { 'number-size': { from: 18, to: 22 } } },
    right: { ...ok, screens: sees('number-size', 20.4) },
    wrong: { ...ok, screens: sees('number-size', 28) },
  },
  {
    what: 'page sees a value',
    expectation: { ...named, expect: 'page', look: 'page', sees: { 'check-box': 'checked' } },
    right: { ...ok, screens: sees('check-box', 'checked') },
    wrong: { ...ok, screens: sees('check-box', 'unchecked') },
  },
  {
    what: 'page sees a difference between two looks',
    expectation: { ...named, expect: 'page', look: 'page', sees: { 'number-top': { against: 'before', from: 38, to: 42 } } },
    right: { ...ok, screens: { ...sees('number-top', 140), before: sees('number-top', 100)['page'] as Screen } },
    wrong: { ...ok, screens: { ...sees('number-top', 100), before: sees('number-top', 100)['page'] as Screen } },
  },
  {
    what: 'readable',
    expectation: { ...named, expect: 'readable', look: 'page', part: 'number' },
    right: {
      ...ok,
      screens: screensWith({ findings: [{ part: 'terms', level: 'fail', flaw: 'missing', message: 'no terms' }] }),
    },
    wrong: { ...ok, screens: screensWith({ findings: [{ part: 'number', level: 'fail', flaw: 'faint', message: 'faint' }] }) },
  },
  {
    what: 'listener',
    expectation: { ...named, expect: 'listener', method: 'onCheckedChanged', exactly: 1, value: true },
    right: { ...ok, events: [listenerEvent('onCheckedChanged', true)] },
    wrong: { ...ok, events: [listenerEvent('onCheckedChanged', false)] },
  },
  {
    what: 'listener before the result',
    expectation: { ...named, expect: 'listener', method: 'onLoginClickStart', exactly: 1, before: 'first' },
    right: { ...ok, events: [listenerEvent('onLoginClickStart', null), result] },
    wrong: { ...ok, events: [result, { ...listenerEvent('onLoginClickStart', null), atNanos: '9000000000' }] },
  },
];

test.each(EXAMPLES.map((example) => [example.what, example] as const))('%s', (_, { expectation, right, wrong }) => {
  expect(judge(row({ expect: [expectation] }), right)).toMatchObject({ verdict: 'pass' });
  expect(judge(row({ expect: [expectation] }), wrong)).toMatchObject({ verdict: 'fail', findings: [{ name: 'one' }] });
});

test('what the pixels do not give, and a page that cannot be read, are inconclusive', () => {
  const expectation: Expectation = { ...named, expect: 'page', look: 'page', sees: { 'number-colour': { colour: '#CC0000' } } };
  const unclear = screensWith({ shows: 'unclear', reason: 'two buttons look alike' });
  expect(judge(row({ expect: [expectation] }), { ...ok, screens: screensWith({}) }).verdict).toBe('inconclusive');
  expect(judge(row({ expect: [expectation] }), { ...ok, screens: unclear })).toMatchObject({
    verdict: 'inconclusive',
    headline: 'two buttons look alike',
  });
});

test('faint letters warn', () => {
  const screens = screensWith({ findings: [{ part: 'number', level: 'warn', flaw: 'faint', message: 'faint' }] });
  const judged = judge(row({ expect: [{ ...named, expect: 'readable', look: 'page' }] }), { ...ok, screens });
  expect(judged).toMatchObject({ verdict: 'warn', headline: 'faint' });
});
