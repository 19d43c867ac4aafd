#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { CommanderError } from 'commander';
import { CliError } from './cli-error.ts';
import { EXIT_DEFECT, EXIT_ENVIRONMENT, EXIT_USAGE } from './exit-codes.ts';
import { processTerminal } from './process-terminal.ts';
import { buildProgram } from './program.ts';

watchOutput();
// Our own patterns are bounded (scripts/regular-expressions.test.ts); those that others give, to the handset's grep or to --grep, need not be. After 50,000
// steps back, V8 goes on with its engine that never goes back.
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
// Commander takes an empty variable for a value.
if (process.env['ANDROID_SERIAL'] === '') {
  delete process.env['ANDROID_SERIAL'];
}

/** Whoever reads the output may leave early (`| head -1`): the rest is for nobody. Output that cannot be stored is told, and the exit code says so. */
function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code === 'EPIPE' || code === 'EIO') {
        return;
      }
      process.exitCode = EXIT_ENVIRONMENT;
      if (stream === process.stdout) {
        console.error(`quhao: the output cannot be written: ${message}`);
      }
    });
  }
}

try {
  await buildProgram(processTerminal()).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
  } else {
    console.error(`quhao: ${error instanceof Error ? error.message : String(error)}`);
    if (process.env['QUHAO_DEBUG'] && error instanceof Error) {
      console.error(error.stack);
    }
    process.exitCode = error instanceof CliError ? error.exitCode : EXIT_DEFECT;
  }
}
