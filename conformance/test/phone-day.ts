import { describe, expect, test } from 'vitest';
import { performStep } from '../src/act.ts';
import type { Step } from '../src/check.ts';
import { Collector } from '../src/collector.ts';
import { ALL_ON } from '../src/device/radio-control.ts';
import { resultJson } from '../src/observations.ts';
import type { Testbed } from '../src/testbed.ts';
import { until } from '../src/wait.ts';

/** What happens to a login on a phone in its owner's hand, on the reference SDK: cases that no row of the suite can arrange. */

const PAGE_MS = 15_000;
const CALL_MS = 12_000;
const HOME = 3;
const BACK = 4;
const ACTIVITY = 'com.cmic.gen.sdk.view.GenLoginAuthActivity';

/** The SDK, worked step by step. */
class Hand {
  readonly #testbed: Testbed;
  readonly #collector: Collector;

  private constructor(testbed: Testbed) {
    this.#testbed = testbed;
    this.#collector = new Collector(testbed);
  }

  static async take(testbed: Testbed): Promise<Hand> {
    await testbed.prepareProbe({});
    await testbed.configureSubject({ mutant: null, variant: null });
    await testbed.radio.set(ALL_ON);
    await testbed.gateway.arrange({});
    await testbed.device.clearLog();
    const hand = new Hand(testbed);
    await hand.#collector.begin();
    return hand;
  }

  async do(...steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      const stop = await performStep(step, this.#testbed, this.#collector);
      expect(stop, JSON.stringify(step)).toBeNull();
    }
  }

  async login(as: string): Promise<void> {
    await this.do({ do: 'call', as, api: 'loginAuth' }, { do: 'await-page', as: `page of ${as}`, withinMs: PAGE_MS });
  }

  /** The codes that the call was given so far, after the first of them has come. */
  async codes(call: string, withinMs = CALL_MS): Promise<readonly unknown[]> {
    await this.do({ do: 'await', call, withinMs });
    const callId = this.#collector.callIdOf(call);
    return this.#collector.events
      .filter((event) => event.callId === callId && event.type === 'result')
      .map((event) => resultJson(event)['resultCode']);
  }

  /** Number requests that reached the gateway. */
  async numberRequests(): Promise<number> {
    const requests = await this.#testbed.gateway.requests(this.#collector.start.journal);
    return requests.filter(({ operation }) => operation === 'prefetch').length;
  }
}

const CONFIRM: readonly Step[] = [
  { do: 'consent', as: 'consent' },
  { do: 'press', as: 'press' },
];

async function isPageThere({ device }: Testbed): Promise<boolean> {
  return (await device.run('dumpsys activity activities')).includes(ACTIVITY);
}

async function pageGone(testbed: Testbed): Promise<boolean> {
  return (await until(async () => ((await isPageThere(testbed)) ? null : true), PAGE_MS)) === true;
}

/** What the SDK itself says is there (guide 4.1): 3 is mobile data and Wi-Fi. */
async function networkType({ probe, nextCallId }: Testbed): Promise<unknown> {
  const { value } = await probe.call({ api: 'getNetworkType', callId: nextCallId('type') });
  return (value as { readonly networktype?: unknown } | null)?.networktype;
}

async function crashLines({ device }: Testbed): Promise<readonly string[]> {
  return (await device.log()).filter((line) => line.includes('FATAL EXCEPTION'));
}

interface Route {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Leads the gateway of number requests elsewhere. Returns what puts it back. */
async function leadAway({ device, targets }: Testbed, target: string): Promise<() => Promise<unknown>> {
  const { host } = new URL(targets.prefetch);
  const { routes } = JSON.parse(await device.run('cmd quhao route list')) as { routes: readonly Route[] };
  const before = routes.find(({ name }) => name === `${host}:80`);
  expect(before).toBeDefined();
  await device.run(`cmd quhao route set ${host}:80 ${target}`);
  return () => device.run(`cmd quhao route set ${host}:80 ${before?.host}:${before?.port} --session`);
}

export function phoneDay(open: () => Testbed): void {
  describe('the reference SDK through the day of a phone', { timeout: 120_000 }, () => {
    test('a phone with its only SIM in the second slot', async () => {
      const testbed = open();
      const hand = await Hand.take(testbed);
      await testbed.device.run('cmd quhao sim set 0 absent && cmd quhao sim set 1 ready --operator 46000');
      try {
        await until(async () => ((await networkType(testbed)) === '3' ? true : null), PAGE_MS);
        await hand.do({ do: 'call', as: 'prefetch', api: 'getPhoneInfo' });
        expect(await hand.codes('prefetch')).toEqual(['103000']);
      } finally {
        await testbed.device.run(
          'cmd quhao sim set 1 absent && cmd quhao sim set 0 ready --operator 46000 && cmd quhao sim data 0',
        );
      }
    });

    test('calls at the same time share one number request, and each has its own result', async () => {
      const testbed = open();
      const hand = await Hand.take(testbed);
      await hand.do(
        { do: 'fault', fault: { plane: 'bearer', operation: 'prefetch', effect: { kind: 'hold' } } },
        { do: 'call', as: 'one', api: 'getPhoneInfo', requestCode: 1 },
        { do: 'call', as: 'two', api: 'mobileAuth', requestCode: 2 },
        { do: 'await-request', plane: 'bearer', operation: 'prefetch', withinMs: CALL_MS },
        { do: 'watch', as: 'no second request', forMs: 300 },
        { do: 'clear-faults' },
        { do: 'release' },
      );
      expect(await hand.codes('one')).toEqual(['103000']);
      expect(await hand.codes('two')).toEqual(['103000']);
      expect(await hand.numberRequests()).toBe(1);
    });

    test('a gateway whose name leads to a closed port', async () => {
      const testbed = open();
      const hand = await Hand.take(testbed);
      const putBack = await leadAway(testbed, '127.0.0.1:9');
      try {
        await hand.do({ do: 'call', as: 'prefetch', api: 'getPhoneInfo' });
        expect(await hand.codes('prefetch')).toEqual([expect.stringMatching(/^(102101|102102|200028|200050)$/)]);
        expect(await crashLines(testbed)).toEqual([]);
      } finally {
        await putBack();
      }
    });

    test('the network goes while the page is open: one result for the press, the page stays, and the next login works on it', async () => {
      const testbed = open();
      const hand = await Hand.take(testbed);
      await hand.login('first');
      await hand.do({ do: 'radio', set: { wifi: 'off', data: 'off' } }, ...CONFIRM);
      expect(await hand.codes('first')).toEqual(['200022']);
      await hand.do({ do: 'radio', set: { wifi: 'on', data: 'on' } }, { do: 'press', as: 'press again' });
      await hand.do({ do: 'watch', as: 'no second result', forMs: 500 });
      expect(await hand.codes('first')).toEqual(['200022']);
      expect(await isPageThere(testbed)).toBe(true);
      await hand.login('second');
      await hand.do(...CONFIRM);
      expect(await hand.codes('second')).toEqual(['103000']);
    });

    test('HOME and the launcher icon: the page is still there, and works', async () => {
      const testbed = open();
      const hand = await Hand.take(testbed);
      await hand.login('login');
      await testbed.device.key(HOME);
      await testbed.device.run(`monkey -p ${testbed.app.packageName} -c android.intent.category.LAUNCHER 1`);
      await hand.do({ do: 'await-page', as: 'page after HOME', withinMs: PAGE_MS }, ...CONFIRM);
      expect(await hand.codes('login')).toEqual(['103000']);
    });

    test('the terms tapped twice, BACK, then the login goes on', async () => {
      const testbed = open();
      const hand = await Hand.take(testbed);
      await hand.login('login');
      await hand.do({ do: 'open-terms', as: 'terms', title: '.', taps: 2 });
      await testbed.device.key(BACK);
      await hand.do({ do: 'await-page', as: 'page after BACK', withinMs: PAGE_MS }, ...CONFIRM);
      expect(await hand.codes('login')).toEqual(['103000']);
    });

    test('another card while the page is open: the login ends once, and the scrip of the former card is not used again', async () => {
      const testbed = open();
      const hand = await Hand.take(testbed);
      await hand.login('login');
      await hand.do({ do: 'radio', set: { dataSim: 'second' } }, ...CONFIRM);
      expect(await hand.codes('login')).toHaveLength(1);
      const before = await hand.numberRequests();
      await hand.do({ do: 'call', as: 'after', api: 'getPhoneInfo' });
      expect(await hand.codes('after')).toEqual(['103000']);
      expect(await hand.numberRequests()).toBe(before + 1);
      await hand.do({ do: 'radio', set: ALL_ON });
    });

    test('five times open and BACK', async () => {
      const testbed = open();
      const hand = await Hand.take(testbed);
      for (const turn of [1, 2, 3, 4, 5]) {
        await hand.login(`login ${turn}`);
        await testbed.device.key(BACK);
        expect(await hand.codes(`login ${turn}`)).toEqual(['200020']);
      }
      expect(await pageGone(testbed)).toBe(true);
      expect(await crashLines(testbed)).toEqual([]);
    });

    test('a page that am start asks for in a process without a login is refused or gone at once, and the next login works', async () => {
      const testbed = open();
      await Hand.take(testbed);
      await testbed.device.run(`am force-stop ${testbed.app.packageName}`);
      await testbed.device.shell(`am start -n ${testbed.app.packageName}/${ACTIVITY}`);
      expect(await pageGone(testbed)).toBe(true);
      expect(await crashLines(testbed)).toEqual([]);
      const hand = await Hand.take(testbed);
      await hand.login('login');
      await hand.do(...CONFIRM);
      expect(await hand.codes('login')).toEqual(['103000']);
    });

    test("the probe's own screen calls the SDK for a person, and tells what came of it", async () => {
      const testbed = open();
      await Hand.take(testbed);
      const { device, app } = testbed;
      await device.run(`am start -W -n ${app.packageName}/.ProbeActivity`);
      try {
        const button = await seen(testbed, /text="getPhoneInfo"[^>]*bounds="\[(\d+),(\d+)\]\[(\d+),(\d+)\]"/);
        const [left = 0, top = 0, right = 0, bottom = 0] = (button ?? []).slice(1).map(Number);
        await device.tap((left + right) / 2, (top + bottom) / 2);
        // No appId was typed.
        const result = await seen(testbed, /getPhoneInfo #1 → (\d+) [^&"]*ms · default Wi-Fi/);
        expect(result?.[1]).toMatch(/^(102203|200026)$/);
      } finally {
        await device.key(BACK);
      }
    });
  });
}

/** The first match on the screen, once it is there. */
async function seen({ device }: Testbed, pattern: RegExp): Promise<RegExpExecArray | null> {
  return until(async () => pattern.exec(await device.dump()), PAGE_MS);
}
