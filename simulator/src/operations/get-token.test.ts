import { expect, test } from 'vitest';
import { UNUSED_TOKENS_LIMIT } from '../protocol/credentials.ts';
import type { Scope } from '../scope/scope.ts';
import { MemoryStore } from '../store/memory.ts';
import type { ScripRecord, TokenRecord } from '../store/store.ts';
import { GET_TOKEN, type TokenContext } from './get-token.ts';
import { type Ended, type Rule, runOperation } from './operation.ts';
import type { TokenPayload } from './requests.ts';

/** Over HTTP two requests hardly ever stand between the same two steps; here each waits for the others before its effect. */

const MSISDN = '15400000001';
const APPID = '300000000001';
const NOW = 1_000_000;

function scripOf(scrip: string): ScripRecord {
  return {
    ...{ scrip, appid: APPID, certificateMd5: 'f'.repeat(32), msisdn: MSISDN, sim: 'sim-1' },
    ...{ issuedAt: NOW, expiresAt: NOW + 60_000 },
  };
}

function tokenOf(token: string): TokenRecord {
  return {
    ...{ token, appid: APPID, msisdn: MSISDN, capability: 'login', issuedAt: NOW, expiresAt: NOW + 120_000, usedAt: null },
  };
}

interface Race {
  readonly store: MemoryStore;
  /** The scrip that each request presents. */
  readonly scrips: readonly string[];
  /** Tokens in line. */
  readonly queue: string[];
}

/** All pass the check of the unused tokens before one of them has its effect. */
async function race({ store, scrips, queue }: Race): Promise<readonly Ended<TokenPayload>[]> {
  let waiting = 0;
  const { promise, open } = gate();
  const wait = { step: 10, name: 'gate', refuses: [], run: () => (++waiting === scrips.length ? open() : promise) };
  const counting = GET_TOKEN.rules.filter(({ name }) => name === 'unused tokens');
  const rules: readonly Pick<Rule<TokenContext, never>, 'name' | 'run' | 'refuses'>[] = [
    { name: 'scrip', refuses: ['SCRIP_INVALID'], run: () => undefined },
    ...counting,
    wait,
  ];
  let made = 0;
  const scope = {
    id: 'a',
    store,
    tokens: {
      takeQueued: () => queue.shift(),
      requeue: (token: string) => queue.unshift(token),
      make: () => `made ${++made}`,
    },
  } as unknown as Scope;
  const context = (scrip: string): TokenContext =>
    ({
      ...{ scope, settings: { scripUse: 'once' }, now: NOW, app: { appid: APPID } },
      ...{ request: { capability: 'login' }, scrip: scripOf(scrip) },
    }) as unknown as TokenContext;
  return Promise.all(scrips.map((scrip) => runOperation({ rules, effect: GET_TOKEN.effect }, context(scrip), 'whole')));
}

function gate(): { readonly promise: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

function summary(ended: Ended<TokenPayload>): string {
  return ended.kind === 'refused' ? `${ended.refusal.name} at ${ended.at}` : ended.kind;
}

test('of two requests for the last token one is refused late, and keeps its scrip and the token in line', async () => {
  const store = new MemoryStore();
  for (let count = 1; count < UNUSED_TOKENS_LIMIT; count++) {
    await store.issueToken('a', { record: tokenOf(`earlier ${count}`), limit: UNUSED_TOKENS_LIMIT, windowMs: 600_000 });
  }
  const scrips = ['first', 'second'];
  for (const scrip of scrips) {
    await store.putScrip('a', scripOf(scrip));
  }
  const queue = ['queued 1', 'queued 2'];
  const ended = await race({ store, scrips, queue });
  expect(ended.map(summary).toSorted()).toEqual(['TOO_MANY_TOKENS at 1', 'done']);
  const retained = await Promise.all(scrips.map((scrip) => store.readScrip('a', scrip)));
  expect(retained.map((record) => record?.scrip)).toEqual(
    ended.map(({ kind }, at) => (kind === 'done' ? undefined : scrips[at])),
  );
  expect(queue).toEqual(['queued 2']);
});

test('of many requests with one single-use scrip one has a token, and the others fail at the scrip', async () => {
  const store = new MemoryStore();
  await store.putScrip('a', scripOf('one'));
  const ended = await race({ store, scrips: ['one', 'one', 'one'], queue: ['queued'] });
  expect(ended.map(summary).toSorted()).toEqual(['SCRIP_INVALID at 0', 'SCRIP_INVALID at 0', 'done']);
  expect(await store.countUnusedTokens('a', MSISDN, 0)).toBe(1);
});
