import { Agent, request } from 'node:http';
import { describe, expect } from 'vitest';
import { type FaultRule, ProblemError, READY_APP, readConfig, type ScopeHandle, type Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { PATHS, send } from '../support/http-client.ts';
import { checkBody, loginBody } from '../support/sdk.ts';

/** Rules that could never act are refused, and rules that have not acted say why. */

let simulator: Simulator;
let scope: ScopeHandle;

const test = base.extend('simulatorOptions', { scope: 'worker' }, {});

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

test.beforeEach(() => scope.reset());

const NOTHING_CAME = 'no request that rules act on has come to the exchange plane since';

async function whyIdle(): Promise<readonly (string | null)[]> {
  return (await scope.faults()).map((rule) => rule.whyIdle);
}

function login(): Promise<unknown> {
  return send(simulator, 'exchange', { path: PATHS.login, body: loginBody('x') });
}

describe('a rule that has not acted says why', () => {
  test.for(['RESET', 'CLOSE', 'STALL'] as const)('%s, where the client keeps its connection', async (fault) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (): Promise<void> =>
      new Promise((resolve, reject) => {
        const asked = request({ port: simulator.ports.exchange, path: '/x', method: 'POST', agent }, (response) => {
          response.resume().on('end', () => setImmediate(resolve));
        });
        asked.on('error', reject).end('{}');
      });
    await ask();
    await scope.putFault({ plane: 'exchange', effect: { kind: 'connection', fault } });
    expect(await whyIdle()).toEqual([NOTHING_CAME]);
    await ask();
    await ask();
    agent.destroy();
    expect(await whyIdle()).toEqual([
      expect.stringMatching(/^2 requests came over connections that were there before the rule: a connection fault acts on new/),
    ]);
  });

  test('a request to an operation that is switched off is none that rules act on', async () => {
    await scope.putSettings({ switchedOff: ['login-token-validate'] });
    await scope.putFault({ plane: 'exchange', effect: { kind: 'code', code: '105312' } });
    await login();
    expect(await whyIdle()).toEqual([NOTHING_CAME]);
    await scope.putSettings({});
  });

  test('what came did not match, was not selected, or an older rule acted', async () => {
    const hold = { kind: 'code', code: '105312' } as const;
    await scope.putFault({ plane: 'exchange', operation: 'token-validate', effect: hold });
    await scope.putFault({ plane: 'exchange', match: { msgid: 'other' }, effect: hold });
    await scope.putFault({ plane: 'exchange', when: { nth: 7 }, effect: hold });
    await scope.putFault({ plane: 'exchange', effect: hold });
    await scope.putFault({ plane: 'exchange', effect: hold });
    await login();
    expect(await whyIdle()).toEqual([
      'of 1 requests to the exchange plane none had its operation and fields',
      'of 1 requests to the exchange plane none had its operation and fields',
      'it matched once, and `when` selected none of these',
      null,
      'an older rule of stage outcome acted instead, once',
    ]);
  });
});

describe('a rule whose time is over says so', () => {
  const code = { kind: 'code', code: '105312' } as const;

  test.for([
    { time: { ttlMs: 1 }, why: 'its time of 1 ms ran out before any request came that it matches' },
    { time: { when: { fromMs: 1, toMs: 5 } }, why: 'its time from 1 to 5 ms ran out: it matched once, outside of it' },
    { time: { when: { fromMs: 60_000, toMs: 70_000 } }, why: 'it matched once, and `when` selected none of these' },
    { time: { ttlMs: 60_000 }, why: null },
  ])('$time', async ({ time, why }) => {
    await scope.putFault({ plane: 'exchange', effect: code, ...time });
    await scope.advance(10);
    await login();
    expect(await whyIdle()).toEqual([why]);
  });
});

describe('match has one vocabulary', () => {
  const code = { kind: 'code', code: '999' } as const;

  test.for(['appid', 'appId'])('%s matches in both server calls', async (name) => {
    await scope.putFault({ plane: 'exchange', match: { [name]: READY_APP.appid }, effect: code });
    await login();
    await send(simulator, 'exchange', { path: PATHS.check, body: checkBody('x', { phone: '15400000001' }) });
    expect(await scope.faults()).toMatchObject([{ hits: 2 }]);
  });

  interface Refused {
    readonly rule: object;
    readonly pointer: string;
    readonly says: RegExp;
  }

  const REFUSED: readonly Refused[] = [
    {
      rule: { plane: 'exchange', match: { phone: '1' } },
      pointer: '/match/phone',
      says: /is no field of login.* or token-validate/,
    },
    {
      rule: { plane: 'exchange', operation: 'login-token-validate', match: { phoneNum: '1' } },
      pointer: '/match/phoneNum',
      says: /is no field of login-token-validate: they have version, msgid/,
    },
    { rule: { plane: 'bearer', match: { token: '1' } }, pointer: '/match/token', says: /is no field of prefetch/ },
    { rule: { plane: 'bearer', match: { app_id: '1' } }, pointer: '/match/app_id', says: /appid is meant/ },
    { rule: { plane: 'token', match: { constructor: '1' } }, pointer: '/match/constructor', says: /is no field of get-token/ },
    { rule: { plane: 'token', match: { 'a/b~c': '1' } }, pointer: '/match/a~1b~0c', says: /is no field of get-token/ },
  ];

  test.for(REFUSED)('$pointer is refused', async ({ rule, pointer, says }) => {
    const refused: unknown = await scope
      .putFault({ ...rule, effect: code } as unknown as FaultRule)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect((refused as ProblemError).places).toEqual([{ pointer, message: expect.stringMatching(says) }]);
  });
});

describe('a key __proto__ is refused however it is spelled', () => {
  const places = [{ pointer: '/match/__proto__', message: 'is no key of any document' }];

  test.for(['__proto__', '\\u005f_proto__', '\\u005F\\u005Fproto\\u005f_'])('in JSON as %s', async (name) => {
    const text = `{"plane":"exchange","match":{"${name}":"x"},"effect":{"kind":"hold"}}`;
    const response = await fetch(`${simulator.urls.control}/v1/faults`, {
      method: 'POST',
      headers: { authorization: `Bearer ${simulator.controlToken}`, 'content-type': 'application/json' },
      body: text,
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: places });
    await expect(scope.putFault(JSON.parse(text))).rejects.toMatchObject({ places });
    expect(await scope.faults()).toEqual([]);
  });

  test.for(['__proto__', '"__proto__"', '"\\x5f_proto__"'])('in YAML as %s', async (name) => {
    const text = `faults: [{plane: exchange, match: {${name}: x}, effect: {kind: hold}}]`;
    await expect(readConfig(text)).rejects.toMatchObject({ places: [{ pointer: '/faults/0/match/__proto__' }] });
  });
});
