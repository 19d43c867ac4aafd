import { describe, expect, test } from 'vitest';
import {
  allCodes,
  explainCode,
  explainOtherCode,
  explanationText,
  otherCodeText,
} from '../../simulator/src/model/explain-code.ts';
import { exchange, getToken } from '../../simulator/test/support/http-client.ts';
import { RECIPES } from '../fault/recipes.ts';
import { runQuhao } from './run-quhao.ts';
import { ServedCommands } from './served-commands.ts';

/** The faults of a running server. */

const served = new ServedCommands();
const { json, mint, quhao } = served;

describe('fault', () => {
  test('a recipe for the next request alone acts once', async () => {
    const armed = await quhao('fault', 'add', 'http-503', '--next');
    expect([armed.code, armed.stdout]).toEqual([
      0,
      expect.stringMatching(/^armed fault-\d+: status 503 · exchange plane · once\n/),
    ]);
    const tokens = [await mint(), await mint()];
    expect((await exchange(served.simulator, tokens[0] ?? '')).status).toBe(503);
    expect((await exchange(served.simulator, tokens[1] ?? '')).json['resultCode']).toBe('103000');
  });

  test('a code is forced where the gateway raises it', async () => {
    const armed = await json<{ plane: string; operation: string }>('fault', 'add', '--next', '--code', '103911');
    expect(armed).toMatchObject({ plane: 'token', operation: 'get-token', times: 1, effect: { code: '103911' } });
    await expect(getToken(served.simulator, '127.154.0.1')).rejects.toThrow('103911');
  });

  test('every fault that quhao explain names can be pasted', async () => {
    const texts = allCodes().map(({ code }) => {
      const known = explainCode(code);
      const other = explainOtherCode(code);
      return [
        known === undefined ? '' : explanationText(known, 'en'),
        other === undefined ? '' : otherCodeText(other, 'en'),
      ].join('\n');
    });
    const lines = [...new Set(texts.join('\n').match(/quhao fault add [\w -]+\w/g))];
    expect(lines.length).toBeGreaterThan(15);
    for (const line of lines) {
      const { code, stderr } = await quhao(...line.split(' ').slice(1));
      expect([line, code, stderr]).toEqual([line, 0, '']);
      await quhao('fault', 'clear');
    }
  });

  test('an exchange with a code that only the SDK meets is forced on the exchange plane, as explain says', async () => {
    const armed = await quhao('fault', 'add', '--next', '--code', '103911');
    expect(armed.stdout).toContain('meets   the SDK’s token request; for a back end’s exchange: --plane exchange\n');
    const known = explainCode('103911');
    const [line = ''] =
      known === undefined ? [] : (/quhao (fault add .*--plane exchange)/.exec(explanationText(known, 'en')) ?? []).slice(1);
    const forced = await quhao(...line.split(' '));
    expect([forced.code, forced.stdout]).toEqual([0, expect.not.stringContaining('meets')]);
    const used = await runQuhao(['token', 'exchange', '-'], { env: served.env, input: await mint() });
    expect([used.code, used.stdout]).toEqual([1, expect.stringMatching(/^103911 TOO_MANY_TOKENS/)]);
  });

  test('a second rule at one place is said to wait, and a used-up one no longer is', async () => {
    const first = await json<{ id: string }>('fault', 'add', 'http-503', '--next');
    const second = await quhao('fault', 'add', 'http-503', '--next');
    expect(second.stderr).toBe(
      `${first.id} is armed there already, and the older rule acts first: quhao fault clear ${first.id}\n`,
    );
    await exchange(served.simulator, await mint());
    expect((await quhao('fault', 'list')).stdout).toMatch(new RegExp(`^${first.id} .* 1 hit .*used up\n`));
    await exchange(served.simulator, await mint());
    expect((await quhao('fault', 'add', 'http-503', '--next')).stderr).toBe('');
  });

  test('the recipe slow says how late an answer is', async () => {
    expect((await quhao('fault', 'add', 'slow', '--by', '12s')).stdout).toContain('the right answer 12 s late');
  });

  test.each([
    ['a code in the place of a recipe', ['103911'], /103911 is a result code, no recipe: quhao fault add --code 103911/],
    ['an unknown recipe', ['timeot'], /there is no recipe timeot; nearest: timeout, /],
    ['a code of several places', ['--code', 'BAD_SIGNATURE'], /say which: --plane bearer \(prefetch\), --plane token/],
    ['a code of the SDK', ['--code', '200023'], /200023 TIMEOUT is made by the SDK/],
    ['a code that nobody lists', ['--code', '999998'], /nobody lists 999998/],
    ['an unknown code', ['--code', 'TIMEOUTS'], /TIMEOUTS is no result code; nearest: 200023 TIMEOUT/],
    ['a plane without TLS', ['tls-expired', '--plane', 'bearer'], /tls-expired acts on exchange and token/],
    ['nothing', [], /fault add takes one of/],
    ['two limits', ['slow', '--next', '--times', '2'], /--next is --times 1/],
    ['a count of what is never seen', ['refused', '--next'], /--ttl 10s ends it/],
    ['a duration without a unit', ['slow', '--ttl', '60'], /a duration reads 500ms/],
  ])('add with %s is refused', async (_title, args, message) => {
    const { code, stdout, stderr } = await quhao('fault', 'add', ...args);
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toMatch(message);
    expect(await served.simulator.defaultScope.faults()).toEqual([]);
  });

  test.each(RECIPES.flatMap(({ name, planes }) => planes.map((plane) => [name, plane] as const)))(
    'the simulator takes the recipe %s on the %s plane',
    async (name, plane) => {
      await json('fault', 'add', name, '--plane', plane);
      expect(await served.simulator.defaultScope.faults()).toMatchObject([{ plane }]);
      await quhao('fault', 'clear');
    },
  );

  test('hold keeps an answer, and release lets it go', async () => {
    await quhao('fault', 'hold', '--next');
    const answer = exchange(served.simulator, await mint());
    await served.simulator.defaultScope.waitForRequest({ operation: 'login-token-validate' }, 15_000);
    expect((await quhao('fault', 'release')).stdout).toBe('released 1 answer\n');
    expect((await answer).json['resultCode']).toBe('103000');
    expect((await quhao('fault', 'clear')).stdout).toMatch(/^disarmed fault-\d+\n$/);
  });
});
