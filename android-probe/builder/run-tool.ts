import { execFile } from 'node:child_process';
import { BuildError } from './build-error.ts';

export interface ToolOutput {
  readonly isDone: boolean;
  /** Standard output and error output together. */
  readonly text: string;
}

/** Runs a program of the tool chain and gives what it printed. Throws BuildError only where it cannot be started. */
export function runTool(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<ToolOutput> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 64 << 20, env: { ...process.env, ...environment } };
    execFile(command, args, options, (error, stdout, stderr) => {
      const text = `${stdout}${stderr}`;
      if (error === null) {
        resolve({ isDone: true, text });
      } else if (typeof error.code === 'number') {
        resolve({ isDone: false, text });
      } else {
        reject(new BuildError('TOOL', `${command} could not be run: ${error.message}`, { cause: error }));
      }
    });
  });
}

/** Runs a program that is expected to work; `what` says in the error what it was to do. */
export async function requireTool(what: string, command: string, args: readonly string[]): Promise<string> {
  const { isDone, text } = await runTool(command, args);
  if (!isDone) {
    throw new BuildError('TOOL', `${what} failed:\n${text.trim().slice(-4000)}`);
  }
  return text;
}
