import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import {
  type ClientDialect,
  loadDialect,
  ProblemError,
  type Simulator,
  startSimulator,
} from '../../../simulator/src/simulator.ts';
import type { RawTargets } from '../canary.ts';
import type { CleanupStack } from '../cleanup-stack.ts';
import type { GatewayAddress } from '../device/gateway-address.ts';
import { EMULATOR_HOST, type GatewayRoute } from '../device/gateway-route.ts';
import type { HostRoute } from '../device/host-route.ts';
import { UsageError } from '../errors.ts';
import { Gateway, type GatewayParts, type GatewayScope, type ReadyApp } from '../gateway.ts';
import type { Facts } from '../observations.ts';
import { Redactor } from '../redact.ts';

export const LOOPBACK = '127.0.0.1';
/** The SIM's subscriber, and the addresses of its bearers: the first is that of mobile data. */
export const SIM = { subscriber: '15400000001', sessions: ['10.64.0.7', LOOPBACK] } as const;
export const APP_ID = '300000000001';
const CA_PATH = '/quhao/ca.pem';
const PREFETCH_PATH = '/unisdk/rs/getPrePhonescrip';
const TOKEN_PATH = '/unisdk/rs/getAuthToken';

/** Reads the dialect once before anything is started. Throws UsageError. */
export async function requireDialect(file: string | undefined): Promise<void> {
  if (file === undefined) {
    return;
  }
  try {
    await loadDialect(file);
  } catch (error) {
    throw error instanceof ProblemError ? new UsageError(`--dialect: ${error.message}`, { cause: error }) : error;
  }
}

export type Secrets = Pick<ReadyApp, 'appKey' | 'appSecret'>;

/** A simulator as the testbed uses it: its own in this process, or the user's in another one. */
export interface TestbedGateway extends Pick<Simulator, 'host' | 'ports' | 'urls' | 'rootPem' | 'gatewayKey' | 'controlToken'> {
  readonly defaultScope: GatewayScope;
}

export interface GatewaySetup {
  readonly secrets: Secrets;
  readonly routes: readonly HostRoute[];
  readonly dialect: ClientDialect | null;
  readonly gatewayAt: GatewayAddress | null;
}

/** Starts the simulator with the ready app and its subscriber. */
export async function startGateway(
  { secrets, routes, dialect, gatewayAt }: GatewaySetup,
  cleanup: CleanupStack,
): Promise<Simulator> {
  const place = gatewayAt === null ? {} : { host: gatewayAt.listen, ports: gatewayAt.ports ?? {} };
  const simulator = await startSimulator({
    ...place,
    ...(dialect === null ? {} : { dialect }),
    forRoutedClients: routes.length > 0,
    // A client that asks for an address names none: the certificate has it.
    certificateHosts: [
      EMULATOR_HOST,
      ...(gatewayAt === null ? [] : [gatewayAt.host]),
      ...routes.map(({ host }) => host).filter((host) => isIP(host) !== 0),
    ],
    apps: [{ appid: APP_ID, ...secrets }],
    subscribers: [{ msisdn: SIM.subscriber }],
    sessions: SIM.sessions.map((address) => ({ msisdn: SIM.subscriber, address })),
  });
  cleanup.defer(() => simulator.close());
  return simulator;
}

interface GatewayUse {
  readonly app: ReadyApp;
  readonly dialect: ClientDialect | null;
  readonly isTheUsers: boolean;
}

export function gatewayOf({ host, urls, defaultScope }: TestbedGateway, { app, dialect, isTheUsers }: GatewayUse): Gateway {
  return new Gateway({
    isTheUsers,
    scope: defaultScope,
    app,
    ...SIM,
    exchangeUrl: urls.exchange,
    ...(host === LOOPBACK ? {} : { exchangeFrom: host }),
    ...fieldReader(dialect),
  });
}

export function simulatorLine({ host, ports }: Pick<TestbedGateway, 'host' | 'ports'>, dialect: ClientDialect | null): string {
  const spoken = dialect === null ? '' : ` · dialect ${dialect.name}`;
  return `simulator   bearer ${host}:${ports.bearer} · token ${ports.token} (TLS) · exchange ${ports.exchange} · control ${ports.control}${spoken}`;
}

export function factsOf({ simSession, names, numberHosts, tokenHost }: GatewayRoute, routes: readonly HostRoute[]): Facts {
  const facts = { simSession, subscriber: SIM.subscriber, gatewayHosts: names, numberHosts, tokenHost };
  return routes.length === 0 ? facts : { ...facts, routes };
}

/** The journal has a dialect's fields under its own names: the dialect itself says which of them is the msgid. */
function fieldReader(dialect: ClientDialect | null): Pick<GatewayParts, 'readFields'> {
  if (dialect === null) {
    return {};
  }
  const msgidOf = (text: string): string | null => {
    try {
      const reading = dialect.readAgain?.(text) ?? dialect.read({ body: Buffer.from(text), contentType: 'application/json' });
      return reading.msgid;
    } catch {
      // A request that the dialect cannot read has none; its journal entry says why.
      return null;
    }
  };
  return {
    readFields: (fields) => {
      const msgid = msgidOf(JSON.stringify(fields));
      return msgid === null ? fields : { ...fields, msgid };
    },
  };
}

export function targetsOf({ hosts }: Pick<GatewayRoute, 'hosts'>, dialect: ClientDialect | null): RawTargets {
  const pathOf = (operation: string, own: string): string =>
    dialect?.paths.find((row) => row.operation === operation)?.path ?? own;
  return {
    ca: hosts.mobile + CA_PATH,
    prefetch: hosts.mobile + pathOf('prefetch', PREFETCH_PATH),
    'get-token': hosts.token + pathOf('get-token', TOKEN_PATH),
  };
}

export function redactorFor(secrets: Secrets, controlToken: string): Redactor {
  const redactor = new Redactor();
  redactor.add(secrets.appKey, 'appKey');
  redactor.add(secrets.appSecret, 'appSecret');
  redactor.add(controlToken, 'controlToken');
  redactor.add(SIM.subscriber, 'whole number');
  return redactor;
}

export function hexKey(): string {
  return randomBytes(16).toString('hex').toUpperCase();
}
