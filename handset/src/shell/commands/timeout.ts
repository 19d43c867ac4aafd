import type { CommandRow } from '../command.ts';
import { UsageError } from '../options.ts';

/** GNU's and toybox's answer when the time was over. */
const timedOut = 124;

/** `timeout SECONDS COMMAND…`. */
export const timeout: CommandRow = {
  name: 'timeout',
  async run({ args, io, session }) {
    const [amount = '', ...words] = args;
    const seconds = Number(amount.replace(/s$/, ''));
    if (!Number.isFinite(seconds) || amount === '' || words.length === 0) {
      throw new UsageError('needs seconds and a command');
    }
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), seconds * 1000);
    try {
      const code = await session.runWords(words, { ...io, signal: AbortSignal.any([io.signal, over.signal]) });
      return over.signal.aborted ? timedOut : code;
    } finally {
      clearTimeout(timer);
    }
  },
};
