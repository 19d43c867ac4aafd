import { Command } from 'commander';
import type { RemoteScope } from '../../simulator/src/client/remote-scope.ts';
import type { Advanced } from '../../simulator/src/model/documents.ts';
import { CliError } from '../cli-error.ts';
import { countWords } from '../count-words.ts';
import { EXIT_USAGE } from '../exit-codes.ts';
import { jsonText } from '../json-text.ts';
import { durationText, parseDuration } from '../parse-duration.ts';
import { parseRate } from '../parse-rate.ts';
import { parseTime } from '../parse-time.ts';
import { type ServerFlags, serverCommand, withServer } from '../server/server-command.ts';
import type { Terminal } from '../terminal.ts';

export function clockCommand(terminal: Terminal): Command {
  const clock = new Command('clock').description("a scope's clock: scrips and tokens expire by it, held answers leave by it");
  for (const command of [showCommand, advanceCommand, freezeCommand, setCommand]) {
    clock.addCommand(command(terminal));
  }
  return clock;
}

function showCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'show',
    description: 'what time it is there',
    examples: ['clock show', 'clock show --scope mine --json'],
  }).action((flags: ServerFlags) =>
    withServer(flags, terminal, async ({ scope }) => {
      const { now, rate } = await scope.report();
      terminal.print(flags.json ? jsonText({ scope: scope.id, now, rate }) : await clockText(scope));
    }),
  );
}

function advanceCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'advance',
    description: 'let time pass at once: all that is due happens',
    examples: ['clock advance 61m', 'clock advance 2s --json'],
  })
    .argument('<duration>', '500ms, 2s, 61m, 1h30m, 2d', parseDuration)
    .action((ms: number, flags: ServerFlags) =>
      withServer(flags, terminal, async ({ scope }) => {
        const advanced = await scope.advance(ms);
        await reportMove(scope, { advanced, flags, done: `${durationText(ms)} have passed` }, terminal);
      }),
    );
}

function freezeCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'freeze',
    description: 'stop the clock, now or at a time; advance still moves it, set --rate 1 lets it run again',
    examples: ['clock freeze', 'clock freeze 2026-11-24T12:00:00+08:00'],
  })
    .argument('[time]', '2026-11-24T12:00:00+08:00, or epoch milliseconds', parseTime)
    .action((now: number | undefined, flags: ServerFlags) =>
      withServer(flags, terminal, async ({ scope }) => {
        const advanced = await scope.setClock({ rate: 0, ...(now === undefined ? {} : { now }) });
        await reportMove(scope, { advanced, flags, done: 'the clock stands' }, terminal);
      }),
    );
}

interface SetFlags extends ServerFlags {
  readonly rate?: number;
}

function setCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'set',
    description: 'set the clock to a time, or how fast it runs',
    examples: ['clock set 2026-11-24T12:00:00+08:00', 'clock set now --rate 1'],
  })
    .argument('[time]', '2026-11-24T12:00:00+08:00, epoch milliseconds, or now for that of this machine', parseTimeOrNow)
    .option('--rate <n>', '1 is real time, 60 is a minute for a second', parseRate)
    .action((now: number | undefined, flags: SetFlags) => {
      const { rate } = flags;
      if (now === undefined && rate === undefined) {
        throw new CliError('clock set needs a time or --rate: quhao clock set now --rate 1 is real time again', EXIT_USAGE);
      }
      return withServer(flags, terminal, async ({ scope }) => {
        const advanced = await scope.setClock({
          ...(now === undefined ? {} : { now }),
          ...(rate === undefined ? {} : { rate }),
        });
        await reportMove(scope, { advanced, flags, done: 'the clock is set' }, terminal);
      });
    });
}

function parseTimeOrNow(text: string): number {
  return text === 'now' ? Date.now() : parseTime(text);
}

interface Move {
  readonly advanced: Advanced;
  readonly flags: ServerFlags;
  readonly done: string;
}

async function reportMove(scope: RemoteScope, { advanced, flags, done }: Move, terminal: Terminal): Promise<void> {
  terminal.print(
    flags.json ? jsonText({ scope: scope.id, ...advanced }) : `${done}${dueText(advanced)}\n${await clockText(scope)}`,
  );
}

const DUE = [
  ['expiredScrips', 'scrip', 'scrips', 'expired'],
  ['expiredTokens', 'token', 'tokens', 'expired'],
  ['releasedAnswers', 'held answer', 'held answers', 'left'],
  ['quotaDaysRolled', 'midnight', 'midnights', 'passed, which restores the daily limits'],
] as const satisfies readonly (readonly [keyof Advanced, string, string, string])[];

function dueText(advanced: Advanced): string {
  const due = DUE.filter(([key]) => advanced[key] > 0).map(
    ([key, one, many, what]) => `${countWords(advanced[key], one, many)} ${what}`,
  );
  return due.length === 0 ? '' : `: ${due.join(', ')}`;
}

async function clockText(scope: RemoteScope): Promise<string> {
  const { now, rate, id } = await scope.report();
  return `scope ${id}: ${new Date(now).toISOString()}, ${rateWords(rate)}`;
}

function rateWords(rate: number): string {
  if (rate === 0) {
    return 'stands';
  }
  return rate === 1 ? 'runs as real time does' : `runs ${rate} times as fast as real time`;
}
