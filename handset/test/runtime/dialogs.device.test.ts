import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodePng } from '../../src/shell/screen/png.ts';
import { missingForSample, SampleHandset } from '../support/sample-handset.ts';

const missing = await missingForSample();

describe.skipIf(missing !== null)(`windows of an activity${missing === null ? '' : ` (skipped: ${missing} is absent)`}`, () => {
  let sample: SampleHandset;

  beforeAll(async () => {
    sample = await SampleHandset.start('dialogs');
  });

  afterAll(() => sample?.close());

  beforeEach(async () => {
    await sample.shell('logcat', '-c');
    await sample.open('MainActivity', '--activity-clear-task');
    await sample.open('DialogActivity');
  });

  /** Red, green and blue of one pixel. */
  async function pixel(x: number, y: number): Promise<readonly number[]> {
    const { width, rgba } = decodePng(await sample.screenshot());
    return [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
  }

  it('puts a dialog above its activity, in dump, picture and touch', async () => {
    const background = await pixel(700, 1400);
    await sample.tap('Consent');
    const dump = await sample.dump();
    expect(dump).toContain('text="Do you agree?"');
    expect(dump).not.toContain('text="Consent"');
    expect((await pixel(700, 1400))[0]).toBeLessThan(background[0] ?? 0);
    await sample.tap('AGREE');
    await expect.poll(() => sample.dump()).toContain('text="Agreed"');
    expect(await pixel(700, 1400)).toEqual(background);
  });

  it('dumps the nodes that a view publishes for what it draws', async () => {
    await sample.open('DrawnActivity');
    const dump = await sample.dump();
    const nodes = [
      ...dump.matchAll(
        /<node index="(\d)" text="([^"]*)" [^>]*class="android\.widget\.(Button|CheckBox)"[^>]*content-desc="([^"]*)"[^>]*checked="(\w+)"/g,
      ),
    ];
    expect(nodes.map(([, ...parts]) => parts)).toEqual([
      ['0', 'Go on', 'Button', '', 'false'],
      ['1', '', 'CheckBox', 'the box', 'true'],
    ]);
    expect(dump).toMatch(/text="Go on"[^>]*package="app\.quhao\.runtimesample"[^>]*bounds="\[40,\d+\]\[240,\d+\]"/);
  });

  it('says that a window has drawn something else, and nothing while nothing is drawn', async () => {
    const { left, top } = await sample.find('Consent');
    const pictures = await sample.shell(
      [
        'cmd quhao watch --screen > /data/local/tmp/watch & watcher=$!',
        "count() { grep -c '^{\"screen' /data/local/tmp/watch; }",
        'until [ "$(count)" -ge 1 ]; do sleep 0.1; done',
        'until before=$(count); sleep 1; [ "$(count)" = "$before" ]; do :; done; echo quiet',
        `input tap ${left + 2} ${top + 2}`,
        'until [ "$(count)" -gt $before ]; do sleep 0.1; done',
        'kill $watcher; echo drawn',
      ].join('\n'),
    );
    expect(pictures).toBe('quiet\ndrawn\n');
    await sample.back();
  });

  it('dismisses a cancellable dialog by BACK, a firm one not', async () => {
    await sample.tap('Consent');
    await sample.back();
    await expect.poll(() => sample.dump()).toContain('text="Cancelled"');
    await sample.tap('Firm consent');
    await sample.back();
    expect(await sample.dump()).toContain('text="Do you agree?"');
  });

  it('closes the dialogs of an activity that finishes, and logs them as leaked', async () => {
    await sample.tap('Consent');
    await sample.tap('LEAVE');
    await expect.poll(() => sample.dump()).toContain('text="Dialogs"');
    expect(await sample.dump()).not.toContain('Left behind');
    await sample.tap('Dialogs');
    await expect.poll(() => sample.dump()).toContain('text="Consent"');
    expect((await sample.logged('WindowManager')).join('\n')).toMatch(
      /WindowLeaked: Activity app\.quhao\.runtimesample\.DialogActivity has leaked window .*DecorView.* that was originally added here/,
    );
  });

  it('hides the dialog of a covered activity and shows it again', async () => {
    await sample.tap('Consent');
    await sample.tap('GO ON');
    await expect.poll(() => sample.dump()).toContain('text="Dialogs"');
    expect(await sample.dump()).not.toContain('Waiting below');
    await sample.back();
    await expect.poll(() => sample.dump()).toContain('text="Waiting below"');
  });

  it('lets a popup be tapped, and tells it of a touch outside', async () => {
    await sample.tap('Popup');
    const anchor = await sample.find('Popup');
    await sample.tapAt(anchor.left + 20, anchor.bottom + 20);
    await expect.poll(() => sample.logged()).toEqual(['popup tapped']);
    await sample.tapAt(700, 1400);
    await expect.poll(() => sample.logged()).toEqual(['popup tapped', 'popup dismissed']);
  });
});
