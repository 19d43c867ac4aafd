import { execFile } from 'node:child_process';
import { BuildError, troubleText } from './build-error.ts';

const NOT_RUN = 'install it and put it on the path; scripts/setup names the packages of all tools';
const FAILED = 'mend what the program names (network, disk, its installation) and build again';

/** Ends every program that runs, and lets none begin. */
const stopped = new AbortController();

/** For a process that is about to end: what waits for a program fails, and cleans up. */
export function stopTools(): void {
  stopped.abort();
}

export interface ToolOutput {
  readonly isDone: boolean;
  /** Standard output and error output together. */
  readonly text: string;
}

/** Runs a program of the tool chain and gives what it printed. Throws BuildError only where it cannot be started. */
export function runTool(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<ToolOutput> {
  return new Promise((resolve, reject) => {
    const { signal } = stopped;
    const options = { maxBuffer: 64 << 20, env: { ...process.env, ...environment }, signal, killSignal: 'SIGKILL' } as const;
    execFile(command, args, options, (error, stdout, stderr) => {
      const text = `${stdout}${stderr}`;
      if (error === null) {
        resolve({ isDone: true, text });
      } else if (typeof error.code === 'number') {
        resolve({ isDone: false, text });
      } else {
        const cause = `it could not be run: ${error.message}`;
        reject(new BuildError('TOOL', troubleText({ place: command, cause, cure: NOT_RUN }), { cause: error }));
      }
    });
  });
}

/** Runs a program that is expected to work; `what` says in the error what it was to do. */
export async function requireTool(what: string, command: string, args: readonly string[]): Promise<string> {
  const { isDone, text } = await runTool(command, args);
  if (!isDone) {
    const cause = `${command} failed:\n${text.trim().slice(-4000)}`;
    throw new BuildError('TOOL', troubleText({ place: what, cause, cure: FAILED }));
  }
  return text;
}
