import { Command, Option } from 'commander';
import type { App, ScopeReport } from '../../simulator/src/model/documents.ts';
import type { ScopePorts } from '../../simulator/src/model/listeners.ts';
import type { SimulatorDescription } from '../../simulator/src/model/simulator.ts';
import { CliError } from '../cli-error.ts';
import { countWords } from '../count-words.ts';
import { EXIT_USAGE } from '../exit-codes.ts';
import { jsonText } from '../json-text.ts';
import { durationText, parseDuration } from '../parse-duration.ts';
import { type ServerFlags, serverCommand, withServer } from '../server/server-command.ts';
import { tableText } from '../table-text.ts';
import type { Terminal } from '../terminal.ts';
import { readyApp } from './ready-app.ts';

export function scopeCommand(terminal: Terminal): Command {
  const scope = new Command('scope').description(
    'the scopes of a running quhao serve: state, clock, faults and journal of their own',
  );
  for (const command of [
    listCommand,
    createCommand,
    resetCommand,
    endCommand,
    snapshotCommand,
    snapshotsCommand,
    restoreCommand,
  ]) {
    scope.addCommand(command(terminal));
  }
  return scope;
}

function listCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'list',
    description: 'all scopes and what each holds',
    examples: ['scope list', 'scope list --json'],
  }).action((flags: ServerFlags) =>
    withServer(flags, terminal, async ({ remote }) => {
      const scopes = await remote.scopes();
      terminal.print(flags.json ? jsonText(scopes) : tableText(scopes.map(scopeRow)));
    }),
  );
}

function scopeRow({ id, now, rate, apps, subscribers, faults, journal, snapshots, endsAt }: ScopeReport): readonly string[] {
  const clock =
    rate === 1 ? new Date(now).toISOString() : `${new Date(now).toISOString()} ${rate === 0 ? 'frozen' : `× ${rate}`}`;
  return [
    id,
    clock,
    countWords(apps, 'app'),
    countWords(subscribers, 'subscriber'),
    countWords(faults, 'fault'),
    countWords(journal.entries, 'entry', 'entries'),
    [
      ...(snapshots.length === 0 ? [] : [`snapshots ${snapshots.join(', ')}`]),
      ...(endsAt === null ? [] : [`ends ${new Date(endsAt).toISOString()}`]),
    ].join(' · '),
  ];
}

interface CreateFlags extends ServerFlags {
  readonly seed?: string;
  readonly ttl?: number;
  readonly preset?: 'none' | 'personas';
  readonly listeners?: true;
}

function createCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'create',
    description: 'make a scope of its own, for one test or one person',
    examples: ['scope create mine --preset personas', 'scope create --ttl 10m --seed nightly --json'],
  })
    .argument('[id]', 'letters, digits and dashes; else one is drawn')
    .option('--seed <text>', 'same seed, same tokens and ids')
    .option('--ttl <duration>', 'it ends by itself after this time', parseDuration)
    .addOption(new Option('--preset <name>', 'numbers whose digits say what happens').choices(['personas', 'none']))
    .option('--listeners', 'with ports of its own, for clients without a known appid')
    .action((id: string | undefined, flags: CreateFlags, command: Command) => {
      refuseScopeFlag(command);
      return withServer(flags, terminal, async ({ remote }) => {
        const { seed, ttl, preset } = flags;
        const created = await remote.createScope({
          ...(id === undefined ? {} : { id }),
          ...(seed === undefined ? {} : { seed }),
          ...(ttl === undefined ? {} : { ttlMs: ttl }),
          ...(preset === undefined ? {} : { preset }),
        });
        const ports = flags.listeners ? await created.openListeners() : null;
        const [report, app = null, urls] = await Promise.all([created.report(), readyApp(created), remote.urls()]);
        terminal.print(
          flags.json ? jsonText({ ...report, ports, app, urls }) : createdText({ report, ports, app, urls, ttl: ttl ?? null }),
        );
      });
    });
}

interface Created {
  readonly report: ScopeReport;
  /** Those of its own; null without --listeners. */
  readonly ports: ScopePorts | null;
  /** null: the scope has none yet. */
  readonly app: App | null;
  readonly urls: SimulatorDescription['urls'];
  readonly ttl: number | null;
}

/** What a colleague needs to point a back end and a client at the scope. */
function createdText({ report, ports, app, urls, ttl }: Created): string {
  const { id, personas } = report;
  const ends = ttl === null ? '' : `, ends after ${durationText(ttl)}`;
  return [
    `scope ${id} is there${ends}; commands take --scope ${id}`,
    ...(app === null
      ? [`app       none yet; with --preset personas there is one, else PUT /v1/apps/{appid}?scope=${id}`]
      : [
          `app       ${app.appid} · appKey ${app.appKey}`,
          `          appSecret ${app.appSecret} · signs with ${app.keyMethod}`,
          `exchange  ${urls.exchange}   for the app's back end; the appid leads to the scope`,
        ]),
    ...(personas === null
      ? []
      : [`numbers   154 0000 SSNN, each at ${personas.addresses} (NN 01 to 20); number request ${urls.bearer}`]),
    ...Object.entries(ports ?? {}).map(([name, port]) => `  ${name} ${port}`),
  ].join('\n');
}

function resetCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'reset',
    description: 'drop credentials, faults, journal and clock offset; apps and numbers are those of the start again',
    examples: ['scope reset', 'scope reset mine'],
  })
    .argument('[id]', 'which scope (else that of --scope)')
    .action((id: string | undefined, flags: ServerFlags, command: Command) => {
      if (id !== undefined) {
        refuseScopeFlag(command);
      }
      return withServer(flags, terminal, async ({ remote }) => {
        const scope = remote.scope(id ?? flags.scope);
        await scope.reset();
        report(terminal, flags, { done: `scope ${scope.id} is as at its start`, id: scope.id });
      });
    });
}

function endCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'end',
    description: 'end a scope; the default one cannot be ended',
    examples: ['scope end mine', 'scope end mine --json'],
  })
    .argument('<id>', 'which scope')
    .action((id: string, flags: ServerFlags, command: Command) => {
      refuseScopeFlag(command);
      return withServer(flags, terminal, async ({ remote }) => {
        await remote.scope(id).end();
        report(terminal, flags, { done: `scope ${id} has ended`, id });
      });
    });
}

function snapshotCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'snapshot',
    description: 'keep all of a scope but its journal under a name',
    examples: ['scope snapshot ready', 'scope snapshot ready --scope mine'],
  })
    .argument('<name>', 'the name of the snapshot')
    .action((name: string, flags: ServerFlags) =>
      withServer(flags, terminal, async ({ scope }) => {
        if (name === 'list') {
          // Whoever asks for a list would not want a snapshot of that name.
          throw new CliError('no snapshot is taken with the name list: quhao scope snapshots lists them', EXIT_USAGE);
        }
        await scope.snapshot(name);
        report(terminal, flags, { done: `snapshot ${name} of scope ${scope.id} is taken`, id: scope.id, snapshot: name });
      }),
    );
}

function snapshotsCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'snapshots',
    description: "list a scope's snapshots, or drop one",
    examples: ['scope snapshots', 'scope snapshots --drop ready'],
  })
    .option('--drop <name>', 'forget this snapshot')
    .action((flags: ServerFlags & { readonly drop?: string }) =>
      withServer(flags, terminal, async ({ scope }) => {
        if (flags.drop !== undefined) {
          await scope.removeSnapshot(flags.drop);
          report(terminal, flags, { done: `snapshot ${flags.drop} is gone`, id: scope.id, snapshot: flags.drop });
          return;
        }
        const { snapshots } = await scope.report();
        if (flags.json) {
          terminal.print(jsonText(snapshots));
        } else if (snapshots.length === 0) {
          terminal.note(`scope ${scope.id} has no snapshots; quhao scope snapshot NAME takes one`);
        } else {
          terminal.print(snapshots.join('\n'));
        }
      }),
    );
}

function restoreCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'restore',
    description: 'go back to a snapshot',
    examples: ['scope restore ready', 'scope restore ready --scope mine'],
  })
    .argument('<name>', 'the name of the snapshot')
    .action((name: string, flags: ServerFlags) =>
      withServer(flags, terminal, async ({ scope }) => {
        await scope.restore(name);
        report(terminal, flags, { done: `scope ${scope.id} is as in snapshot ${name}`, id: scope.id, snapshot: name });
      }),
    );
}

/** The scope is the argument; one in --scope beside it would be another, and nobody knows which is meant. */
function refuseScopeFlag(command: Command): void {
  if (command.getOptionValueSource('scope') === 'cli') {
    throw new CliError(
      `quhao scope ${command.name()} takes the scope as its argument: quhao scope ${command.name()} NAME, without --scope`,
      EXIT_USAGE,
    );
  }
}

interface Done {
  readonly done: string;
  readonly id: string;
  readonly snapshot?: string;
}

function report(terminal: Terminal, { json }: ServerFlags, { done, ...facts }: Done): void {
  terminal.print(json ? jsonText(facts) : done);
}
