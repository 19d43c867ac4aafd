import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askOver } from './hand.ts';

test('says what to do, and waits for Enter', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const asked = askOver({ input, output }, 'take every SIM out');
  let isAnswered = false;
  void asked.then(() => {
    isAnswered = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect([isAnswered, String(output.read())]).toEqual([
    false,
    expect.stringMatching(/by hand {5}take every SIM out\n.*press Enter: $/),
  ]);
  input.write('\n');
  await asked;
});

test('gives up where nobody presses it', async () => {
  const terminal = { input: new PassThrough(), output: new PassThrough() };
  await expect(askOver(terminal, 'take every SIM out', 20)).rejects.toThrow('nobody pressed Enter within');
});
