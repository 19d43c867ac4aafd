import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SystemRandom } from '../../src/random.ts';
import { readApp, readSubscriber } from '../../src/scope/documents.ts';
import type { ScripRecord, Store, TokenRecord } from '../../src/store/store.ts';
import { storeModel } from './store-model.ts';

/** What every store must do. A new one is added by one more call of this. */
export function storeContract(title: string, open: () => Promise<Store>): void {
  const scrip = (text: string): ScripRecord => ({
    scrip: text,
    appid: '300000000001',
    certificateMd5: 'f'.repeat(32),
    msisdn: '15400000001',
    sim: 'sim-1',
    issuedAt: 1000,
    expiresAt: 5000,
  });
  const token = (text: string, change: Partial<TokenRecord> = {}): TokenRecord => ({
    token: text,
    appid: '300000000001',
    msisdn: '15400000001',
    capability: 'login',
    issuedAt: 1000,
    expiresAt: 121_000,
    usedAt: null,
    ...change,
  });
  const issue = (record: TokenRecord) => ({ record, limit: 3, windowMs: 600_000 });

  describe(title, () => {
    test('a document is replaced only where the expected one stands', async () => {
      const store = await open();
      const place = { scope: 'a', kind: 'subscriber', id: '15400000001' } as const;
      const [first, second] = [readSubscriber({ msisdn: place.id }), readSubscriber({ msisdn: place.id, state: 'iot' })];
      expect(await store.compareAndSet(place, undefined, first)).toBe(true);
      expect(await store.compareAndSet(place, undefined, second)).toBe(false);
      expect(await store.read('a', 'subscriber', place.id)).toEqual(first);
      expect(await store.compareAndSet(place, first, second)).toBe(true);
      expect(await store.list('a', 'subscriber')).toEqual([second]);
      expect(await store.compareAndSet(place, second, undefined)).toBe(true);
      expect(await store.read('a', 'subscriber', place.id)).toBeUndefined();
    });

    test('scopes do not see each other', async () => {
      const store = await open();
      const app = readApp({ appid: '300000000001' }, new SystemRandom());
      await store.compareAndSet({ scope: 'a', kind: 'app', id: app.appid }, undefined, app);
      await store.putScrip('a', scrip('s'));
      await store.issueToken('a', issue(token('t')));
      expect(await store.read('b', 'app', app.appid)).toBeUndefined();
      expect(await store.readScrip('b', 's')).toBeUndefined();
      expect(await store.readToken('b', 't')).toBeUndefined();
      expect(await store.redeem('b', { token: 't', now: 1000, billing: null })).toBe('token-gone');
    });

    test('a name is one scope’s until it lets go', async () => {
      const store = await open();
      expect(await store.claim('address', '10.0.0.1', 'a')).toBe(true);
      expect(await store.claim('address', '10.0.0.1', 'b')).toBe(false);
      expect(await store.claim('address', '10.0.0.1', 'a')).toBe(true);
      await store.disclaim('address', '10.0.0.1', 'b');
      expect(await store.owner('address', '10.0.0.1')).toBe('a');
      await store.drop('a');
      expect(await store.claim('address', '10.0.0.1', 'b')).toBe(true);
    });

    test('an app is found by its id, with the scope that has it', async () => {
      const store = await open();
      const app = readApp({ appid: '300000000001' }, new SystemRandom());
      await store.claim('app', app.appid, 'a');
      await store.compareAndSet({ scope: 'a', kind: 'app', id: app.appid }, undefined, app);
      expect(await store.findApp(app.appid)).toEqual({ scope: 'a', app });
      await store.drop('a');
      expect(await store.findApp(app.appid)).toBeUndefined();
    });

    test('tokens are forgotten when their window is over', async () => {
      const store = await open();
      await store.issueToken('a', issue(token('old')));
      await store.issueToken('a', issue(token('new', { issuedAt: 602_000, msisdn: '15400000002' })));
      expect(await store.readToken('a', 'old')).toBeUndefined();
      expect(await store.readToken('a', 'new')).toBeDefined();
    });

    test('of two clocks, one far ahead, neither makes the other’s scope forget', async () => {
      const store = await open();
      await store.issueToken('a', issue(token('mine')));
      await store.issueToken('a', issue(token('used', { msisdn: '15400000003' })));
      await store.redeem('a', { token: 'used', now: 1500, billing: null });
      for (let count = 0; count < 5; count++) {
        const later = { issuedAt: 1e9 * count, expiresAt: 1e9 * count + 1, msisdn: `1540000001${count}` };
        expect(await store.issueToken('b', issue(token(`theirs ${count}`, later)))).toBe('issued');
      }
      expect(await store.readToken('b', 'theirs 0')).toBeUndefined();
      expect(await store.readToken('a', 'mine')).toEqual(token('mine'));
      expect(await store.readToken('a', 'used')).toMatchObject({ usedAt: 1500 });
      expect(await store.countUnusedTokens('a', '15400000001', 0)).toBe(1);
      expect(await store.redeem('a', { token: 'mine', now: 2000, billing: null })).toBe('redeemed');
    });

    test('tokens are forgotten again after the clock was set back', async () => {
      const store = await open();
      await store.issueToken('a', issue(token('ahead', { issuedAt: 9e12, expiresAt: 9e12 + 1, msisdn: '15400000002' })));
      await store.redeem('a', { token: 'ahead', now: 9e12, billing: null });
      await store.issueToken('a', issue(token('old')));
      await store.issueToken('a', issue(token('new', { issuedAt: 602_000, msisdn: '15400000003' })));
      expect(await store.readToken('a', 'old')).toBeUndefined();
    });

    test('used tokens are pushed out by later uses, oldest use first', async () => {
      const store = await open();
      const uses = 12_000;
      const msisdn = (index: number): string => `154${String(index).padStart(8, '0')}`;
      for (let index = 0; index < uses; index++) {
        await store.issueToken('a', issue(token(`t${index}`, { msisdn: msisdn(index) })));
      }
      // The last issued is used first.
      for (let index = uses - 1; index >= 0; index--) {
        await store.redeem('a', { token: `t${index}`, now: 2000, billing: null });
      }
      const known = await Promise.all(Array.from({ length: uses }, (_, index) => store.readToken('a', `t${index}`)));
      const kept = known.filter((record) => record !== undefined).length;
      expect(kept).toBeGreaterThanOrEqual(10_000);
      expect(kept).toBeLessThan(uses);
      expect(known.slice(0, kept).every((record) => record?.usedAt === 2000)).toBe(true);
      const { tokens } = await store.dump('a');
      expect(tokens.map((record) => record.token)).toEqual(Array.from({ length: kept }, (_, index) => `t${kept - 1 - index}`));
    });

    test('a number’s window is left on use, by that token alone', async () => {
      const store = await open();
      for (const text of ['1', '2', '3']) {
        await store.issueToken('a', issue(token(text)));
      }
      expect(await store.issueToken('a', issue(token('4')))).toBe('too-many');
      await store.redeem('a', { token: '2', now: 2000, billing: null });
      expect(await store.countUnusedTokens('a', '15400000001', 0)).toBe(2);
      await store.redeem('a', { token: '2', now: 2000, billing: null });
      expect(await store.countUnusedTokens('a', '15400000001', 0)).toBe(2);
      expect(await store.issueToken('a', issue(token('4')))).toBe('issued');
      expect(await store.issueToken('a', issue(token('5')))).toBe('too-many');
    });

    test('a free call is not counted, a call without a limit is', async () => {
      const store = await open();
      for (const [text, billing] of [
        ['1', null],
        ['2', { limit: null }],
        ['3', { limit: null }],
      ] as const) {
        await store.issueToken('a', issue(token(text)));
        await store.redeem('a', { token: text, now: 2000, billing });
      }
      expect(await store.readCalls('a', '300000000001')).toBe(2);
    });

    test('a dump keeps the order of use and the order of issue', async () => {
      const store = await open();
      const order = (tokens: readonly TokenRecord[]): readonly string[] => tokens.map((record) => record.token);
      for (const [index, text] of ['1', '2', '3', '4', '5'].entries()) {
        await store.issueToken('a', issue(token(text, { msisdn: `1540000000${index}` })));
      }
      for (const text of ['4', '2', '5']) {
        await store.redeem('a', { token: text, now: 2000, billing: null });
      }
      const dump = structuredClone(await store.dump('a'));
      expect(order(dump.tokens)).toEqual(['4', '2', '5', '1', '3']);
      expect(await store.load('a', dump)).toBe(true);
      await store.redeem('a', { token: '1', now: 2000, billing: null });
      expect(order((await store.dump('a')).tokens)).toEqual(['4', '2', '5', '1', '3']);
      expect(await store.load('a', dump)).toBe(true);
      await store.redeem('a', { token: '3', now: 2000, billing: null });
      expect(order((await store.dump('a')).tokens)).toEqual(['4', '2', '5', '3', '1']);
    });

    test('a dump whose token another scope holds by now is not loaded, and the token stays that scope’s', async () => {
      const store = await open();
      await store.issueToken('a', issue(token('t')));
      const dump = await store.dump('a');
      await store.wipe('a');
      await store.issueToken('b', issue(token('t')));
      expect(await store.load('a', dump)).toBe(false);
      expect(await store.redeem('b', { token: 't', now: 2000, billing: null })).toBe('redeemed');
    });

    test('a scrip that is good for one token is consumed by one, in its own scope', async () => {
      const store = await open();
      await store.putScrip('a', scrip('s'));
      expect(await store.issueToken('b', { ...issue(token('elsewhere')), scrip: 's' })).toBe('scrip-gone');
      const issued = await Promise.all(['1', '2'].map((text) => store.issueToken('a', { ...issue(token(text)), scrip: 's' })));
      expect(issued.toSorted()).toEqual(['issued', 'scrip-gone']);
      expect(await store.countUnusedTokens('a', '15400000001', 0)).toBe(1);
      expect(await store.readScrip('a', 's')).toBeUndefined();
    });

    test('a token that is not issued consumes no scrip', async () => {
      const store = await open();
      await store.putScrip('a', scrip('s'));
      await store.issueToken('b', issue(token('other’s')));
      expect(await store.issueToken('a', { ...issue(token('other’s')), scrip: 's' })).toBe('taken');
      expect(await store.issueToken('a', { ...issue(token('1')), limit: 0, scrip: 's' })).toBe('too-many');
      expect(await store.readScrip('a', 's')).toEqual(scrip('s'));
      expect(await store.issueToken('a', { ...issue(token('1')), scrip: 's' })).toBe('issued');
    });

    test('a scrip that is gone is told before the limit, as the checks have it', async () => {
      const store = await open();
      expect(await store.issueToken('a', { ...issue(token('1')), limit: 0, scrip: 'never' })).toBe('scrip-gone');
    });

    test('unused tokens of a number are limited; use and time make room', async () => {
      const store = await open();
      const issued = await Promise.all(['1', '2', '3', '4'].map((text) => store.issueToken('a', issue(token(text)))));
      expect(issued.sort()).toEqual(['issued', 'issued', 'issued', 'too-many']);
      expect(await store.issueToken('a', issue(token('other', { msisdn: '15400000002' })))).toBe('issued');
      expect(await store.redeem('a', { token: '1', now: 2000, billing: null })).toBe('redeemed');
      expect(await store.issueToken('a', issue(token('5', { issuedAt: 3000 })))).toBe('issued');
      expect(await store.issueToken('a', issue(token('6', { issuedAt: 600_999 })))).toBe('too-many');
      expect(await store.issueToken('a', issue(token('6', { issuedAt: 601_000 })))).toBe('issued');
      expect(await store.countUnusedTokens('a', '15400000001', 1000)).toBe(2);
    });

    test('a token exists once over all scopes', async () => {
      const store = await open();
      expect(await store.issueToken('a', issue(token('t')))).toBe('issued');
      expect(await store.issueToken('b', issue(token('t')))).toBe('taken');
    });

    test('a token is redeemed once, while it lives, and says so afterwards', async () => {
      const store = await open();
      await store.issueToken('a', issue(token('t')));
      await store.issueToken('a', issue(token('old')));
      expect(await store.redeem('a', { token: 'old', now: 121_000, billing: null })).toBe('token-gone');
      expect(await store.redeem('a', { token: 't', now: 120_999, billing: null })).toBe('redeemed');
      expect(await store.redeem('a', { token: 't', now: 120_999, billing: null })).toBe('token-gone');
      expect((await store.readToken('a', 't'))?.usedAt).toBe(120_999);
    });

    test('a call that cannot be paid leaves the token as it was', async () => {
      const store = await open();
      await store.issueToken('a', issue(token('t')));
      expect(await store.redeem('a', { token: 't', now: 2000, billing: { limit: 0 } })).toBe('calls-spent');
      expect(await store.readToken('a', 't')).toMatchObject({ usedAt: null });
      expect(await store.redeem('a', { token: 't', now: 2000, billing: { limit: 1 } })).toBe('redeemed');
      expect(await store.readCalls('a', '300000000001')).toBe(1);
    });

    test('in any interleaving one redemption of a token wins, and the quota is never overdrawn', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.scheduler(),
          fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 30 }),
          async (scheduler, picks) => {
            const store = await open();
            for (let index = 0; index < 5; index++) {
              await store.issueToken('a', issue(token(`t${index}`, { msisdn: `1540000000${index}` })));
            }
            const calls = picks.map((pick) =>
              scheduler.schedule(Promise.resolve(), `t${pick}`).then(async () => {
                await store.readToken('a', `t${pick}`);
                return { pick, outcome: await store.redeem('a', { token: `t${pick}`, now: 2000, billing: { limit: 3 } }) };
              }),
            );
            const [results] = await Promise.all([Promise.all(calls), scheduler.waitAll()]);
            const winners = results.filter(({ outcome }) => outcome === 'redeemed').map(({ pick }) => pick);
            expect(new Set(winners).size).toBe(winners.length);
            expect(winners).toHaveLength(Math.min(3, new Set(picks).size));
          },
        ),
        { numRuns: 60 },
      );
    });

    test('whatever is done to it, it answers as a naive model does', async () => {
      await storeModel(open);
    });

    test('a counter stops at its limit', async () => {
      const store = await open();
      const counted = await Promise.all(Array.from({ length: 5 }, () => store.increment('a', 'c', 3)));
      expect(counted.filter(Boolean)).toHaveLength(3);
      expect(await store.readCounter('a', 'c')).toBe(3);
      expect(await store.increment('a', 'c', null)).toBe(true);
    });

    test('a count is taken back, and none below nothing', async () => {
      const store = await open();
      await store.increment('a', 'c', 1);
      await store.decrement('a', 'c');
      await store.decrement('a', 'c');
      expect(await store.readCounter('a', 'c')).toBe(0);
      expect([await store.increment('a', 'c', 1), await store.increment('a', 'c', 1)]).toEqual([true, false]);
    });

    test('a sweep counts the lives that ended in between', async () => {
      const store = await open();
      const both = (from: number, to: number) => ({ scrips: { from, to }, tokens: { from, to } });
      await store.putScrip('a', scrip('s'));
      await store.issueToken('a', issue(token('t')));
      expect(await store.sweep('a', both(0, 4999))).toEqual({ scrips: 0, tokens: 0 });
      expect(await store.sweep('a', both(4999, 121_000))).toEqual({ scrips: 1, tokens: 1 });
      expect(await store.sweep('a', both(121_000, 999_999))).toEqual({ scrips: 0, tokens: 0 });
      const apart = { scrips: { from: 4999, to: 121_000 }, tokens: { from: 0, to: 4999 } };
      expect(await store.sweep('a', apart)).toEqual({ scrips: 1, tokens: 0 });
    });

    test('a token is claimed once, over all scopes, all of a list or none', async () => {
      const store = await open();
      await store.issueToken('a', issue(token('issued')));
      expect(await store.claimTokens('a', ['x', 'y'])).toBeNull();
      expect(await store.claimTokens('b', ['z', 'y'])).toBe(1);
      expect(await store.claimTokens('a', ['z', 'x'])).toBe(1);
      expect(await store.claimTokens('b', ['z', 'issued'])).toBe(1);
      expect(await store.claimTokens('b', ['z', 'w', 'z'])).toBe(2);
      expect(await store.claimTokens('b', ['z', 'w'])).toBeNull();
    });

    test('a claimed token is issued by its scope alone, and is claimed no more then', async () => {
      const store = await open();
      await store.claimTokens('a', ['t']);
      expect(await store.issueToken('b', issue(token('t')))).toBe('taken');
      expect(await store.issueToken('a', issue(token('t')))).toBe('issued');
      expect((await store.dump('a')).claimedTokens).toEqual([]);
    });

    test('of claims of one token at the same time one wins', async () => {
      const store = await open();
      const scopes = Array.from({ length: 20 }, (_, index) => `scope-${index}`);
      const claims = await Promise.all(scopes.map((scope) => store.claimTokens(scope, [`own-${scope}`, 't'])));
      expect(claims.filter((taken) => taken === null)).toHaveLength(1);
    });

    test('a wipe keeps claimed tokens, a drop frees them, a load claims them again or is refused', async () => {
      const store = await open();
      await store.claimTokens('a', ['t']);
      const dump = await store.dump('a');
      await store.wipe('a');
      expect(await store.claimTokens('b', ['t'])).toBe(0);
      await store.drop('a');
      expect(await store.claimTokens('b', ['t'])).toBeNull();
      expect(await store.load('a', dump)).toBe(false);
      await store.drop('b');
      expect(await store.load('a', structuredClone(dump))).toBe(true);
      expect(await store.claimTokens('b', ['t'])).toBe(0);
    });

    test('a scope is not loaded where another has one of its tokens by now', async () => {
      const store = await open();
      await store.issueToken('a', issue(token('t')));
      const dump = await store.dump('a');
      await store.drop('a');
      await store.claimTokens('b', ['t']);
      expect(await store.load('a', dump)).toBe(false);
      await store.issueToken('b', issue(token('t')));
      expect(await store.load('a', dump)).toBe(false);
      expect((await store.readToken('b', 't'))?.token).toBe('t');
    });

    test('what was dumped is loaded again, unless a name was given away meanwhile', async () => {
      const store = await open();
      const app = readApp({ appid: '300000000001' }, new SystemRandom());
      await store.claim('app', app.appid, 'a');
      await store.compareAndSet({ scope: 'a', kind: 'app', id: app.appid }, undefined, app);
      await store.putScrip('a', scrip('s'));
      await store.issueToken('a', issue(token('t')));
      await store.issueToken('a', issue(token('used')));
      await store.redeem('a', { token: 'used', now: 2000, billing: null });
      const dump = await store.dump('a');
      await store.drop('a');
      expect(await store.load('a', structuredClone(dump))).toBe(true);
      expect(await store.dump('a')).toEqual(dump);
      expect(await store.countUnusedTokens('a', '15400000001', 0)).toBe(1);
      await store.drop('a');
      await store.claim('app', app.appid, 'b');
      expect(await store.load('a', dump)).toBe(false);
      expect(await store.readScrip('a', 's')).toBeUndefined();
    });

    test('scrips are revoked by number or all, tokens expired together', async () => {
      const store = await open();
      await store.putScrip('a', scrip('s'));
      await store.putScrip('a', { ...scrip('other'), msisdn: '15400000002' });
      await store.issueToken('a', issue(token('t')));
      expect(await store.revokeScrips('a', '15400000001')).toBe(1);
      expect(await store.revokeScrips('a', null)).toBe(1);
      expect(await store.expireTokens('a', 2000)).toBe(1);
      expect(await store.redeem('a', { token: 't', now: 2000, billing: null })).toBe('token-gone');
    });

    test('scrips are listed by number or all, in the order of their issue', async () => {
      const store = await open();
      await store.putScrip('a', scrip('s'));
      await store.putScrip('a', { ...scrip('other'), msisdn: '15400000002' });
      await store.putScrip('b', scrip('foreign'));
      expect((await store.listScrips('a', null)).map((record) => record.scrip)).toEqual(['s', 'other']);
      expect((await store.listScrips('a', '15400000002')).map((record) => record.scrip)).toEqual(['other']);
      await store.revokeScrips('a', null);
      expect(await store.listScrips('a', null)).toEqual([]);
    });

    test('wiping forgets credentials and counters, not documents', async () => {
      const store = await open();
      const subscriber = readSubscriber({ msisdn: '15400000001' });
      await store.compareAndSet({ scope: 'a', kind: 'subscriber', id: subscriber.msisdn }, undefined, subscriber);
      await store.putScrip('a', scrip('s'));
      await store.issueToken('a', issue(token('t')));
      await store.increment('a', 'c', null);
      await store.wipe('a');
      expect(await store.readScrip('a', 's')).toBeUndefined();
      expect(await store.readToken('a', 't')).toBeUndefined();
      expect(await store.readCounter('a', 'c')).toBe(0);
      expect(await store.issueToken('b', issue(token('t')))).toBe('issued');
      expect(await store.read('a', 'subscriber', subscriber.msisdn)).toEqual(subscriber);
    });
  });
}
