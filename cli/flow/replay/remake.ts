import type { App } from '../../../simulator/src/model/documents.ts';
import type { RawRequest } from '../../../simulator/src/model/journal.ts';
import { PATHS } from '../../../simulator/src/model/paths.ts';
import { operatorTime } from '../../../simulator/src/protocol/times.ts';
import { CliError } from '../../cli-error.ts';
import { EXIT_USAGE } from '../../exit-codes.ts';
import type { FoundServer } from '../../server/server-command.ts';
import { checkSign, loginSign, newMsgid } from '../../token/server-call.ts';
import { exchangeTime } from '../../token/token.ts';
import { type Fields, sealPrefetch, signTokenRequest } from './sdk-requests.ts';

/** A request that was edited and signed anew. */
export interface Remade {
  readonly request: RawRequest;
  /** What opens the answer of a number request. */
  readonly sessionKey: Buffer | null;
}

/** Gives a recorded request a new msgid and time, changes what is set, and signs it with the keys that the simulator holds. */
export async function remake(server: FoundServer, recorded: RawRequest, set: Fields): Promise<Remade> {
  const { operation, target, entry } = recorded;
  // Those of the dialect quhao-1; another one cannot be signed here.
  const path = operation === 'prefetch' || operation === 'get-token' ? PATHS[operation] : undefined;
  if (operation === null || (path !== undefined && !target.endsWith(path))) {
    throw new CliError(`entry ${entry} is no request of the dialect quhao-1: send it --as-is`, EXIT_USAGE);
  }
  const body = parseBody(recorded);
  if (operation === 'token-validate') {
    return { request: withBody(recorded, await remakeCheck(server, body, set)), sessionKey: null };
  }
  const time = operatorTime(await exchangeTime(server));
  const fields: Fields = { ...textFields(body), msgid: newMsgid(), systemtime: time, ...set };
  const app = await appFor(server, fields['appid']);
  if (operation === 'login-token-validate') {
    return { request: withBody(recorded, { ...fields, sign: set['sign'] ?? loginSign(app, fields) }), sessionKey: null };
  }
  if (operation === 'get-token') {
    return { request: withBody(recorded, { ...signTokenRequest(fields, app), ...signOf(set) }), sessionKey: null };
  }
  const key = (await server.scope.keys()).findLast(({ state }) => state === 'current');
  if (key === undefined) {
    throw new CliError('the gateway has no key to seal for', EXIT_USAGE);
  }
  const sealed = sealPrefetch(fields, app, key);
  return { request: withBody(recorded, { ...sealed.fields, ...signOf(set) }), sessionKey: sealed.sessionKey };
}

function signOf({ sign }: Fields): Fields {
  return sign === undefined ? {} : { sign };
}

type Json = Readonly<Record<string, unknown>>;

async function remakeCheck(server: FoundServer, { header, body }: Json, set: Fields): Promise<Json> {
  const inHeader = ['version', 'msgId', 'timestamp', 'appId'];
  const pick = (isWanted: (name: string) => boolean): Fields =>
    Object.fromEntries(Object.entries(set).filter(([name]) => isWanted(name)));
  const { timestamp } = Object(header) as Fields;
  // The number stays sealed for the time that it was hashed with.
  const head = { ...textFields(Object(header) as Json), msgId: newMsgid(), ...pick((name) => inHeader.includes(name)) };
  const inner = { ...textFields(Object(body) as Json), ...pick((name) => !inHeader.includes(name)) };
  const app = await appFor(server, (head as Fields)['appId']);
  const sign = set['sign'] ?? checkSign(app, { timestamp: timestamp ?? '', ...head, ...inner });
  return { header: head, body: { ...inner, sign } };
}

function parseBody({ body, entry }: RawRequest): Json {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body, 'base64').toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
      return parsed as Json;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
  }
  throw new CliError(`the body of entry ${entry} is no JSON object, so no field can be changed: send it --as-is`, EXIT_USAGE);
}

function textFields(body: Json): Fields {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : String(value)]),
  );
}

function withBody(recorded: RawRequest, body: object): RawRequest {
  return { ...recorded, body: Buffer.from(JSON.stringify(body)).toString('base64') };
}

async function appFor({ scope }: FoundServer, appid: string | undefined): Promise<App> {
  const app = (await scope.apps()).find((candidate) => candidate.appid === appid);
  if (app === undefined) {
    throw new CliError(
      `scope ${scope.id} has no app ${appid ?? 'of that id'}, so nothing can be signed for it: --as-is sends what was recorded, --set appid=… another app's`,
      EXIT_USAGE,
    );
  }
  return app;
}
