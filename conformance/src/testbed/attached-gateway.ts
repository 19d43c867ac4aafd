import { type App, connectSimulator, READY_APP } from '../../../simulator/src/simulator.ts';
import { TestbedError, UsageError } from '../errors.ts';
import { type Secrets, SIM, type TestbedGateway } from './testbed-gateway.ts';

/** The control API of a simulator that runs already. */
export interface ServerPlace {
  readonly url: string;
  readonly token: string;
}

export interface AttachedGateway {
  readonly gateway: TestbedGateway;
  /** The keys of its ready app. */
  readonly secrets: Secrets;
}

/** Attaches to a simulator of the user's. Nothing of it is reset; the SIM's session is added where it has none. Throws UsageError, TestbedError. */
export async function attachGateway({ url, token }: ServerPlace): Promise<AttachedGateway> {
  const remote = connectSimulator({ url, token });
  try {
    const scope = remote.defaultScope;
    const [host, ports, urls, rootPem, gatewayKey] = await Promise.all([
      remote.host(),
      remote.ports(),
      remote.urls(),
      remote.rootPem(),
      remote.gatewayKey(),
    ]);
    const app = await scope.app(READY_APP.appid).catch(() => null);
    const secrets = secretsOf(app, url);
    const known = new Set((await scope.sessions()).map(({ address }) => address));
    for (const address of SIM.sessions.filter((one) => !known.has(one))) {
      await scope.leaseSession({ msisdn: SIM.subscriber, address });
    }
    return { gateway: { host, ports, urls, rootPem, gatewayKey, controlToken: token, defaultScope: scope }, secrets };
  } catch (error) {
    if (error instanceof UsageError) {
      throw error;
    }
    throw new TestbedError('OPEN', `the gateway at ${url} cannot be used: ${reasonOf(error)}`, { cause: error });
  }
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

function secretsOf(app: App | null, url: string): Secrets {
  if (app === null) {
    throw new UsageError(`the gateway at ${url} has no app ${READY_APP.appid}: the probe calls with the ready app's keys`);
  }
  return { appKey: app.appKey, appSecret: app.appSecret };
}
