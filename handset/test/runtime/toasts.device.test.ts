import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodePng } from '../../src/shell/screen/png.ts';
import { builtApiLevels, missingForSample, SampleHandset } from '../support/sample-handset.ts';

const missing = await missingForSample();
const levels = await builtApiLevels();

describe.skipIf(missing !== null).each(levels)(
  `toasts at API %i${missing === null ? '' : ` (skipped: ${missing} is absent)`}`,
  (level) => {
    let sample: SampleHandset;

    beforeAll(async () => {
      sample = await SampleHandset.start('toasts', level);
    });

    afterAll(() => sample?.close());

    beforeEach(async () => {
      await sample.open('ToastActivity');
      await expect.poll(() => sample.dump(), { timeout: 10_000 }).not.toContain('android.widget.Toast');
      await sample.shell('logcat', '-c');
    });

    /** elapsedRealtime of what the sample logged of a toast; throws where it has not. */
    async function loggedAt(what: string): Promise<number> {
      const line = (await sample.logged()).find((each) => each.startsWith(what));
      if (line === undefined) {
        throw new Error(`"${what}" was not logged: ${(await sample.logged()).join(', ')}`);
      }
      return Number(line.split(' ').at(-1));
    }

    it('shows a text in dump and picture for two seconds', async () => {
      const empty = await sample.screenshot();
      await sample.tap('Short');
      const toast = await sample.find('short one');
      expect(await sample.dump()).toMatch(
        /<node index="0" text="short one" resource-id="" class="android\.widget\.Toast" package="app\.quhao\.runtimesample"/,
      );
      expect(changedPixels(empty, await sample.screenshot(), toast)).toBeGreaterThan(500);
      await expect.poll(() => sample.dump(), { timeout: 5_000 }).not.toContain('short one');
      const ms = (await loggedAt('hidden short one')) - (await loggedAt('shown short one'));
      expect(ms).toBeGreaterThanOrEqual(1_990);
      expect(ms).toBeLessThan(2_300);
    });

    it('shows one after the other, a long one for three and a half seconds', async () => {
      await sample.tap('Two');
      expect(await sample.dump()).toContain('text="long one"');
      expect(await sample.dump()).not.toContain('next one');
      await expect.poll(() => sample.dump(), { timeout: 5_000 }).toContain('text="next one"');
      const ms = (await loggedAt('hidden long one')) - (await loggedAt('shown long one'));
      expect(ms).toBeGreaterThanOrEqual(3_490);
      expect(ms).toBeLessThan(3_800);
      expect(await loggedAt('shown next one')).toBeGreaterThanOrEqual(await loggedAt('hidden long one'));
    });

    it('hides a toast that is cancelled and shows the next', async () => {
      await sample.tap('Cancel');
      await expect.poll(() => sample.dump(), { timeout: 3_000 }).toContain('text="after it"');
      expect((await loggedAt('hidden called off')) - (await loggedAt('shown called off'))).toBeLessThan(1_500);
    });

    it('keeps a toast of the application after its activity has gone', async () => {
      await sample.tap('Application');
      expect(await sample.dump()).toContain('text="from the application"');
    });

    it("shows an app's own view", async () => {
      await sample.tap('View');
      const { left, top, right, bottom } = await sample.find('own view');
      const { width, rgba } = decodePng(await sample.screenshot());
      const corner = (top * width + left) * 4;
      expect([...rgba.subarray(corner, corner + 3)]).toEqual([0, 255, 0]);
      expect([right > left, bottom > top]).toEqual([true, true]);
    });
  },
);

function changedPixels(
  before: Buffer,
  after: Buffer,
  within: { left: number; top: number; right: number; bottom: number },
): number {
  const [one, other] = [decodePng(before), decodePng(after)];
  let changed = 0;
  for (let y = within.top; y < within.bottom; y += 1) {
    for (let x = within.left; x < within.right; x += 1) {
      const at = (y * one.width + x) * 4;
      changed += one.rgba.readUInt32LE(at) === other.rgba.readUInt32LE(at) ? 0 : 1;
    }
  }
  return changed;
}
