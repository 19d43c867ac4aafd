import { expect, test } from 'vitest';
import { requireTool, runTool } from './run-tool.ts';

test('a program that is not there is named with the cure', async () => {
  await expect(runTool('no-such-program', [])).rejects.toMatchObject({
    code: 'TOOL',
    message: expect.stringMatching(/^no-such-program: it could not be run.*\n {2}cure: install it/) as string,
  });
});

test('a program that fails is named with its words and the cure', async () => {
  const failing = requireTool('packing', process.execPath, ['-e', 'console.error("no room"); process.exit(1)']);
  await expect(failing).rejects.toThrow(/^packing: .* failed:\nno room\n {2}cure: mend/);
});
