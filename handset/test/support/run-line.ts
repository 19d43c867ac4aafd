import type { Shell } from '../../src/shell/shell-io.ts';
import { collect } from '../../src/shell/text-io.ts';

export interface ShellResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line directly in the shell, without adb. */
export async function runLine(shell: Shell, line: string, stdin: Uint8Array | string = ''): Promise<ShellResult> {
  const stdout = collect();
  const stderr = collect();
  const pending = stdin.length === 0 ? [] : [Buffer.from(stdin as string)];
  const code = await shell.run(line, {
    stdin: { read: async () => pending.shift() ?? null },
    stdout,
    stderr,
    signal: new AbortController().signal,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}
