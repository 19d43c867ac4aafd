import { expect } from 'vitest';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { getScrip, getToken, PATHS, send } from '../support/http-client.ts';
import { checkBody, loginBody, READY_APP } from '../support/sdk.ts';

/** Secrets that a client puts where nobody expects them, in spellings of its own. */

let simulator: Simulator;
let scope: ScopeHandle;
const FROM = '127.0.0.7';

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: FROM, msisdn: '15400000001' }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

const SPELLINGS: readonly { readonly title: string; readonly spell: (secret: string) => string }[] = [
  { title: 'between letters', spell: (secret) => `m${secret}z` },
  { title: 'between digits', spell: (secret) => `1${secret}0` },
  { title: 'in lower case', spell: (secret) => secret.toLowerCase() },
  { title: 'in lower case between hex digits', spell: (secret) => `abc${secret.toLowerCase()}def` },
  { title: 'in lower case where texts are cut', spell: (secret) => '.'.repeat(980) + secret.toLowerCase() },
  { title: 'inside an unknown object', spell: (secret) => JSON.stringify({ a: [secret] }) },
];

test('no secret of the seed stands in any diagnostic, however it is spelled and wherever it was put', {
  timeout: 300_000,
}, async () => {
  const { scrip = '' } = await getScrip(simulator, FROM);
  const token = await getToken(simulator, FROM);
  const own = checkBody(token, { phone: '15400000001' });
  const secrets = [READY_APP.appKey, READY_APP.appSecret, scrip, token, '15400000001'];
  const login = loginBody(token);
  const stringToSign = ['appid', 'version', 'msgid', 'systemtime', 'strictcheck', 'token'].map((name) => login[name]).join('');
  const places = (text: string): readonly { path: string; body: unknown }[] => [
    { path: PATHS.login, body: { ...login, note: text } },
    { path: PATHS.login, body: { ...login, [text]: 'x' } },
    { path: PATHS.login, body: { ...login, appid: text } },
    { path: PATHS.login, body: { ...login, msgid: text.slice(0, 36) } },
    { path: PATHS.login, body: { ...login, version: text, unknown: 'x' } },
    { path: PATHS.check, body: { header: { ...own.header, token: text }, body: { ...own.body, note: { deep: [text] } } } },
    { path: PATHS.check, body: { header: { ...own.header, appId: text }, body: own.body } },
  ];
  for (const text of [
    ...secrets.flatMap((secret) => SPELLINGS.map(({ spell }) => spell(secret))),
    stringToSign + READY_APP.appSecret,
  ]) {
    for (const place of places(text)) {
      await send(simulator, 'exchange', place);
    }
  }
  for (const number of [
    '8615400000001',
    '+86 15400000001',
    '+86 154 0000 0001',
    '154-0000-0001',
    '15 400 000 001',
    '20261540000000126',
  ]) {
    await send(simulator, 'exchange', { path: PATHS.login, body: { ...login, note: number, msgid: 'spelled' } });
  }
  const shown = JSON.stringify([await scope.journal(), await scope.flows()]).toLowerCase();
  for (const secret of secrets) {
    expect(shown.includes(secret.toLowerCase()), `${secret.slice(0, 4)}… is shown`).toBe(false);
  }
  // Half a key, at the place where the text ends, has no form to be known by.
  const cut = (await scope.journal()).flatMap(({ fields }) => (fields['note']?.startsWith('.') ? [fields['note']] : []));
  expect(cut).toHaveLength(secrets.length);
  const beginnings = [READY_APP.appKey, READY_APP.appSecret].map((key) => key.slice(0, 9).toLowerCase());
  expect(cut.filter((note) => beginnings.some((beginning) => note.includes(beginning)))).toEqual([]);
  const spelled = await scope.journal({ msgid: 'spelled' });
  expect(spelled.map(({ fields }) => fields['note'])).toEqual([
    '154****0001',
    '154****0001',
    '154****0001',
    '154****0001',
    '154****0001',
    '2026154****000126',
  ]);
});
