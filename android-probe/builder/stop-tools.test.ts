import { expect, test } from 'vitest';
import { runTool, stopTools } from './run-tool.ts';

// In a file of its own: after stopTools no program begins any more.
test('a build that is given up ends the program that runs, and begins none', { timeout: 20_000 }, async () => {
  const endless = runTool(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  stopTools();
  await expect(endless).rejects.toThrow(/could not be run/);
  await expect(runTool(process.execPath, ['--version'])).rejects.toThrow(/could not be run/);
});
