import { expect, test } from 'vitest';
import { CHECKS } from './catalogue.ts';
import { trapHosts } from './trap-hosts.ts';

test('hosts to which rows lead an SDK are known: a run must not propose to lead them to the gateway', () => {
  const hosts = [...trapHosts(CHECKS)];
  expect(hosts).toEqual(expect.arrayContaining(['0.0.0.0', 'nowhere.gateway.example', 'elsewhere.test', '127.0.0.1']));
});
