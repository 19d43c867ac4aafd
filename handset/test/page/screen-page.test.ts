import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScreenPage, type ScreenPage } from '../../src/page/screen-page.ts';
import { plainPng } from '../../src/shell/screen/png.ts';
import { BrowserPage, findBrowser } from '../support/browser.ts';
import type { FakeApp } from '../support/fake-device.ts';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

const APP = 'com.example.page';
const browser = await findBrowser();

let handset: TestHandset;
let page: ScreenPage;
let app: FakeApp;

beforeAll(async () => {
  handset = await startTestHandset();
  await writeFile(join(handset.folder, 'app.apk'), `APK ${APP}\n`);
  await handset.device.packages.install(join(handset.folder, 'app.apk'));
  app = await handset.device.apps.start(APP);
  show([10, 20, 30]);
  handset.device.apps.answers.set('requests', () => ({ networkRequests: 1, everHeld: 3 }));
  page = await openScreenPage({ adbPort: handset.port });
});

afterAll(async () => {
  await page[Symbol.asyncDispose]();
  await handset.close();
});

/** What the app draws from now on, 360×720. */
function show(colour: readonly [number, number, number]): void {
  const png = plainPng(360, 720, colour).toString('base64');
  handset.device.apps.answers.set('screencap', () => ({ png, width: 360, height: 720 }));
  handset.device.apps.announce({ package: APP, event: 'drawn', data: {} });
}

async function act(action: unknown): Promise<{ readonly status: number; readonly answer: unknown }> {
  const response = await fetch(`${page.url}do`, { method: 'POST', body: JSON.stringify(action) });
  return { status: response.status, answer: await response.json() };
}

/** The parameters of the last call of a method, which is on its way. */
async function expectCall(method: string): Promise<Readonly<Record<string, unknown>>> {
  await expect.poll(() => app.calls.some((call) => call.method === method), { timeout: 10_000 }).toBe(true);
  return app.calls.findLast((call) => call.method === method)?.params ?? {};
}

describe('the server of the page', () => {
  test('answers nothing without the secret word', async () => {
    const { origin } = new URL(page.url);
    expect((await fetch(`${origin}/`)).status).toBe(404);
    expect((await fetch(`${origin}/do`, { method: 'POST', body: '{"do":"key","code":3}' })).status).toBe(404);
    expect((await fetch(page.url)).status).toBe(200);
  });

  test('passes an action on as a command and reports its end', async () => {
    expect(await act({ do: 'data', to: 'disable' })).toEqual({ status: 200, answer: { code: 0, text: '' } });
    expect(handset.device.radio.state().mobile.enabled).toBe(false);
    await act({ do: 'data', to: 'enable' });
    expect(await act({ do: 'text', text: '中' })).toMatchObject({
      status: 200,
      answer: { code: 255, text: expect.stringContaining('NullPointerException') },
    });
  });

  test.each([
    ['an unknown action', { do: 'frobnicate' }, /"do" must be one of tap/],
    ['a place that is no number', { do: 'tap', x: '1;reboot', y: 2 }, /"x" must be a number/],
    ['a word that is not among those allowed', { do: 'wifi', to: 'enable; reboot' }, /"to" must be enable or disable/],
    ['no object', 7, /is a JSON object/],
  ])('refuses %s', async (_title, action, message) => {
    const { status, answer } = await act(action);
    expect([status, answer]).toEqual([400, { code: -1, text: expect.stringMatching(message) }]);
  });

  test('a text with quotes stays one word', async () => {
    expect(await act({ do: 'text', text: `it's $HOME` })).toMatchObject({ answer: { code: 0 } });
    expect(await expectCall('text')).toEqual({ text: "it's $HOME" });
  });
});

describe.skipIf(browser === null)('the page in a browser', () => {
  let tab: BrowserPage;

  beforeAll(async () => {
    tab = await BrowserPage.open(browser ?? '', page.url);
    await tab.until(`document.querySelector('#screen')?.dataset.number`);
  });
  afterAll(async () => await tab?.close());

  const pixel = `[...document.querySelector('#screen').getContext('2d').getImageData(5, 5, 1, 1).data].join()`;

  async function placeOf(selector: string): Promise<readonly [number, number]> {
    const box = `(() => { const box = document.querySelector('${selector}').getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()`;
    return (await tab.evaluate(box)) as readonly [number, number];
  }

  async function click(selector: string): Promise<void> {
    const place = await placeOf(selector);
    await tab.drag(place, place);
  }

  test('the picture follows what the app draws', async () => {
    await tab.until(`${pixel} === '10,20,30,255'`);
    show([200, 100, 50]);
    await tab.until(`${pixel} === '200,100,50,255'`);
  });

  test('a click on the middle of the picture is a tap on the middle of the screen, a drag is a swipe', async () => {
    const [x, y] = await placeOf('#screen');
    await tab.drag([x, y], [x, y]);
    const tap = await expectCall('tap');
    expect(Math.abs(Number(tap['x']) - 180)).toBeLessThan(4);
    expect(Math.abs(Number(tap['y']) - 360)).toBeLessThan(4);
    await tab.drag([x, y + 100], [x, y - 100]);
    const swipe = await expectCall('swipe');
    expect(Number(swipe['y1'])).toBeGreaterThan(Number(swipe['y2']));
  });

  test('keys of the keyboard and the buttons below the screen reach the device', async () => {
    await tab.evaluate(`document.querySelector('#screen').focus()`);
    await tab.type('Backspace');
    expect(await expectCall('key')).toEqual({ code: 67 });
    await click('#home');
    await expect
      .poll(() => app.calls.filter(({ method }) => method === 'key').map(({ params }) => params), { timeout: 10_000 })
      .toContainEqual({ code: 3 });
  });

  test('a switch changes the radio, and the page shows what the radio is from then on', async () => {
    await click('#wifi');
    await expect.poll(() => handset.device.radio.state().wifi.enabled, { timeout: 10_000 }).toBe(false);
    await tab.until(`document.querySelector('#bearer b').className === 'cellular'`);
    await handset.device.radio.setWifi(true);
    await tab.until(`document.querySelector('#wifi').checked`);
  });

  test('activities, network requests and connections stand beside it', async () => {
    handset.device.apps.announce({ package: APP, event: 'resumed', data: { component: `${APP}/.Main` } });
    const record = { host: 'cm.gateway.test', port: 80, package: APP, openedNanos: '1500000000', closedNanos: null };
    handset.device.radio.records = [{ seq: 1, bearer: 'cellular', ...record, bytesOut: 12, bytesIn: 34, end: 'open' }];
    await tab.until(`document.querySelector('#activities').innerText.includes('${APP}/.Main')`);
    await tab.until(`document.querySelector('#requests').innerText.includes('${APP}')`);
    await tab.until(`document.querySelector('#connections td.cellular')`);
    handset.device.radio.records = [
      { seq: 1, bearer: 'cellular', ...record, closedNanos: '1600000000', bytesOut: 12, bytesIn: 56, end: 'eof' },
    ];
    await tab.until(`document.querySelector('#connections').innerText.includes('eof')`);
    expect(await tab.evaluate(`document.querySelectorAll('#connections tr').length`)).toBe(1);
  });
});

test('the page ends with the handset', async () => {
  const other = await startTestHandset();
  const otherPage = await openScreenPage({ adbPort: other.port });
  await other.close();
  await otherPage.ended;
  await otherPage[Symbol.asyncDispose]();
  await expect(openScreenPage({ adbPort: other.port })).rejects.toThrow(/no handset answers on port/);
});
