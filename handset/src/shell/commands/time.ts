import { setTimeout as delay } from 'node:timers/promises';
import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';

/** `time [-pv] COMMAND…`. Commands of the handset have no processor time of their own. */
export const time: CommandRow = {
  name: 'time',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'pv', stopsAtWord: true });
    requireWords(call, options.rest, 1);
    const started = performance.now();
    const code = await call.session.runWords(options.rest, call.io);
    const seconds = (performance.now() - started) / 1000;
    await call.printError(
      options.has('p')
        ? `real ${seconds.toFixed(2)}\nuser 0.00\nsys 0.00\n`
        : `real\t0m${seconds.toFixed(3)}s\nuser\t0m0.000s\nsys\t0m0.000s\n`,
    );
    return code;
  },
};

/** `watch [-teb] [-n SECONDS] COMMAND…` runs until the host ends the stream. */
export const watch: CommandRow = {
  name: 'watch',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'tebx', values: 'n', stopsAtWord: true });
    requireWords(call, options.rest, 1);
    const seconds = Number(options.value('n') ?? 2);
    for (;;) {
      await call.print(options.has('t') ? '' : `Every ${seconds}s: ${options.rest.join(' ')}\n\n`);
      const code = await call.session.runLine(options.rest.join(' '), call.io);
      if (options.has('e') && code !== EXIT_CODES.ok) {
        return code;
      }
      try {
        await delay(seconds * 1000, undefined, { signal: call.io.signal });
      } catch {
        return EXIT_CODES.interrupted;
      }
    }
  },
};
