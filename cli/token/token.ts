import { Command, InvalidArgumentError, Option } from 'commander';
import type { Capability } from '../../simulator/src/model/documents.ts';
import { explainOtherCode } from '../../simulator/src/model/explain-code.ts';
import { EXIT_NO } from '../exit-codes.ts';
import { entryText } from '../flow/entry-text.ts';
import { codeWords } from '../flow/entry-words.ts';
import { jsonText } from '../json-text.ts';
import { parseDuration } from '../parse-duration.ts';
import { readSecret } from '../read-secret.ts';
import { appOf } from '../scope/ready-app.ts';
import { type FoundServer, type ServerFlags, serverCommand, withServer } from '../server/server-command.ts';
import type { Terminal } from '../terminal.ts';
import { type CallOutcome, sendCall } from './send-call.ts';
import { checkCall, loginCall, type ServerCall } from './server-call.ts';

const READY_NUMBER = '15400000001';

function parseNumber(text: string): string {
  if (!/^\d{11}$/.test(text)) {
    throw new InvalidArgumentError('a number has 11 digits, without +86 and blanks.');
  }
  return text;
}

export function tokenCommand(terminal: Terminal): Command {
  const token = new Command('token').description('tokens without an SDK: mint one, and use it up as a back end does');
  for (const command of [mintCommand, exchangeCommand, verifyCommand]) {
    token.addCommand(command(terminal));
  }
  return token;
}

interface MintFlags extends ServerFlags {
  readonly appid?: string;
  readonly msisdn: string;
  readonly capability: Capability;
}

function mintCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'mint',
    description: 'issue a token as a login would, and print it',
    examples: ['token mint > token.txt', 'token mint --capability check --msisdn 15400000002'],
  })
    .option('--appid <id>', 'the app (else the ready one, or the only one)')
    .option('--msisdn <number>', 'the subscriber', parseNumber, READY_NUMBER)
    .addOption(
      new Option('--capability <name>', 'login for token exchange, check for token verify')
        .choices(['login', 'check'])
        .default('login'),
    )
    .action((flags: MintFlags) =>
      withServer(flags, terminal, async ({ scope }) => {
        const { appid } = await appOf(scope, flags.appid);
        const { msisdn, capability } = flags;
        const token = await scope.mintToken({ appid, msisdn, capability });
        terminal.print(flags.json ? jsonText({ token, appid, msisdn, capability }) : token);
      }),
    );
}

interface UseFlags extends ServerFlags {
  readonly appid?: string;
  readonly timeout: number;
  readonly tls?: true;
}

const DEFAULT_LIMIT = '10s';

function timeoutFlag(): Option {
  return new Option('--timeout <duration>', 'how long the answer may take')
    .argParser(parseDuration)
    .default(parseDuration(DEFAULT_LIMIT), DEFAULT_LIMIT);
}

function exchangeCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'exchange',
    description: 'give a token to the gateway and get the number (loginTokenValidate), signed with the app’s keys',
    examples: ['token exchange token.txt', 'token mint | quhao token exchange -'],
  })
    .argument('<file>', 'the file with the token, - for standard input')
    .option('--appid <id>', 'the app (else the ready one, or the only one)')
    .option('--tls', 'over TLS, with the root of the simulator')
    .addOption(timeoutFlag())
    .action(async (file: string, flags: UseFlags) => {
      const token = await readSecret(file, 'the token', terminal);
      await withServer(flags, terminal, async (server) => {
        const parts = { app: await appOf(server.scope, flags.appid), token, now: await exchangeTime(server) };
        await useToken({ server, flags, call: loginCall(parts) }, terminal);
      });
    });
}

interface VerifyFlags extends UseFlags {
  readonly msisdn: string;
}

function verifyCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'verify',
    description: 'ask whether a number is that of the token’s phone (tokenValidate)',
    examples: ['token verify token.txt', 'token verify token.txt --msisdn 15400000002 --json'],
  })
    .argument('<file>', 'the file with a token of capability check, - for standard input')
    .option('--msisdn <number>', 'the number that is asked about', parseNumber, READY_NUMBER)
    .option('--appid <id>', 'the app (else the ready one, or the only one)')
    .option('--tls', 'over TLS, with the root of the simulator')
    .addOption(timeoutFlag())
    .action(async (file: string, flags: VerifyFlags) => {
      const token = await readSecret(file, 'the token', terminal);
      await withServer(flags, terminal, async (server) => {
        const parts = { app: await appOf(server.scope, flags.appid), token, now: await exchangeTime(server) };
        await useToken({ server, flags, call: checkCall(parts, flags.msisdn) }, terminal);
      });
    });
}

/** The clock that the exchange plane judges by. */
export async function exchangeTime({ scope }: FoundServer): Promise<number> {
  return (await scope.now()) + (await scope.settings()).skewMs.exchange;
}

interface TokenUse {
  readonly server: FoundServer;
  readonly flags: UseFlags;
  readonly call: ServerCall;
}

async function useToken({ server, flags, call }: TokenUse, terminal: Terminal): Promise<void> {
  const [urls, rootPem] = await Promise.all([server.remote.urls(), server.remote.rootPem()]);
  const outcome = await sendCall({ url: flags.tls ? urls.exchangeTls : urls.exchange, rootPem }, call, flags.timeout);
  const answer = parseAnswer(outcome);
  const code = codeOf(answer);
  if (code !== '103000' && code !== '000') {
    terminal.exitWith(EXIT_NO);
  }
  if (flags.json) {
    terminal.print(jsonText({ status: outcome.status, why: outcome.why, answer: answer ?? outcome.body }));
    return;
  }
  terminal.print(answerText(outcome, answer));
  if (code !== '103000' && code !== '000' && code !== '001') {
    const entry = (await server.scope.journal()).findLast(({ fields }) => (fields['msgid'] ?? fields['msgId']) === call.msgid);
    terminal.print(entry === undefined ? 'the journal has no entry of it: quhao journal --last 3' : entryText(entry, terminal));
  }
}

type Answer = Readonly<Record<string, unknown>>;

function parseAnswer({ body }: CallOutcome): Answer | null {
  try {
    return body === null ? null : (Object(JSON.parse(body)) as Answer);
  } catch {
    // A fault rule may have put anything in the answer's place; its text is shown.
    return null;
  }
}

function codeOf(answer: Answer | null): string | null {
  const header = Object(answer?.['header']) as Answer;
  const code = answer?.['resultCode'] ?? header['resultCode'];
  return typeof code === 'string' ? code : null;
}

const SHOWN = 200;

function answerText({ status, body, why }: CallOutcome, answer: Answer | null): string {
  if (why !== null) {
    return why;
  }
  const code = codeOf(answer);
  if (code === null) {
    return `HTTP ${status}, no answer of the operation: ${(body ?? '').slice(0, SHOWN)}`;
  }
  const msisdn = answer?.['msisdn'];
  const other = explainOtherCode(code);
  const meaning = other === undefined ? '' : ` · ${other.meaning.en}`;
  const number =
    typeof msisdn === 'string' && /^\d{11}$/.test(msisdn) ? ` · number ${msisdn.slice(0, 3)}****${msisdn.slice(7)}` : '';
  return `${codeWords(code)}${meaning}${number}`;
}
