import type { Command } from 'commander';
import type { RemoteScope } from '../../simulator/src/client/remote-scope.ts';
import { jsonText } from '../json-text.ts';
import { type ServerFlags, serverCommand, withServer } from '../server/server-command.ts';
import type { Terminal } from '../terminal.ts';
import { adviceLines, entryText } from './entry-text.ts';
import { codeWords } from './entry-words.ts';
import { findFlow, type WholeFlow } from './find-flow.ts';
import { outsideWords } from './outside-entries.ts';

export function flowShowCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'show',
    description: 'one login with every request, the rule that refused it, and why',
    examples: ['flow show', 'flow show 12', 'flow show last --json'],
  })
    .argument('[flow]', 'its number, or that of one of its journal entries; or last', 'last')
    .action((name: string, flags: ServerFlags) =>
      withServer(flags, terminal, async ({ scope }) => {
        const whole = await findFlow(scope, name);
        terminal.print(flags.json ? jsonText(whole) : flowText(whole, terminal));
        const outside = name === 'last' && !flags.json ? await outsideAfter(scope, whole) : null;
        if (outside !== null) {
          terminal.note(outside);
        }
      }),
    );
}

/** What came after the last flow and belongs to none: a person who asks for the last may mean it. */
async function outsideAfter(scope: RemoteScope, { flow, entries }: WholeFlow): Promise<string | null> {
  return outsideWords(await scope.journal({ after: entries.at(-1)?.id ?? flow.id }));
}

function flowText({ flow, entries }: WholeFlow, terminal: Terminal): string {
  const { id, appid, subscriber, resultCode } = flow;
  const who = [appid === null ? 'no app' : `app ${appid}`, ...(subscriber === null ? [] : [`subscriber ${subscriber}`])];
  const ended = resultCode === null ? 'ended without a code' : `ended with ${codeWords(resultCode)}`;
  return [
    `flow ${id} · ${who.join(' · ')} · ${ended}`,
    ...entries.flatMap((entry) => ['', entryText(entry, terminal)]),
    '',
    ...adviceLines(resultCode),
    resultCode === null ? `again     quhao flow replay ${id}` : `again     quhao flow export ${id} --to curl`,
  ].join('\n');
}
