import { expect, test } from 'vitest';
import { UNUSED_TOKENS_LIMIT } from '../protocol/credentials.ts';
import { SystemRandom } from '../random.ts';
import { readSubscriber } from '../scope/documents.ts';
import { issueNextToken, queueTokens } from '../scope/issue-token.ts';
import type { Scope } from '../scope/scope.ts';
import { defaultSettings } from '../scope/settings.ts';
import { MemoryStore } from '../store/memory.ts';
import type { ScripRecord } from '../store/records.ts';
import type { Epoch } from '../store/store.ts';
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

interface Race {
  readonly scope: Scope;
  /** The scrip that each request presents. */
  readonly scrips: readonly string[];
}

/** A scope with its subscriber and these scrips. */
async function openScope(scrips: readonly string[]): Promise<Scope> {
  const store = new MemoryStore();
  const clock = { now: NOW, rate: 0, anchoredAt: 0 };
  const epoch: Epoch = store.begin('a', {
    settings: defaultSettings,
    clock,
    randomPosition: 0,
    keyids: [],
    personas: null,
    endsAt: null,
  });
  await store.change({ epoch, kind: 'subscriber', id: MSISDN }, 0, readSubscriber({ msisdn: MSISDN }));
  for (const scrip of scrips) {
    await store.issueScrip(epoch, { record: scripOf(scrip), day: { number: 0, limit: null } });
  }
  return { id: 'a', store, epoch, clock: { now: () => NOW }, random: new SystemRandom() } as unknown as Scope;
}

/** All pass the check of the unused tokens before one of them has its effect. */
async function race({ scope, scrips }: Race): Promise<readonly Ended<TokenPayload>[]> {
  let waiting = 0;
  const { promise, open } = gate();
  const wait = { step: 10, name: 'gate', refuses: [], run: () => (++waiting === scrips.length ? open() : promise) };
  const counting = GET_TOKEN.rules.filter(({ name }) => name === 'unused tokens');
  const rules: readonly Pick<Rule<TokenContext, never>, 'name' | 'run' | 'refuses'>[] = [
    { name: 'scrip', refuses: ['SCRIP_INVALID'], run: () => undefined },
    ...counting,
    wait,
  ];
  const context = (scrip: string): TokenContext =>
    ({
      ...{ scope, epoch: scope.epoch, settings: { scripUse: 'once' }, now: NOW, app: { appid: APPID } },
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

const QUEUED = ['1', '2'].map((digit) => `STsid${digit.repeat(20)}${'q'.repeat(32)}`);

test('of two requests for the last token one is refused late, and keeps its scrip and the token in line', async () => {
  const scrips = ['first', 'second'];
  const scope = await openScope(scrips);
  const { store, epoch } = scope;
  for (let count = 1; count < UNUSED_TOKENS_LIMIT; count++) {
    await issueNextToken(scope, { epoch, now: NOW, appid: APPID, msisdn: MSISDN, capability: 'login' });
  }
  await queueTokens(scope, QUEUED);
  const ended = await race({ scope, scrips });
  expect(ended.map(summary).toSorted()).toEqual(['TOO_MANY_TOKENS at 1', 'done']);
  const retained = await Promise.all(scrips.map((scrip) => store.readScrip(epoch, scrip)));
  expect(retained.map((record) => record?.scrip)).toEqual(
    ended.map(({ kind }, at) => (kind === 'done' ? undefined : scrips[at])),
  );
  expect((await store.dump(epoch)).queuedTokens).toEqual(QUEUED.slice(1));
});

test('of many requests with one single-use scrip one has a token, and the others fail at the scrip', async () => {
  const scope = await openScope(['one']);
  await queueTokens(scope, QUEUED.slice(1));
  const ended = await race({ scope, scrips: ['one', 'one', 'one'] });
  expect(ended.map(summary).toSorted()).toEqual(['SCRIP_INVALID at 0', 'SCRIP_INVALID at 0', 'done']);
  expect(await scope.store.countUnusedTokens(scope.epoch, MSISDN, 0)).toBe(1);
});

test('a scrip that is revoked, or whose SIM is swapped, between the rules and the effect is worth no token', async () => {
  for (const end of ['revoke', 'swap'] as const) {
    const scope = await openScope(['one']);
    const { store, epoch } = scope;
    if (end === 'revoke') {
      await store.revokeScrips(epoch, MSISDN);
    } else {
      await store.change({ epoch, kind: 'subscriber', id: MSISDN }, 2, readSubscriber({ msisdn: MSISDN, sim: 'sim-2' }));
    }
    expect((await race({ scope, scrips: ['one'] })).map(summary)).toEqual(['SCRIP_INVALID at 0']);
    expect(await store.countUnusedTokens(epoch, MSISDN, 0)).toBe(0);
  }
});
