import { expect } from 'vitest';
import { test as base } from '../../src/vitest.ts';
import { exchange, getScrip, getToken, PATHS, send } from '../support/http-client.ts';

const test = base.extend(
  'simulatorOptions',
  { scope: 'worker' },
  { sessions: [{ address: '127.0.0.7', msisdn: '15400000001' }] },
);

test('a number request over a leased address answers with a scrip and the masked number', async ({ simulator }) => {
  const opened = await getScrip(simulator, '127.0.0.7');
  expect(opened).toEqual({
    scrip: expect.stringMatching(/^[0-9a-zA-Z]{40}$/),
    securityphone: '154****0001',
    operatortype: '1',
    scripexpiresin: '3600',
  });
});

test('scrip, token and exchange lead to the whole number, once', async ({ simulator }) => {
  const token = await getToken(simulator, '127.0.0.7');
  expect(token).toMatch(/^STsid[0-9]{20}[0-9a-zA-Z]{32}$/);
  const first = await exchange(simulator, token);
  expect(first.json).toMatchObject({
    resultCode: '103000',
    desc: 'true',
    msisdn: '15400000001',
    taskId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  const second = await exchange(simulator, token);
  expect(second.json).toMatchObject({ resultCode: '104201' });
  expect(second.json).not.toHaveProperty('msisdn');
});

test('a token of 119 seconds passes and one of two minutes is refused, on the scope’s clock', async ({ simulator }) => {
  const [young, old] = [await getToken(simulator, '127.0.0.7'), await getToken(simulator, '127.0.0.7')];
  const before = simulator.defaultScope.now();
  const advanced = await simulator.defaultScope.advance(119_000);
  expect(advanced.now - before).toBeGreaterThanOrEqual(119_000);
  expect((await exchange(simulator, young)).json['resultCode']).toBe('103000');
  const later = await simulator.defaultScope.advance(1000);
  expect(later.expiredTokens).toBe(1);
  expect((await exchange(simulator, old)).json['resultCode']).toBe('104201');
});

test('every answer says that it is a simulator’s', async ({ simulator }) => {
  const replies = await Promise.all([
    send(simulator, 'bearer', { path: PATHS.prefetch, body: {} }),
    send(simulator, 'bearer', { path: '/quhao/ca.pem', method: 'GET', body: '' }),
    send(simulator, 'token', { path: '/nowhere', body: {} }),
    send(simulator, 'control', { path: '/v1/apps', method: 'GET', body: '' }),
  ]);
  expect(replies.map((reply) => reply.headers['quhao-simulator'])).toEqual(
    Array.from({ length: 4 }, () => 'test bench, not an operator'),
  );
});
