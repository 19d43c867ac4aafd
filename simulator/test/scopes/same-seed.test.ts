import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type ScopeHandle, type Simulator, startSimulator } from '../../src/simulator.ts';
import { PATHS, send } from '../support/http-client.ts';
import { checkBody, loginBody, openPrefetchAnswer, prefetchBody, tokenBody } from '../support/sdk.ts';

/** One script, played twice on a frozen clock: every answer is the same, byte for byte. */

const FROM = '127.0.9.1';
const NUMBER = '15400000001';
const APPID = '300000000091';

function hash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

async function makeScope(simulator: Simulator): Promise<ScopeHandle> {
  return simulator.createScope({
    seed: 'twice',
    clock: { now: Date.UTC(2026, 10, 24, 4), rate: 0 },
    // No keys: they are made.
    apps: [{ appid: APPID }],
    subscribers: [{ msisdn: NUMBER }],
    sessions: [{ address: FROM, msisdn: NUMBER }],
    faults: [
      {
        plane: 'bearer',
        when: { probability: 0.5, seed: 'draw' },
        effect: { kind: 'field', field: 'chance', change: 'set', value: 'yes' },
      },
    ],
  });
}

async function play(simulator: Simulator, scope: ScopeHandle): Promise<readonly string[]> {
  const app = await scope.app(APPID);
  const answers = [scope.id, JSON.stringify(app)];
  let requests = 0;
  const ask = async (listener: 'bearer' | 'token' | 'exchange', path: string, body: unknown) => {
    const reply = await send(simulator, listener, { path, body, ...(listener === 'bearer' ? { from: FROM } : {}) });
    answers.push(`${reply.status} ${reply.text}`);
    return reply.json;
  };
  const next = (): string => {
    requests += 1;
    return hash(`msgid ${requests}`, 32);
  };
  for (const capability of ['login', 'check', 'login']) {
    const sessionKey = Buffer.from(hash(`session key ${requests}`, 32));
    const { body } = prefetchBody(simulator, app, { sessionKey, fields: { msgid: next() } });
    const { scrip = '' } = openPrefetchAnswer(await ask('bearer', PATHS.prefetch, body), sessionKey);
    const { token = '' } = await ask('token', PATHS.token, tokenBody(scrip, app, { capability, msgid: next() }));
    await ask('exchange', PATHS.login, loginBody(token, app, { msgid: next() }));
    await ask('exchange', PATHS.check, checkBody(token, { phone: NUMBER, app, changes: { msgId: next() } }));
    await scope.advance(1000);
  }
  answers.push(await scope.mintToken({ appid: APPID, msisdn: NUMBER }));
  answers.push(JSON.stringify(await scope.putApp({ appid: '300000000092' })));
  return answers;
}

test('in one simulator, one after the other, and after a reset', async () => {
  const simulator = await startSimulator();
  const first = await makeScope(simulator);
  const told = await play(simulator, first);
  expect(told.filter((answer) => answer.includes('103000'))).toHaveLength(8);
  expect(told.filter((answer) => answer.includes('"chance":"yes"'))).toHaveLength(1);
  await first.reset();
  expect(await play(simulator, first)).toEqual(told);
  await first.end();
  const second = await makeScope(simulator);
  expect(await play(simulator, second)).toEqual(told);
  await simulator.close();
});

test('in two simulators, whatever else they do meanwhile', async () => {
  const [quiet, busy] = await Promise.all([startSimulator(), startSimulator({ preset: 'personas', seed: 'another' })]);
  await busy.createScope({ seed: 'noise' });
  const [one, two] = [await makeScope(quiet), await makeScope(busy)];
  const noise = busy.defaultScope.mintToken({ appid: '300000000001', msisdn: NUMBER });
  expect(await play(busy, two)).toEqual(await play(quiet, one));
  await noise;
  await Promise.all([quiet.close(), busy.close()]);
});
