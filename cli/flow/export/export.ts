import { type Command, Option } from 'commander';
import type { App } from '../../../simulator/src/model/documents.ts';
import type { JournalEntry } from '../../../simulator/src/model/journal.ts';
import type { Operation } from '../../../simulator/src/model/operations.ts';
import { PATHS } from '../../../simulator/src/model/paths.ts';
import { CliError } from '../../cli-error.ts';
import { EXIT_USAGE } from '../../exit-codes.ts';
import { jsonText } from '../../json-text.ts';
import { type FoundServer, type ServerFlags, serverCommand, withServer } from '../../server/server-command.ts';
import type { Terminal } from '../../terminal.ts';
import { codeWords } from '../entry-words.ts';
import { findFlow, type WholeFlow } from '../find-flow.ts';
import { parseStep, STEP_NAMES } from '../step-names.ts';
import { curlText } from './curl-text.ts';
import type { BearerCall, ExportedCall } from './exported-call.ts';
import { junitText } from './junit-text.ts';
import { vitestText } from './vitest-text.ts';

const EXPORTS = {
  curl: curlText,
  vitest: vitestText,
  junit: junitText,
} as const satisfies Readonly<Record<string, (call: ExportedCall) => string>>;

interface ExportFlags extends ServerFlags {
  readonly to: keyof typeof EXPORTS;
  readonly step?: Operation;
}

export function flowExportCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'export',
    description: 'a request of a flow as a script or a test of your own; secrets come from the environment when it runs',
    examples: [
      'flow export 12 --to curl > exchange.sh',
      'flow export last --to vitest > exchange.test.ts',
      'flow export last --step prefetch --to junit > RequestTest.java',
    ],
  })
    .argument('[flow]', 'its number, or that of one of its journal entries; or last', 'last')
    .addOption(new Option('--to <form>', 'what is made of it').choices(Object.keys(EXPORTS)).makeOptionMandatory())
    .option(
      '--step <step>',
      `which request: ${Object.keys(STEP_NAMES).join(', ')} (default: the back end's, else the last)`,
      parseStep,
    )
    .action((name: string, flags: ExportFlags) =>
      withServer(flags, terminal, async (server) => {
        const call = await exportedCall(server, await findFlow(server.scope, name), flags.step);
        const text = EXPORTS[flags.to](call);
        terminal.print(flags.json ? jsonText({ form: flags.to, ...call, text }) : text);
      }),
    );
}

const OF_BACK_END: readonly Operation[] = ['login-token-validate', 'token-validate'];

async function exportedCall(
  server: FoundServer,
  { flow, entries }: WholeFlow,
  step: Operation | undefined,
): Promise<ExportedCall> {
  const answered = entries.filter(
    ({ operation, answer }) => operation !== null && answer?.resultCode !== undefined && answer?.resultCode !== null,
  );
  const entry =
    answered.findLast(({ operation }) =>
      step === undefined ? OF_BACK_END.some((one) => one === operation) : operation === step,
    ) ?? (step === undefined ? answered.at(-1) : undefined);
  const operation = entry?.operation ?? null;
  if (entry === undefined || operation === null) {
    const what = `has no ${step === undefined ? 'request' : step} that was answered`;
    throw new CliError(
      `flow ${flow.id} ${what}: nothing can be exported. quhao flow show ${flow.id} says what there is`,
      EXIT_USAGE,
    );
  }
  const app = entry.appid === null ? null : await server.scope.app(entry.appid).catch(() => null);
  const code = entry.answer?.resultCode ?? '';
  return {
    flow: flow.id,
    operation,
    fields: plainFields(entry, operation),
    code,
    codeName: codeWords(code).slice(code.length + 1),
    keyName: keyNameOf(operation, entry, app),
    ...(await placeOf(server, { entry, operation, app })),
  };
}

interface Answered {
  readonly entry: JournalEntry;
  readonly operation: Operation;
  readonly app: App | null;
}

type Place = Pick<ExportedCall, 'url' | 'bearer' | 'rootUrl'>;

/** The paths of quhao-1: another dialect's requests of the SDK cannot be made here. */
async function placeOf(server: FoundServer, { entry, operation, app }: Answered): Promise<Place> {
  const { bearer, token, exchange } = await server.remote.urls();
  if (OF_BACK_END.includes(operation)) {
    return { url: `${exchange}${PATHS[operation]}` };
  }
  if (operation === 'get-token') {
    return { url: `${token}${PATHS[operation]}`, rootUrl: `${bearer}/quhao/ca.pem` };
  }
  return { url: `${bearer}${PATHS.prefetch}`, bearer: await bearerCall(server, entry, app) };
}

async function bearerCall({ scope }: FoundServer, { id, connection }: JournalEntry, app: App | null): Promise<BearerCall> {
  const { session } = connection;
  const key = (await scope.keys()).findLast(({ state }) => state === 'current');
  const cannot = (why: string): CliError =>
    new CliError(`the number request of entry ${id} cannot be exported: ${why}. quhao flow replay sends it again`, EXIT_USAGE);
  if (app === null) {
    throw cannot('its app is not registered');
  }
  if (key === undefined) {
    throw cannot('the gateway has no key to seal for');
  }
  if (!/^127\.\d+\.\d+\.\d+$/.test(session)) {
    throw cannot(`its phone's address, ${session || 'none'}, is not one of this machine's loopback`);
  }
  const publicKey = key.spkiPem.replace(/-----[^-]+-----|\s/g, '');
  const inner = {
    apppackage: app.packageName,
    appsign: app.certificateMd5,
    sdkversion: 'quhao-export',
    operatortype: '0',
    networktype: '1',
  };
  return { session, keyid: key.keyid, publicKey, inner };
}

/** The key of the formula; nobody but a back end has the private key of RSA. */
function keyNameOf(operation: Operation, { fields }: JournalEntry, app: App | null): 'appKey' | 'appSecret' {
  const isRsa = operation === 'token-validate' ? fields['keyType'] === '1' : fields['encryptionalgorithm'] === 'RSA';
  if (isRsa && OF_BACK_END.includes(operation)) {
    throw new CliError('it is signed with RSA, and only its back end has the private key: nothing can be exported', EXIT_USAGE);
  }
  return operation === 'login-token-validate' && app?.keyMethod !== 'MD5_APP_KEY' ? 'appSecret' : 'appKey';
}

const FIELDS: Readonly<Record<Operation, readonly string[]>> = {
  prefetch: ['version', 'appid'],
  'get-token': ['version', 'appid', 'capability', 'apppackage', 'appsign', 'networktype', 'sdkversion'],
  'login-token-validate': ['version', 'strictcheck', 'appid', 'expandparams', 'encryptionalgorithm'],
  'token-validate': ['version', 'appId', 'openType', 'requesterType', 'message', 'expandParams', 'keyType'],
};

/** Nothing of what a client sent may end a string in the text that is made. */
const PLAIN = /^[\w.:-]{0,64}$/;

function plainFields({ fields, appid }: JournalEntry, operation: Operation): Readonly<Record<string, string>> {
  const known = FIELDS[operation].map((name) => [name, /^appid$/i.test(name) ? (appid ?? '') : fields[name]] as const);
  return Object.fromEntries(
    known.filter(([, value]) => value !== undefined && PLAIN.test(value)).map(([name, value]) => [name, value ?? '']),
  );
}
