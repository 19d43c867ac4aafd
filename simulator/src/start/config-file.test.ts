import { expect, test } from 'vitest';
import { readConfig } from './config-file.ts';

test.each([
  [
    'an appid',
    'apps:\n  - appid: 300000000002\n',
    '/apps/0/appid Invalid input: expected string, received number: without quotes YAML',
  ],
  [
    'a number',
    'subscribers:\n  - { msisdn: 15400000002 }\n',
    '/subscribers/0/msisdn Invalid input: expected string, received number: without',
  ],
  [
    'a key of digits',
    'apps:\n  - { appid: "300000000002", appKey: 11111111111111111111111111111111 }\n',
    'put it in quotes, all of its digits',
  ],
  ['a code', 'faults:\n  - { plane: token, effect: { kind: code, code: 103911 } }\n', '/faults/0/effect/code Invalid input'],
  ['yes', 'apps:\n  - { appid: "300000000002", admitted: yes }\n', 'YAML 1.2 knows true and false'],
])('%s without quotes is refused with the cure', async (_title, text, says) => {
  await expect(readConfig(text)).rejects.toThrow(says);
});
