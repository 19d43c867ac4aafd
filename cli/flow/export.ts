import { type Command, Option } from 'commander';
import type { App } from '../../simulator/src/model/documents.ts';
import type { JournalEntry } from '../../simulator/src/model/journal.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_USAGE } from '../exit-codes.ts';
import { jsonText } from '../json-text.ts';
import { type FoundServer, type ServerFlags, serverCommand, withServer } from '../server/server-command.ts';
import type { Terminal } from '../terminal.ts';
import { LOGIN_PATH } from '../token/server-call.ts';
import { codeWords } from './entry-words.ts';
import { EXPORTS, type ExportedCall, type ExportTarget } from './export-texts.ts';
import { findFlow, type WholeFlow } from './find-flow.ts';

interface ExportFlags extends ServerFlags {
  readonly to: ExportTarget;
}

export function flowExportCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'export',
    description: "a flow's exchange as a script or a test of your own; secrets come from the environment when it runs",
    examples: ['flow export 12 --to curl > exchange.sh', 'flow export last --to vitest > exchange.test.ts'],
  })
    .argument('[flow]', 'its number, or that of one of its journal entries; or last', 'last')
    .addOption(new Option('--to <form>', 'what is made of it').choices(Object.keys(EXPORTS)).makeOptionMandatory())
    .action((name: string, flags: ExportFlags) =>
      withServer(flags, terminal, async (server) => {
        const call = await exportedCall(server, await findFlow(server.scope, name));
        const text = EXPORTS[flags.to](call);
        terminal.print(flags.json ? jsonText({ form: flags.to, ...call, text }) : text);
      }),
    );
}

async function exportedCall({ scope, remote }: FoundServer, { flow, entries }: WholeFlow): Promise<ExportedCall> {
  const entry = entries.findLast(({ operation }) => operation === 'login-token-validate');
  const code = entry?.answer?.resultCode ?? null;
  if (entry === undefined || code === null) {
    const what = entry === undefined ? 'has no exchange (loginTokenValidate)' : 'has an exchange without an answer';
    throw new CliError(
      `flow ${flow.id} ${what}: nothing can be exported. quhao flow replay ${flow.id} sends it again`,
      EXIT_USAGE,
    );
  }
  const app = entry.appid === null ? null : await scope.app(entry.appid).catch(() => null);
  const { exchange } = await remote.urls();
  return {
    flow: flow.id,
    url: `${exchange}${LOGIN_PATH}`,
    fields: plainFields(entry),
    code,
    codeName: codeWords(code).slice(code.length + 1),
    keyName: keyNameOf(app),
  };
}

function keyNameOf(app: App | null): 'appKey' | 'appSecret' {
  return app?.keyMethod === 'MD5_APP_KEY' ? 'appKey' : 'appSecret';
}

const FIELDS = ['version', 'strictcheck', 'appid', 'expandparams', 'encryptionalgorithm'] as const;
/** Nothing of what a client sent may end a string in the text that is made. */
const PLAIN = /^[\w.:-]{0,64}$/;

function plainFields({ fields, appid }: JournalEntry): Readonly<Record<string, string>> {
  const known = FIELDS.map((name) => [name, name === 'appid' ? (appid ?? '') : fields[name]] as const);
  return Object.fromEntries(
    known.filter(([, value]) => value !== undefined && PLAIN.test(value)).map(([name, value]) => [name, value ?? '']),
  );
}
