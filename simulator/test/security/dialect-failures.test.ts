import { afterEach, describe, expect, test } from 'vitest';
import type { WholeAnswer, WrittenAnswer } from '../../src/dialects/quhao-1.ts';
import type { App } from '../../src/model/documents.ts';
import type { OpenedPrefetch, PrefetchRequest, Reading } from '../../src/operations/requests.ts';
import { type ClientDialect, Refusal, type Simulator, startSimulator } from '../../src/simulator.ts';
import { formDialect, mac } from '../support/form-dialect.ts';
import { send } from '../support/http-client.ts';
import { httpPost } from '../support/raw-socket.ts';
import { READY_APP } from '../support/sdk.ts';
import { WatchedClient } from '../support/watched-client.ts';

/** Whatever a user's dialect throws or promises stays in the request that it happened to. */

const FROM = '127.0.0.9';
let simulator: Simulator | null = null;

afterEach(async () => {
  await simulator?.close();
  simulator = null;
});

async function start(change: Partial<ClientDialect>): Promise<Simulator> {
  simulator = await startSimulator({
    dialect: { ...formDialect, ...change },
    sessions: [{ address: FROM, msisdn: '15400000001' }],
    logLevel: 'silent',
  });
  return simulator;
}

function numberRequest(running: Simulator, { appid, appKey: key }: Pick<typeof READY_APP, 'appid' | 'appKey'> = READY_APP) {
  const { packageName, certificateMd5 } = READY_APP;
  const fields = { app: appid, nonce: 'n1', time: '20261124120000000', pkg: packageName, cert: certificateMd5 };
  const body = new URLSearchParams({ ...fields, mac: mac(fields, key) }).toString();
  return send(running, 'bearer', {
    path: '/v9/number',
    body,
    from: FROM,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

/** A dialect whose requests verify as `verify` does. */
function verifying(verify: () => void | Promise<void>): Partial<ClientDialect> {
  const { prefetch } = formDialect;
  return { prefetch: { ...prefetch, read: (reading, strictness) => ({ ...prefetch.read(reading, strictness), verify }) } };
}

const FOREIGN = new (class Refusal {
  readonly name = 'BAD_SIGNATURE';
  readonly extra = {};
  explain(): string {
    return 'another copy says no';
  }
})();

describe('a signature that is verified asynchronously', () => {
  test('is right where the promise resolves', async () => {
    const running = await start(verifying(() => Promise.resolve()));
    expect((await numberRequest(running)).text).toContain('status=103000');
  });

  test('refuses where the promise is rejected with a Refusal', async () => {
    const running = await start(verifying(() => Promise.reject(new Refusal('BAD_SIGNATURE', 'the vault says no'))));
    expect((await numberRequest(running)).text).toContain('status=103101');
    const [entry] = await running.defaultScope.journal();
    expect(entry?.trace.find(({ name }) => name === 'signature')?.detail).toContain('the vault says no');
  });

  test('refuses where the Refusal is one of another copy of this package', async () => {
    const running = await start(verifying(() => Promise.reject(FOREIGN)));
    expect((await numberRequest(running)).text).toContain('status=103101');
  });

  test('refuses where what was read holds one of another copy', async () => {
    const reading = await start({ read: (raw) => ({ ...formDialect.read(raw), refusal: FOREIGN as unknown as Refusal }) });
    expect((await numberRequest(reading)).text).toContain('status=103101');
  });

  test('fails the request, and nothing else, where it is rejected with anything else', async () => {
    const running = await start(verifying(() => Promise.reject(new Error('the vault is locked'))));
    expect((await numberRequest(running)).status).toBe(500);
    const [entry] = await running.defaultScope.journal();
    expect(entry).toMatchObject({
      answer: { status: 500 },
      trace: [{ name: 'dialect', outcome: 'failed', got: expect.stringMatching(/verify, .* threw Error: the vault is locked/) }],
    });
    expect((await numberRequest(running)).status).toBe(500);
  });
});

function fails(): never {
  throw new TypeError('a mistake in the dialect');
}

function refuses(): never {
  throw new Refusal('BAD_PARAMETER', 'a field is missing');
}

/** A request as an object of a class: what it has, it has by getters and methods of its prototype. */
class ClassRequest {
  readonly #request: PrefetchRequest;

  constructor(request: PrefetchRequest) {
    this.#request = request;
  }

  get appid(): string {
    return this.#request.appid;
  }

  get msgid(): string {
    return this.#request.msgid;
  }

  get sentAt(): string {
    return this.#request.sentAt;
  }

  verify(app: App): void | Promise<void> {
    return this.#request.verify(app);
  }

  open(): OpenedPrefetch {
    return this.#request.open(() => undefined);
  }
}

describe('a dialect of classes', () => {
  test('has its functions called as members, and its requests read by their getters', async () => {
    class Words {
      readonly #handle = 'handle';

      prefetchAnswer: ClientDialect['prefetchAnswer'] = () => ({});

      write(answer: WholeAnswer): WrittenAnswer {
        return { contentType: 'text/plain', body: `${this.#handle} ${answer.resultCode}` };
      }
    }
    class Prefetch {
      read(reading: Reading): PrefetchRequest {
        return this.wrap(formDialect.prefetch.read(reading, 'guide'));
      }

      wrap(request: PrefetchRequest): PrefetchRequest {
        return new ClassRequest(request);
      }
    }
    class Dialect extends Words {
      writeAnswer(answer: WholeAnswer): WrittenAnswer {
        return this.write(answer);
      }
    }
    const prefetch = Object.assign(new Prefetch(), {
      describeFields: formDialect.prefetch.describeFields,
      describeSignature: formDialect.prefetch.describeSignature,
      describeSealed: formDialect.prefetch.describeSealed,
    });
    const { writeAnswer: _, ...others } = formDialect;
    simulator = await startSimulator({
      dialect: Object.assign(new Dialect(), others, { prefetch }),
      sessions: [{ address: FROM, msisdn: '15400000001' }],
      settings: { msgidReplay: 'refused' },
      logLevel: 'silent',
    });
    expect((await numberRequest(simulator)).text).toBe('handle 103000');
    expect((await numberRequest(simulator)).text).not.toBe('handle 103000');
  });
});

test('an answer to a client that has just reset the connection counts as not sent', async () => {
  let client: WatchedClient | null = null;
  const running = await start({
    writeAnswer: () => {
      // The reset stands in the system's queue when the answer is written, and the event loop has not seen it.
      client?.reset();
      return { contentType: 'text/plain', body: 'too late' };
    },
  });
  client = await WatchedClient.open({ simulator: running, listener: 'bearer', from: FROM });
  client.write(httpPost('/v9/number', 'app=x', { 'content-type': 'application/x-www-form-urlencoded' }));
  const scope = running.defaultScope;
  await scope.waitForRequest({ plane: 'bearer' }, 10_000);
  await expect.poll(async () => (await scope.journal())[0]?.sent.extent, { timeout: 10_000 }).not.toBe('pending');
  expect((await scope.journal())[0]).toMatchObject({ answer: null, sent: { extent: 'nothing', bytes: 0, client: 'reset' } });
});

describe('an answer that HTTP cannot carry', () => {
  test.each<[string, unknown, RegExp]>([
    ['no body', { contentType: 'text/plain' }, /a body that is no string/],
    ['a body of bytes', { contentType: 'text/plain', body: Buffer.from('x') }, /a body that is no string/],
    ['a content type with a line break', { contentType: 'x\n', body: '' }, /content type/],
    ['nothing at all', null, /no answer/],
  ])('%s fails the request, delayed or not, and is entered once', async (_title, answer, why) => {
    const running = await start({ writeAnswer: (() => answer) as unknown as NonNullable<ClientDialect['writeAnswer']> });
    const scope = running.defaultScope;
    expect((await numberRequest(running)).status).toBe(500);
    await scope.putFault({ plane: 'bearer', effect: { kind: 'delay', ms: 1 } });
    expect((await numberRequest(running)).status).toBe(500);
    const entries = await scope.journal();
    expect(entries.map(({ sent }) => sent.extent)).toEqual(['whole', 'whole']);
    expect(entries[0]?.trace[0]).toMatchObject({ name: 'dialect', got: expect.stringMatching(why) });
  });

  test('no content type is labelled as JSON', async () => {
    const answer = (() => ({ body: '{}' })) as unknown as NonNullable<ClientDialect['writeAnswer']>;
    const { status, headers } = await numberRequest(await start({ writeAnswer: answer }));
    expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  });
});

describe('a dialect that throws', () => {
  test.each<[string, Partial<ClientDialect>]>([
    ['read', { read: fails }],
    ['prefetch.read', { prefetch: { ...formDialect.prefetch, read: fails } }],
    ['writeAnswer', { writeAnswer: fails }],
    ['prefetchAnswer', { prefetchAnswer: fails }],
  ])('in %s is named in the entry, and the next request is served', async (place, change) => {
    const running = await start(change);
    expect((await numberRequest(running)).status).toBe(500);
    const [entry] = await running.defaultScope.journal();
    expect(entry?.trace[0]?.got).toContain(`${place} of dialect form threw TypeError: a mistake in the dialect`);
    expect((await send(running, 'exchange', { path: '/nowhere', body: '{}' })).status).toBe(200);
  });

  test('while it explains a request does not keep anybody from reading the journal', async () => {
    const running = await start({ prefetch: { ...formDialect.prefetch, describeSignature: fails } });
    await numberRequest(running);
    await send(running, 'exchange', { path: '/nowhere', body: '{}' });
    const entries = await running.defaultScope.journal();
    expect(entries).toHaveLength(2);
    expect(entries[0]?.trace.at(-1)).toMatchObject({
      name: 'dialect',
      got: expect.stringContaining('describeSignature of dialect form'),
    });
  });

  test.each<[string, Partial<ClientDialect>]>([
    ['prefetch.describeFields', { prefetch: { ...formDialect.prefetch, describeFields: refuses } }],
    ['prefetch.describeSignature', { prefetch: { ...formDialect.prefetch, describeSignature: refuses } }],
    ['prefetch.describeSealed', { prefetch: { ...formDialect.prefetch, describeSealed: refuses } }],
    ['prefetch.readLeniently', { prefetch: { ...formDialect.prefetch, readLeniently: refuses } }],
  ])('a Refusal in %s keeps nobody from reading the journal', async (place, change) => {
    const running = await start(change);
    await numberRequest(running, place.endsWith('readLeniently') ? { ...READY_APP, appKey: 'another key' } : READY_APP);
    const [entry] = await running.defaultScope.journal();
    expect(entry?.trace.at(-1)).toMatchObject({ name: 'dialect', got: expect.stringContaining('103414') });
  });

  test.each<[string, () => void | Promise<void>]>([
    ['a promise that is rejected with a Refusal', () => Promise.reject(new Refusal('BAD_SIGNATURE', 'no'))],
    ['a promise that is rejected with an error', () => Promise.reject(new Error('the vault is locked'))],
    ['an error', fails],
  ])('a lenient request whose verify ends in %s ends neither the process nor the journal', async (_title, verify) => {
    const { prefetch } = formDialect;
    const readLeniently: NonNullable<typeof prefetch.readLeniently> = () => ({
      request: { appid: '', msgid: '', sentAt: '', verify, open: fails },
      isWhole: true,
      further: [],
    });
    const read = refuses;
    const running = await start({ prefetch: { ...prefetch, read, readLeniently } });
    await numberRequest(running);
    const [entry] = await running.defaultScope.journal();
    expect(entry?.answer?.status).toBe(200);
    // Node reports a rejection that nobody handles after the turn; the runner then fails.
    expect(await running.defaultScope.journal()).toHaveLength(1);
  });

  test('is entered in the journal of the scope that has the app, with the operation', async () => {
    const running = await start({ writeAnswer: fails });
    const app = { ...READY_APP, appid: '300000000077' };
    const scope = await running.createScope({ apps: [app] });
    // The default scope has the session.
    expect((await numberRequest(running, app)).status).toBe(500);
    expect(await running.defaultScope.journal()).toEqual([]);
    expect(await scope.journal()).toMatchObject([{ operation: 'prefetch', scope: { id: scope.id, by: 'appid' } }]);
  });

  test('a promise where a value is needed is refused, and its rejection ends nothing', async () => {
    const read = (() => Promise.reject(new Error('late'))) as unknown as ClientDialect['read'];
    const running = await start({ read });
    expect((await numberRequest(running)).status).toBe(500);
    const [entry] = await running.defaultScope.journal();
    expect(entry?.trace[0]?.got).toContain('read of dialect form returned a promise');
  });
});
