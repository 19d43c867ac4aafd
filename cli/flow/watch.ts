import type { Command } from 'commander';
import type { RemoteScope } from '../../simulator/src/client/remote-scope.ts';
import type { JournalEntry } from '../../simulator/src/model/journal.ts';
import { type ServerFlags, serverCommand, withServer } from '../server/server-command.ts';
import type { Terminal } from '../terminal.ts';
import { entryLine } from './entry-line.ts';

export function flowWatchCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'watch',
    description: 'follow the logins live, a line a step, until Ctrl-C',
    examples: ['flow watch', 'flow watch --scope mine --json'],
  }).action((flags: ServerFlags) =>
    withServer(flags, terminal, async ({ scope, place }) => {
      if (!flags.json) {
        terminal.note(`watching ${place.url}, scope ${scope.id}; Ctrl-C ends it`);
      }
      await followEntries({ scope, isJson: flags.json, selects: () => true }, terminal);
    }),
  );
}

export interface Following {
  readonly scope: RemoteScope;
  readonly isJson: boolean;
  readonly selects: (entry: JournalEntry) => boolean;
}

/** How long an answer may be on its way before a line says that it is. */
const PENDING_MS = 250;

/** Prints entries as they come. An entry whose answer is held gets a line at once and one when the answer has left. */
export async function followEntries({ scope, isJson, selects }: Following, terminal: Terminal): Promise<void> {
  const signal = terminal.untilEnded();
  const waiting = new Map<number, NodeJS.Timeout>();
  const print = (entry: JournalEntry): void => terminal.print(isJson ? JSON.stringify(entry) : entryLine(entry, terminal));
  try {
    for await (const entry of scope.events({ signal })) {
      if (!selects(entry)) {
        continue;
      }
      clearTimeout(waiting.get(entry.id));
      waiting.delete(entry.id);
      if (entry.sent.extent === 'pending') {
        waiting.set(
          entry.id,
          setTimeout(() => print(entry), PENDING_MS),
        );
      } else {
        print(entry);
      }
    }
  } finally {
    for (const timer of waiting.values()) {
      clearTimeout(timer);
    }
  }
}
