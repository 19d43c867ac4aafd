import type { LogEntry } from '../../../device.ts';
import { type Priority, priorityOf } from './priorities.ts';

/** Least priority by tag; `*` is for all other tags. */
export type LogFilter = (entry: LogEntry) => boolean;

/** `TAG:P`, `*:P`, `TAG`; later ones win. `silentElse` is logcat's `-s`. Throws RangeError with the word that is no filter. */
export function parseFilters(words: readonly string[], silentElse: 'show-others' | 'hide-others'): LogFilter {
  const byTag = new Map<string, Priority>();
  let others: Priority = silentElse === 'hide-others' ? 8 : 2;
  for (const word of words.flatMap((each) => each.split(/[\s,]+/)).filter((each) => each !== '')) {
    const colon = word.lastIndexOf(':');
    const tag = colon < 0 ? word : word.slice(0, colon);
    const priority = colon < 0 ? 2 : priorityOf(word.slice(colon + 1));
    if (priority === null || tag === '') {
      throw new RangeError(word);
    }
    if (tag === '*') {
      others = priority;
    } else {
      byTag.set(tag, priority);
    }
  }
  return (entry) => entry.priority >= (byTag.get(entry.tag) ?? others);
}
