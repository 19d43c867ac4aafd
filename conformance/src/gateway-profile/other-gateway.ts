import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { TestbedError, UsageError } from '../errors.ts';
import type { GatewayCapability, TokenCapability } from './gateway-check.ts';
import type { GatewayFile } from './gateway-file.ts';
import type { GatewayTarget } from './gateway-target.ts';

const TOKEN_MS = 60_000;

/** A gateway that runs elsewhere. It is asked and never arranged. Throws UsageError where the URL is none. */
export function otherGateway(base: string, { app, endpoints, tokens, client, ca }: GatewayFile): GatewayTarget {
  const { appid, appKey, appSecret, packageName = '', certificateMd5 = '' } = app;
  return {
    name: requireUrl(base).href,
    app: {
      ...{ appid, appKey, packageName, certificateMd5 },
      appSecret: appSecret ?? appKey,
      keyMethod: appSecret === undefined ? 'MD5_APP_KEY' : 'MD5_APP_SECRET',
    },
    urls: {
      loginTokenValidate: new URL(endpoints.loginTokenValidate, base).href,
      tokenValidate: new URL(endpoints.tokenValidate, base).href,
      number: client === null ? {} : given(client.number),
      token: client?.token ?? null,
    },
    sealing: client === null ? null : { keyId: client.keyId, publicKeyPem: client.publicKeyPem },
    ca,
    number: tokens.number ?? null,
    elsewhere: null,
    capabilities: capabilitiesOf({ tokens, client }),
    arrange: async () => undefined,
    rearrange: async () => undefined,
    advance: async () => undefined,
    revokeScrips: async () => undefined,
    token: async (capability) => (tokens[capability] === undefined ? null : freshToken(tokens[capability], capability)),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

function capabilitiesOf({ tokens, client }: Pick<GatewayFile, 'tokens' | 'client'>): ReadonlySet<GatewayCapability> {
  const has: Readonly<Record<GatewayCapability, boolean>> = {
    client: client !== null,
    arrangement: false,
    'other-address': false,
    'login-token': tokens.login !== undefined || client !== null,
    'check-token': tokens.check !== undefined || client !== null,
    number: tokens.number !== undefined,
  };
  return new Set((Object.keys(has) as GatewayCapability[]).filter((capability) => has[capability]));
}

function given<T extends object>(urls: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(urls).filter(([, url]) => url !== undefined)) as never;
}

/** The last line that the owner's command prints. */
async function freshToken(command: string, capability: TokenCapability): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { timeout: TOKEN_MS }).catch((error: CommandFailure) => {
    throw new TestbedError('EXCHANGE', `the command for a ${capability} token failed: ${whyFailed(error)}`, { cause: error });
  });
  const token = stdout.trim().split('\n').at(-1)?.trim() ?? '';
  if (token === '') {
    throw new TestbedError('EXCHANGE', `the command for a ${capability} token printed nothing`);
  }
  return token;
}

/** How `execFile` tells that a command failed. */
interface CommandFailure extends Error {
  readonly code?: number | string | null;
  readonly killed?: boolean;
  readonly signal?: string | null;
  readonly stderr?: string;
}

/** In one line: how the command ended, and the first line of its complaint. */
function whyFailed({ code, killed: isKilled, signal, stderr = '' }: CommandFailure): string {
  const ended = typeof signal === 'string' ? `it was ended by ${signal}` : `exit code ${code}`;
  const how = isKilled === true ? `it did not end within ${TOKEN_MS / 1000} s` : ended;
  const complaint = stderr.trim().split('\n')[0]?.trim() ?? '';
  return complaint === '' ? how : `${how}, ${complaint}`;
}

function requireUrl(base: string): URL {
  const url = URL.parse(base);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`--url ${base} is no URL that begins with http:// or https://`);
  }
  return url;
}
