import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { dataFolderOf } from '../data-folder.ts';
import { EXIT_ENVIRONMENT, EXIT_USAGE } from '../exit-codes.ts';
import { readSecret } from '../read-secret.ts';
import type { Terminal } from '../terminal.ts';
import { readRunningRecords } from './running-record.ts';

/** The flags that name a server; without them it is found by the record in its data folder. */
export interface PlaceFlags {
  readonly url?: string;
  readonly tokenFile?: string;
  readonly data?: string;
}

/** The control API of a running server. */
export interface ServerPlace {
  readonly url: string;
  readonly token: string;
}

const ANSWER_MS = 5_000;

/** Finds the server that the flags, the environment or the data folder name. Throws CliError with what was tried and the command that starts one. */
export async function findServer(flags: PlaceFlags, terminal: Terminal): Promise<ServerPlace> {
  // A flag is stronger than the environment: --data names a server too.
  const fromEnvironment = flags.data === undefined ? terminal.env['QUHAO_URL'] || undefined : undefined;
  const named = flags.url ?? fromEnvironment;
  const folder = dataFolderOf(flags, terminal.env, homedir());
  if (named !== undefined) {
    const url = controlUrl(named, flags.url === undefined ? 'QUHAO_URL' : '--url');
    return { url, token: await tokenOf(flags, terminal, { url, folder }) };
  }
  const records = await readRunningRecords(folder);
  const answers = await Promise.all(records.map(({ url }) => isAnswering(url)));
  const running = records.filter((_record, index) => answers[index]);
  const [only, ...others] = running;
  if (only === undefined) {
    const silent = records.map(({ url, pid }) => `; ${url} (process ${pid}) does not answer`).join('');
    throw new CliError(
      `no quhao serve is running: QUHAO_URL is not set, and ${join(folder, 'running')} names none${silent}. Start one: quhao serve`,
      EXIT_ENVIRONMENT,
    );
  }
  if (others.length > 0) {
    const urls = running.map(({ url, pid }) => `${url} (process ${pid})`).join(', ');
    throw new CliError(`${running.length} servers are running: ${urls}. Say which: --url URL, or QUHAO_URL`, EXIT_USAGE);
  }
  return { url: only.url, token: await tokenOf(flags, terminal, { url: only.url, folder }) };
}

/** Without a trailing slash, and without the /v1 that `quhao serve` prints. */
function controlUrl(text: string, source: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new CliError(`${source} is ${text}, and no URL: it reads http://127.0.0.1:7900`, EXIT_USAGE);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}`;
}

async function isAnswering(url: string): Promise<boolean> {
  return fetch(`${url}/v1/ca`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    async (response) => {
      await response.body?.cancel();
      return response.headers.has('quhao-simulator');
    },
    () => false,
  );
}

interface TokenPlace {
  readonly url: string;
  readonly folder: string;
}

/** A token of this machine's folder is sent to this machine only. */
async function tokenOf({ tokenFile, data }: PlaceFlags, terminal: Terminal, { url, folder }: TokenPlace): Promise<string> {
  if (tokenFile !== undefined) {
    return readSecret(tokenFile, 'the control token', terminal);
  }
  const set = data === undefined ? (terminal.env['QUHAO_TOKEN'] ?? '').trim() : '';
  if (set !== '') {
    return set;
  }
  const file = join(folder, 'control-token');
  if (!/^https?:\/\/(127\.|localhost[:/]|localhost$|\[::1\])/.test(url)) {
    throw new CliError(
      `${url} is another machine: give its control token in QUHAO_TOKEN or --token-file FILE (- reads standard input)`,
      EXIT_USAGE,
    );
  }
  const token = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      `there is no control token: QUHAO_TOKEN is not set, and ${file} cannot be read (${error.code}). Name the folder with --data, or the file with --token-file`,
      EXIT_ENVIRONMENT,
    );
  });
  return token.trim();
}
