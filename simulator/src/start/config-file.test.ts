import { expect, test } from 'vitest';
import { readConfig } from './config-file.ts';

test.each([
  [
    'an appid',
    'apps:\n  - appid: 300000000002\n',
    'the config file:2: apps[0].appid: must be a text, and is a number: without quotes YAML',
  ],
  [
    'a number',
    'subscribers:\n  - { msisdn: 15400000002 }\n',
    'the config file:2: subscribers[0].msisdn: must be a text, and is a number: without',
  ],
  [
    'a key of digits',
    'apps:\n  - { appid: "300000000002", appKey: 11111111111111111111111111111111 }\n',
    'put it in quotes, all of its digits',
  ],
  ['a code', 'faults:\n  - { plane: token, effect: { kind: code, code: 103911 } }\n', 'faults[0].effect.code: must be a text'],
  ['yes', 'apps:\n  - { appid: "300000000002", admitted: yes }\n', 'YAML 1.2 knows true and false'],
])('%s without quotes is refused with the cure', async (_title, text, says) => {
  await expect(readConfig(text)).rejects.toThrow(says);
});

test.each([
  ['a file that is a list', '- a', 'q.yaml:1: the file: must be a map of keys, and is a list'],
  ['a misspelt key', 'seed: a\nlistners: {}', 'q.yaml:2: listners: there is no key "listners"; did you mean "listeners"?'],
  [
    'a misspelt key further in',
    'listeners:\n  bearr: 1',
    'q.yaml:2: listeners.bearr: there is no key "bearr"; did you mean "bearer"?',
  ],
  ['two unknown keys', 'seed: a\nlistners: {}\nscops: []', 'q.yaml:3: scops: there is no key "scops"; did you mean "scopes"?'],
  ['a key that is missing', 'subscribers: [{operator: unicom}]', 'q.yaml:1: subscribers[0].msisdn: is missing'],
  [
    'a kind that there is not',
    'faults:\n  - {plane: token, effect: {kind: dely}}',
    'q.yaml:2: faults[0].effect.kind: must be one of ',
  ],
  ['a choice that there is not', 'preset: all', 'q.yaml:1: preset: must be one of none, personas'],
  ['a number that is too small', 'subscribers: [{msisdn: "15400000002", latencyMs: -1}]', 'latencyMs: must be at least 0'],
  ['no YAML', 'seed: a\nb: [', 'q.yaml:2: this YAML cannot be read: '],
  ['two documents', 'seed: a\n---\nseed: b', 'q.yaml:2: a second YAML document begins here'],
  ['a tag that nobody knows', 'seed: !!js/function x', 'q.yaml:1: this YAML cannot be read: Unresolved tag'],
  ['an alias of nothing', 'seed: *x', 'q.yaml:1: *x stands for a part that no &x names before it'],
  [
    'a session of an unknown number',
    'sessions:\n  - {address: 127.0.0.2, msisdn: "15400000099"}',
    'q.yaml:2: sessions[0].msisdn: this scope has no subscriber',
  ],
  [
    'a bearer of an unknown number',
    'bearers: [{msisdn: "15400000099"}]',
    'q.yaml:1: bearers[0].msisdn: this scope has no subscriber',
  ],
  [
    'a number of the default scope in another',
    'scopes:\n  - sessions: [{address: 127.0.0.2, msisdn: "15400000001"}]',
    'q.yaml:2: scopes[0].sessions[0].msisdn: ',
  ],
  ['the id default', 'scopes: [{id: default}]', 'q.yaml:1: scopes[0].id: default is the scope of the keys at the top'],
  ['an id twice', 'scopes:\n  - id: a\n  - id: a', 'q.yaml:3: scopes[1].id: stands at scopes[0].id already'],
  ['an id that is none', 'scopes: [{id: a b}]', 'q.yaml:1: scopes[0].id: is not 1–40 letters'],
  [
    'an app twice',
    'apps:\n  - appid: "300000000002"\n  - appid: "300000000002"',
    'q.yaml:3: apps[1].appid: stands at apps[0].appid already',
  ],
])('%s is refused with file, line, place and cure', async (_title, text, says) => {
  await expect(readConfig(text, 'q.yaml')).rejects.toThrow(says);
});

test('sessions of ready numbers, of personas and of numbers beside them are taken', async () => {
  const text = `
sessions: [{address: 127.0.0.2, msisdn: "15400000001"}, {address: 127.0.0.3, msisdn: "15400000101"}]
scopes: [{id: a, subscribers: [{msisdn: "15400009999"}], sessions: [{address: 127.0.0.4, msisdn: "15400009999"}]}, {}, {preset: personas, bearers: [{msisdn: "15400000101"}]}]
`;
  expect((await readConfig(text)).sessions).toHaveLength(2);
});
