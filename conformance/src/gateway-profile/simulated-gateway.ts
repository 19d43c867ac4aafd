import { randomBytes } from 'node:crypto';
import { type ScopeHandle, type Simulator, startSimulator } from '../../../simulator/src/simulator.ts';
import type { GatewayArrange, GatewayCapability } from './gateway-check.ts';
import { GATEWAY_CAPABILITIES } from './gateway-needs.ts';
import type { GatewayTarget } from './gateway-target.ts';

/** Our own simulator as a gateway that is judged. This file alone of the profile imports it. */

const APP_ID = '300000000001';
const SUBSCRIBER = '15400000001';
const SIM = 'sim-1';
/** The address of the subscriber's session, and one that has none. */
const LOOPBACK = '127.0.0.1';
const ELSEWHERE = '127.0.0.9';

/** Other systems have no more than 127.0.0.1 of it unless somebody adds addresses. */
const HAS_WHOLE_LOOPBACK = process.platform === 'linux';

const NUMBER_PATH = '/unisdk/rs/getPrePhonescrip';
const TOKEN_PATH = '/unisdk/rs/getAuthToken';
const EXCHANGE_PATH = '/unisdk/rsapi/loginTokenValidate';
const COMPARE_PATH = '/openapi/rs/tokenValidate';

/** Leads requests past something else: given where the planes are, returns where they are asked instead. */
export type Detour = (urls: PlaneUrls, rootPem: string) => Promise<PlaneUrls>;

/** Where its planes are reached; a test puts a crooked gateway between. */
export interface PlaneUrls {
  readonly bearer: string;
  readonly token: string;
  readonly exchange: string;
}

export async function startSimulatedGateway(through: Detour = straight): Promise<GatewayTarget> {
  const secrets = { appKey: hexKey(), appSecret: hexKey() };
  const app = {
    appid: APP_ID,
    ...secrets,
    keyMethod: 'MD5_APP_SECRET',
    packageName: 'app.quhao.gateway',
    certificateMd5: 'a'.repeat(32),
  } as const;
  const simulator = await startSimulator({
    apps: [{ appid: APP_ID, ...secrets }],
    subscribers: [{ msisdn: SUBSCRIBER, sim: SIM }],
    sessions: [{ msisdn: SUBSCRIBER, address: LOOPBACK }],
  });
  const { bearer, token, exchange } = await through(simulator.urls, simulator.rootPem);
  const arrangement = new Arrangement(simulator, app);
  return {
    name: 'our own simulator',
    app,
    urls: {
      number: { mobile: bearer + NUMBER_PATH, unicom: `${bearer}/cu${NUMBER_PATH}`, telecom: `${bearer}/ct${NUMBER_PATH}` },
      token: token + TOKEN_PATH,
      loginTokenValidate: exchange + EXCHANGE_PATH,
      tokenValidate: exchange + COMPARE_PATH,
    },
    sealing: { keyId: simulator.gatewayKey.keyid, publicKeyPem: simulator.gatewayKey.spkiPem },
    ca: simulator.rootPem,
    number: SUBSCRIBER,
    elsewhere: HAS_WHOLE_LOOPBACK ? ELSEWHERE : null,
    capabilities: new Set(offered()),
    arrange: (arrange) => arrangement.begin(arrange),
    rearrange: (arrange) => arrangement.change(arrange),
    advance: async (ms) => {
      await simulator.defaultScope.advance(ms);
    },
    revokeScrips: async () => {
      await simulator.defaultScope.revokeScrips();
    },
    token: async () => null,
    [Symbol.asyncDispose]: () => simulator.close(),
  };
}

function offered(): readonly GatewayCapability[] {
  const all = Object.keys(GATEWAY_CAPABILITIES) as GatewayCapability[];
  return all.filter((capability) => capability !== 'other-address' || HAS_WHOLE_LOOPBACK);
}

async function straight(urls: PlaneUrls): Promise<PlaneUrls> {
  return urls;
}

type RegisteredApp = GatewayTarget['app'];

/** What the scope holds: each row begins with a healthy app and subscriber, and changes add up. */
class Arrangement {
  readonly #scope: ScopeHandle;
  readonly #app: RegisteredApp;
  #current: Required<Pick<GatewayArrange, 'app' | 'subscriber'>> = { app: {}, subscriber: {} };

  constructor({ defaultScope }: Simulator, app: RegisteredApp) {
    this.#scope = defaultScope;
    this.#app = app;
  }

  async begin(arrange: GatewayArrange): Promise<void> {
    await this.#scope.reset();
    this.#current = { app: {}, subscriber: {} };
    const { scripLifeMs, scripUse, callerAddress } = arrange;
    await this.#scope.putSettings({
      ...(scripLifeMs === undefined ? {} : { scripLifeMs }),
      ...(scripUse === undefined ? {} : { scripUse }),
      ...(callerAddress === undefined ? {} : { callerAddress }),
    });
    await this.change(arrange);
  }

  async change({ app = {}, subscriber = {} }: GatewayArrange): Promise<void> {
    this.#current = { app: { ...this.#current.app, ...app }, subscriber: { ...this.#current.subscriber, ...subscriber } };
    const { topUp, ...registered } = this.#current.app;
    await this.#scope.putApp({
      ...this.#app,
      operators: ['mobile', 'unicom', 'telecom'],
      ...registered,
      ...(topUp === undefined ? {} : { topUps: [{ calls: topUp, at: this.#scope.now() }] }),
    });
    await this.#scope.putSubscriber({ msisdn: SUBSCRIBER, sim: SIM, ...this.#current.subscriber });
  }
}

function hexKey(): string {
  return randomBytes(16).toString('hex').toUpperCase();
}
