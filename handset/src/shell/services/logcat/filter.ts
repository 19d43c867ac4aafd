import type { LogEntry } from '../../../device.ts';
import { UsageError } from '../../options.ts';
import { type Priority, priorityOf, SILENT } from './priorities.ts';

/** Accepts entries by tag and lowest priority. */
export type LogFilter = (entry: LogEntry) => boolean;

/** Parses `TAG:P`, `*:P` and `TAG`; a later word overrides an earlier one. `others` is logcat's `-s`. Throws UsageError. */
export function parseFilters(words: readonly string[], others: 'show-others' | 'hide-others'): LogFilter {
  const byTag = new Map<string, Priority>();
  let otherPriority: Priority = others === 'hide-others' ? SILENT : 2;
  for (const word of words.flatMap((each) => each.split(/[\s,]+/)).filter((each) => each !== '')) {
    const colon = word.lastIndexOf(':');
    const tag = colon < 0 ? word : word.slice(0, colon);
    const priority = colon < 0 ? 2 : priorityOf(word.slice(colon + 1));
    if (priority === null || tag === '') {
      throw new UsageError(`Invalid filter expression '${word}'`);
    }
    if (tag === '*') {
      otherPriority = priority;
    } else {
      byTag.set(tag, priority);
    }
  }
  return (entry) => entry.priority >= (byTag.get(entry.tag) ?? otherPriority);
}
