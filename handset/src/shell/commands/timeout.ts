import type { CommandRow } from '../command.ts';
import { UsageError } from '../options.ts';

/** The exit code of GNU and toybox when the time is over. */
const TIMED_OUT = 124;

/** `timeout SECONDS COMMAND…`. */
export const timeout: CommandRow = {
  name: 'timeout',
  async run({ args, io, session }) {
    const [amount = '', ...words] = args;
    const seconds = Number(amount.replace(/s$/, ''));
    if (!Number.isFinite(seconds) || amount === '' || words.length === 0) {
      throw new UsageError('needs seconds and a command');
    }
    const expired = new AbortController();
    const timer = setTimeout(() => expired.abort(), seconds * 1000);
    try {
      const code = await session.runWords(words, { ...io, signal: AbortSignal.any([io.signal, expired.signal]) });
      return expired.signal.aborted ? TIMED_OUT : code;
    } finally {
      clearTimeout(timer);
    }
  },
};
