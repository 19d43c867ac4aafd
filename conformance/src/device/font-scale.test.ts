import { expect, test } from 'vitest';
import { FontScale } from './font-scale.ts';

/** A device whose setting is this one. */
async function sentBy(setting: string): Promise<readonly string[]> {
  const sent: string[] = [];
  const run = async (command: string): Promise<string> => {
    sent.push(command);
    return `${setting}\n`;
  };
  const scale = new FontScale({ run });
  await scale.restore();
  await scale.set(1.3);
  await scale.set(0.85);
  await scale.restore();
  await scale.restore();
  return sent;
}

const READ = 'settings get system font_scale';
const WRITTEN = ['settings put system font_scale 1.3', 'settings put system font_scale 0.85'];

test('letters have another size until it is put back to what it was', async () => {
  expect(await sentBy('1.15')).toEqual([READ, ...WRITTEN, 'settings put system font_scale 1.15']);
});

test('a setting that was not there is taken away again', async () => {
  expect(await sentBy('null')).toEqual([READ, ...WRITTEN, 'settings delete system font_scale']);
});
