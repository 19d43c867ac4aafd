import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ClientDialect, judgeDialect, quhao1, type Simulator, startSimulator } from '../../src/simulator.ts';
import { formDialect, mac } from '../support/form-dialect.ts';
import { exchange, PATHS, send } from '../support/http-client.ts';
import { prefetchBody, READY_APP } from '../support/sdk.ts';

const FROM = '127.0.0.9';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a dialect of one’s own', () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator({ dialect: formDialect, sessions: [{ address: FROM, msisdn: '15400000001' }] });
  });
  afterEach(() => simulator.close());

  function form(more: Record<string, string>, key = READY_APP.appKey): string {
    const { appid, packageName, certificateMd5 } = READY_APP;
    const fields = {
      app: appid,
      nonce: randomUUID(),
      time: '20261124120000000',
      pkg: packageName,
      cert: certificateMd5,
      ...more,
    };
    return new URLSearchParams({ ...fields, mac: mac(fields, key) }).toString();
  }

  async function ask(listener: 'bearer' | 'token', path: string, body: string): Promise<Record<string, string>> {
    const { text, headers } = await send(simulator, listener, { path, body, from: FROM, headers: FORM });
    expect(headers['content-type']).toBe(FORM['content-type']);
    return Object.fromEntries(new URLSearchParams(text));
  }

  test('carries a whole login: number request, token request, exchange', async () => {
    const number = await ask('bearer', '/v9/number', form({}));
    expect(number).toMatchObject({ status: '103000', shown: '154****0001' });
    const { ticket = '' } = await ask('token', '/v9/ticket', form({ handle: number['handle'] ?? '' }));
    expect((await exchange(simulator, ticket)).json).toMatchObject({ resultCode: '103000', msisdn: '15400000001' });
    const [entry] = await simulator.defaultScope.journal({ operation: 'prefetch' });
    expect(entry).toMatchObject({
      appid: READY_APP.appid,
      fields: { pkg: READY_APP.packageName },
      answer: { resultCode: '103000' },
    });
    expect(entry?.trace.map(({ outcome }) => outcome)).not.toContain('failed');
    expect(entry?.trace.find(({ name }) => name === 'signature')).toMatchObject({
      expected: expect.stringMatching(/^HMAC-SHA256 by the appKey over app=300000000001&cert=/),
      got: expect.stringMatching(/^mac [0-9a-f]{6}…$/),
    });
  });

  test('refuses in its own words', async () => {
    expect(await ask('bearer', '/v9/number', form({}, 'another key'))).toMatchObject({ status: '103101' });
    expect(await ask('bearer', '/v9/number', form({ pkg: '' }))).toMatchObject({ status: '103414' });
    expect(await ask('bearer', '/v9/number', form({ app: '300000000009' }))).toMatchObject({ status: '103119' });
  });

  test('names another operator’s number request by its own path', async () => {
    await simulator.defaultScope.putSubscriber({ msisdn: '15400000001', operator: 'unicom' });
    const { status, redirect } = await ask('bearer', '/v9/number', form({}));
    expect([status, redirect]).toEqual(['103273', `${simulator.urls.bearer}/cu/v9/number`]);
    expect(await ask('bearer', '/cu/v9/number', form({}))).toMatchObject({ status: '103000' });
  });

  test('takes the place of quhao-1: its paths are none of the gateway’s any more', async () => {
    const { json } = await send(simulator, 'bearer', { path: PATHS.prefetch, body: prefetchBody(simulator).body, from: FROM });
    expect(json['resultCode']).toBe('105313');
  });

  test('meets fault rules: one that changes a field of JSON leaves a form alone', async () => {
    await simulator.defaultScope.putFault({ plane: 'bearer', effect: { kind: 'field', field: 'resultCode', change: 'missing' } });
    expect(await ask('bearer', '/v9/number', form({}))).toMatchObject({ status: '103000' });
    await simulator.defaultScope.clearFaults();
    await simulator.defaultScope.putFault({ plane: 'bearer', effect: { kind: 'code', code: '105002' } });
    expect(await ask('bearer', '/v9/number', form({}))).toMatchObject({ status: '105002' });
  });
});

describe('a dialect is judged when it comes', () => {
  const good = { ...formDialect };
  const path = (operation: string, text: string) => ({ operation, path: text });
  const [number, token] = [path('prefetch', '/a'), path('get-token', '/b')];

  test.each<[string, unknown, string]>([
    ['nothing at all', undefined, 'it is missing: an object'],
    ['a function', () => good, 'it is function, not an object'],
    ['without a function', { ...good, tokenAnswer: undefined }, 'tokenAnswer is missing: a function'],
    [
      'without a function of a reader',
      { ...good, token: { read: good.token.read } },
      'token.describeFields is missing: a function',
    ],
    ['a member of another type', { ...good, read: 'body' }, 'read is string, not a function'],
    ['an optional member of another type', { ...good, writeAnswer: null }, 'writeAnswer is null, not a function'],
    ['without a name', { ...good, name: 7 }, 'name is number, not a string'],
    ['paths that are no list', { ...good, paths: { prefetch: '/a' } }, 'paths is object, not an array'],
    [
      'an unknown operation',
      { ...good, paths: [number, token, path('login', '/c')] },
      'paths.2 names operation "login"; there are prefetch and get-token',
    ],
    ['an operation without a path', { ...good, paths: [number] }, 'paths has no row for operation get-token'],
    [
      'an operation twice',
      { ...good, paths: [number, token, path('prefetch', '/c')] },
      'paths.2 has the operation or the path of paths.0 once more',
    ],
    [
      'a path twice',
      { ...good, paths: [number, path('get-token', '/a')] },
      'paths.1 has the operation or the path of paths.0 once more',
    ],
    [
      'a path of the back end',
      { ...good, paths: [path('prefetch', PATHS.login), token] },
      `paths.0 has path ${PATHS.login}, which is the app's back end's`,
    ],
    [
      'a path that is none',
      { ...good, paths: [path('prefetch', 'number'), token] },
      'paths.0 has path "number", which is no path',
    ],
    ['a path with a query', { ...good, paths: [path('prefetch', '/a?b'), token] }, 'paths.0 has path "/a?b", which is no path'],
    ['a row that is none', { ...good, paths: [number, token, null] }, 'paths.2 names operation undefined'],
  ])('%s is refused with the place named', async (_title, dialect, reason) => {
    expect(() => judgeDialect(dialect, 'mine.js')).toThrow(reason);
    if (dialect !== undefined) {
      await expect(startSimulator({ dialect: dialect as ClientDialect })).rejects.toThrow(reason);
    }
  });

  test('everything wrong is named at once, with the dialect’s origin', () => {
    expect(() => judgeDialect({ ...good, name: undefined, read: undefined }, './mine.js')).toThrow(
      './mine.js is no dialect (ClientDialect of quhao/simulator): name is missing: a string; read is missing: a function',
    );
  });

  test('quhao-1 and the example pass', () => {
    expect(judgeDialect(quhao1, 'quhao-1')).toBe(quhao1);
    expect(judgeDialect(formDialect, 'the example')).toBe(formDialect);
  });
});
