import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodePng, plainPng } from '../../src/shell/screen/png.ts';
import { runLine, type ShellResult } from '../support/run-line.ts';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

let handset: TestHandset;
const APP = 'com.example.app';

beforeEach(async () => {
  handset = await startTestHandset();
  await writeFile(join(handset.folder, 'app.apk'), `APK ${APP}\n`);
});

afterEach(async () => await handset.close());

async function run(line: string, stdin?: string): Promise<ShellResult> {
  return await runLine(handset.shell, line, stdin);
}

test.each([
  ['text', Buffer.from('no picture')],
  ['a PNG that is cut off', plainPng(3, 2, [10, 20, 30]).subarray(0, 40)],
])('%s is no screenshot', (_, bytes) => {
  expect(() => decodePng(bytes)).toThrow(/cannot be decoded/);
});

describe('screen', () => {
  const picture = plainPng(3, 2, [10, 20, 30]);

  beforeEach(async () => {
    await handset.device.packages.install(join(handset.folder, 'app.apk'));
    handset.device.apps.answers.set('screencap', () => ({ png: picture.toString('base64'), width: 3, height: 2 }));
    handset.device.apps.answers.set('dump', () => ({ xml: '<?xml version=\'1.0\'?><hierarchy rotation="0"/>' }));
  });

  test('screencap writes the picture of the app in front as PNG with -p, else as pixels', async () => {
    await handset.device.apps.start(APP);
    await run('screencap -p /sdcard/s.png');
    expect(decodePng(Buffer.from(picture))).toEqual({ width: 3, height: 2, rgba: Buffer.from('0a141eff'.repeat(6), 'hex') });
    expect((await run('sha256sum /sdcard/s.png')).stdout).toBe(
      (await run('screencap -p | sha256sum')).stdout.replace('-', '/sdcard/s.png'),
    );
    await run('screencap > /data/local/tmp/raw');
    expect((await run('wc -c < /data/local/tmp/raw')).stdout).toBe(`${16 + 3 * 2 * 4}\n`);
  });

  test('without an app in front, the screen is empty and has no views', async () => {
    await run('screencap /data/local/tmp/empty.png');
    const chunks: Buffer[] = [];
    for await (const chunk of handset.files.read('/data/local/tmp/empty.png')) {
      chunks.push(chunk);
    }
    expect(decodePng(Buffer.concat(chunks))).toMatchObject({ width: 720, height: 1440 });
    expect((await run('wm size; wm density')).stdout).toBe('Physical size: 720x1440\nPhysical density: 320\n');
    expect(await run('uiautomator dump')).toMatchObject({ code: 1, stderr: expect.stringContaining('null root node') });
  });

  test('uiautomator dumps into a file or to the terminal', async () => {
    await handset.device.apps.start(APP);
    expect((await run('uiautomator dump')).stdout).toBe('UI hierchary dumped to: /sdcard/window_dump.xml\n');
    expect((await run('cat /sdcard/window_dump.xml')).stdout).toContain('<hierarchy rotation="0"/>');
    expect((await run('uiautomator dump /dev/tty')).stdout).toMatch(
      /^<\?xml.*<hierarchy rotation="0"\/>UI hierchary dumped to: \/dev\/tty\n$/,
    );
  });

  test('input is sent to the app in front', async () => {
    await handset.device.apps.start(APP);
    await run('input tap 360 440; input swipe 1 2 3 4 50; input keyevent KEYCODE_BACK 66 A; input text hello%sthere');
    expect(handset.device.apps.get(APP)?.calls).toEqual([
      { method: 'tap', params: { x: 360, y: 440 } },
      { method: 'swipe', params: { x1: 1, y1: 2, x2: 3, y2: 4, ms: 50 } },
      { method: 'key', params: { code: 4 } },
      { method: 'key', params: { code: 66 } },
      { method: 'key', params: { code: 29 } },
      { method: 'text', params: { text: 'hello there' } },
    ]);
    expect((await run('input keyevent KEYCODE_NOPE')).code).toBe(0);
    expect((await run('input tap 1')).code).toBe(255);
  });

  test('dumpsys prints the activity in front', async () => {
    await handset.device.apps.start(APP);
    handset.device.apps.answers.set('activities', () => ({
      stack: [{ component: `${APP}/${APP}.MainActivity`, state: 'RESUMED' }],
      resumed: `${APP}/${APP}.MainActivity`,
      windows: 1,
    }));
    const { stdout } = await run('dumpsys activity activities');
    expect(stdout).toMatch(/mResumedActivity: ActivityRecord\{[0-9a-f]+ u0 com\.example\.app\/\.MainActivity t1\}/);
    expect(stdout).toMatch(/topResumedActivity=ActivityRecord\{/);
    expect((await run('dumpsys window | grep mCurrentFocus')).stdout).toContain(`${APP}/${APP}.MainActivity}`);
  });
});
