import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtApiLevels, missingForSample, SAMPLE, SampleHandset } from '../support/sample-handset.ts';

const missing = await missingForSample();
const levels = await builtApiLevels();
const PORTRAIT = '360x720 720 720 0';
const LANDSCAPE = '720x360 1440 1440 1';

describe.skipIf(missing !== null).each(levels)(
  `rotation at API %i${missing === null ? '' : ` (skipped: ${missing} is absent)`}`,
  (level) => {
    let sample: SampleHandset;

    beforeAll(async () => {
      sample = await SampleHandset.start('rotation', level);
    });

    afterAll(() => sample?.close());

    beforeEach(async () => {
      await sample.shell('settings', 'put', 'system', 'user_rotation', '0');
      await sample.open('MainActivity', '--activity-clear-task');
      await expect.poll(() => sample.dump()).toContain('<hierarchy rotation="0">');
      await sample.shell('logcat', '-c');
    });

    async function turn(rotation: number): Promise<void> {
      await sample.shell('settings', 'put', 'system', 'user_rotation', String(rotation));
      await expect.poll(() => sample.dump()).toContain(`<hierarchy rotation="${rotation}">`);
    }

    /** Width and height of the picture that adb gets. */
    async function pictureSize(): Promise<readonly number[]> {
      const png = await sample.screenshot();
      return [png.readUInt32BE(16), png.readUInt32BE(20)];
    }

    it('recreates an activity with its saved state', async () => {
      await sample.open('RotationActivity');
      await sample.tapAt(360, 180);
      await sample.shell('input', 'text', 'typed');
      expect(await pictureSize()).toEqual([720, 1440]);
      await turn(1);
      expect(await sample.logged()).toEqual([
        'RotationActivity created 0 null',
        `RotationActivity resumed ${PORTRAIT}`,
        'RotationActivity destroyed, changing true',
        'RotationActivity created 1 kept',
        'RotationActivity restored',
        `RotationActivity resumed ${LANDSCAPE}`,
      ]);
      expect(await sample.dump()).toMatch(/text="typed"/);
      expect(await sample.dump()).toMatch(/bounds="\[0,0\]\[1440,720\]"/);
      expect(await pictureSize()).toEqual([1440, 720]);
    });

    it('notifies an activity that handles the change, and lays it out again', async () => {
      await sample.open('ConfigChangesActivity');
      await turn(1);
      expect(await sample.logged()).toEqual([
        'ConfigChangesActivity created 0 null',
        `ConfigChangesActivity resumed ${PORTRAIT}`,
        `ConfigChangesActivity changed 2 ${LANDSCAPE}`,
      ]);
      const { right } = await sample.find('Landscape');
      expect(right).toBe(1440);
      await sample.tap('Own');
      await expect.poll(() => sample.logged()).toContain(`LandscapeActivity resumed ${LANDSCAPE}`);
    });

    it('starts a landscape activity in landscape, and turns back after it', async () => {
      await sample.open('RotationActivity');
      await sample.tap('Own');
      await expect.poll(() => pictureSize()).toEqual([1440, 720]);
      await sample.back();
      await expect.poll(() => pictureSize()).toEqual([720, 1440]);
      expect((await sample.logged()).filter((line) => /created|resumed/.test(line))).toEqual([
        'RotationActivity created 0 null',
        `RotationActivity resumed ${PORTRAIT}`,
        'LandscapeActivity created 0 null',
        `LandscapeActivity resumed ${LANDSCAPE}`,
        `RotationActivity resumed ${PORTRAIT}`,
      ]);
    });

    it('follows setRequestedOrientation, whatever the user has locked', async () => {
      await sample.open('RotationActivity');
      await sample.tap('Landscape');
      await expect.poll(() => sample.logged()).toContain(`RotationActivity resumed ${LANDSCAPE}`);
      expect(await sample.dump()).toContain('<hierarchy rotation="1">');
      await sample.back();
      await expect.poll(() => sample.dump()).toContain('<hierarchy rotation="0">');
    });

    it('recreates a covered activity when it comes back', async () => {
      await sample.open('RotationActivity');
      await sample.open('ConfigChangesActivity');
      await turn(1);
      await sample.shell('logcat', '-c');
      await sample.back();
      await expect.poll(() => sample.logged()).toContain(`RotationActivity resumed ${LANDSCAPE}`);
      expect(await sample.logged()).toContain('RotationActivity created 1 kept');
    });

    it('closes the dialog of an activity that is recreated', async () => {
      await sample.open('RotationActivity');
      await sample.tap('Ask');
      await turn(1);
      expect(await sample.dump()).not.toContain('Turn me');
      await expect.poll(async () => (await sample.logged('WindowManager')).join('\n')).toContain('has leaked window');
    });

    it('recreates an activity when the night mode changes, and starts a process in it', async () => {
      await sample.open('RotationActivity');
      await sample.tapAt(360, 180);
      await sample.shell('input', 'text', 'typed');
      expect(await sample.shell('cmd', 'uimode', 'night', 'yes')).toBe('Night mode: yes\n');
      const dark = 'RotationActivity dark true 2';
      await expect.poll(() => sample.logged()).toContain(dark);
      expect((await sample.logged()).filter((line) => /created|restored|dark/.test(line))).toEqual([
        'RotationActivity created 0 null',
        'RotationActivity created 1 kept',
        'RotationActivity restored',
        dark,
      ]);
      expect(await sample.dump()).toMatch(/text="typed"/);
      await sample.shell('am', 'force-stop', SAMPLE);
      await sample.shell('logcat', '-c');
      await sample.open('RotationActivity');
      expect(await sample.logged()).toContain(dark);
      await sample.shell('logcat', '-c');
      await sample.shell('cmd', 'uimode', 'night', 'no');
      await expect.poll(() => sample.logged()).toContain('RotationActivity created 1 kept');
      expect(await sample.logged()).not.toContain(dark);
    });

    it('recreates an activity when the user makes letters larger', async () => {
      const heightOfField = async (): Promise<number> => {
        const [, top = '0', bottom = '0'] =
          /class="android\.widget\.EditText"[^>]*bounds="\[\d+,(\d+)\]\[\d+,(\d+)\]"/.exec(await sample.dump()) ?? [];
        return Number(bottom) - Number(top);
      };
      await sample.open('RotationActivity');
      const usual = await heightOfField();
      await sample.shell('settings', 'put', 'system', 'font_scale', '2.0');
      await expect.poll(() => sample.logged()).toContain('RotationActivity created 1 kept');
      await expect.poll(heightOfField).toBeGreaterThan(usual);
      await sample.shell('settings', 'put', 'system', 'font_scale', '1.0');
      await expect.poll(heightOfField).toBe(usual);
    });

    it('recreates an activity at recreate()', async () => {
      await sample.open('RotationActivity');
      await sample.tap('Again');
      await expect.poll(() => sample.logged()).toContain('RotationActivity created 1 kept');
      expect(await sample.dump()).toContain('text="Again"');
    });
  },
);
