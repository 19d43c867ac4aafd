import { loginBody, newMsgid, openPrefetchAnswer, prefetchBody, READY_APP, tokenBody } from '../test/support/sdk.ts';
import { ask } from './balanced-client.ts';
import type { Balancer } from './balancer.ts';
import type { InstanceFacts } from './instance-process.ts';
import { CODES, type SeenRequest } from './judge-requests.ts';

export interface LoginParts {
  readonly balancer: Balancer;
  readonly facts: Pick<InstanceFacts, 'rootPem' | 'gatewayKey'>;
  readonly flows: number;
  /** Called after each flow with how many there were. */
  readonly flown: (count: number) => void;
}

export const LANES = 32;
const PATHS = {
  prefetch: '/unisdk/rs/getPrePhonescrip',
  token: '/unisdk/rs/getAuthToken',
  login: '/unisdk/rsapi/loginTokenValidate',
} as const;
/** Every so many tokens are exchanged by two clients at once, and every so many again afterwards. */
const TWICE = 7;
const AGAIN = 5;
/** A server that was killed is back within a second; a loaded machine takes its time. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 100;

/** The address of a lane: a phone of its own. */
export function addressOf(lane: number): string {
  return `127.0.9.${lane + 1}`;
}

export function numberOf(lane: number): string {
  return `154000091${String(lane).padStart(2, '0')}`;
}

/** Logins over the balancer, from phones that go on whatever happens, and what they saw. */
export class Logins {
  readonly #parts: LoginParts;
  readonly #seen: SeenRequest[] = [];
  #clock = 0;
  #flown = 0;
  #lost = 0;
  #last = 'none';

  constructor(parts: LoginParts) {
    this.#parts = parts;
  }

  /** Requests whose clients do not know what came of them. */
  get lost(): number {
    return this.#lost;
  }

  async run(): Promise<readonly SeenRequest[]> {
    let next = 0;
    const lane = async (number: number): Promise<void> => {
      for (let flow = next++; flow < this.#parts.flows; flow = next++) {
        await this.#flow(number, flow);
        this.#flown += 1;
        this.#parts.flown(this.#flown);
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
    return this.#seen;
  }

  async #flow(lane: number, flow: number): Promise<void> {
    const token = await this.#untilKnown(async () => {
      const scrip = await this.#untilKnown(() => this.#prefetch(lane));
      return this.#token(lane, scrip);
    });
    const exchange = (): Promise<string | null> => this.#exchange(lane, token);
    await Promise.all(flow % TWICE === 0 ? [this.#untilKnown(exchange), exchange()] : [this.#untilKnown(exchange)]);
    if (flow % AGAIN === 0) {
      await exchange();
    }
  }

  /** Tries again while nobody knows what came of it. */
  async #untilKnown(act: () => Promise<string | null>): Promise<string> {
    for (const began = performance.now(); performance.now() - began < PATIENCE_MS; ) {
      const known = await act();
      if (known !== null) {
        return known;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    throw new Error(`no success and no final answer in ${PATIENCE_MS / 1000} s; the last answer: ${this.#last}`);
  }

  /** A scrip; null where there is no answer. */
  async #prefetch(lane: number): Promise<string | null> {
    const { body, sessionKey } = prefetchBody(this.#parts.facts, READY_APP);
    const answer = await this.#ask('prefetch', 'bearerProxy', { lane, body, path: PATHS.prefetch });
    return answer?.['resultCode'] === CODES.success ? (openPrefetchAnswer(answer, sessionKey)['scrip'] ?? null) : null;
  }

  async #token(lane: number, scrip: string): Promise<string | null> {
    const body = tokenBody(scrip, READY_APP);
    const answer = await this.#ask('get-token', 'tokenProxy', { lane, body, path: PATHS.token });
    return answer?.['token'] ?? null;
  }

  async #exchange(lane: number, token: string): Promise<string | null> {
    const body = loginBody(token, READY_APP, { msgid: newMsgid() });
    const answer = await this.#ask('login-token-validate', 'exchangeProxy', { lane, body, path: PATHS.login });
    return answer?.['resultCode'] ?? null;
  }

  async #ask(
    operation: SeenRequest['operation'],
    listener: Parameters<Balancer['socketOf']>[0],
    { lane, body, path }: { readonly lane: number; readonly body: Readonly<Record<string, unknown>>; readonly path: string },
  ): Promise<Readonly<Record<string, string>> | null> {
    const { balancer, facts } = this.#parts;
    const begin = this.#tick();
    const isTls = listener === 'tokenProxy';
    const answer = await ask({
      ...{ socketPath: balancer.socketOf(listener), from: addressOf(lane), path, body },
      ...(isTls ? { rootPem: facts.rootPem } : {}),
    });
    const token = operation === 'get-token' ? (answer?.['token'] ?? '') : String(body['token'] ?? '');
    const code = answer?.['resultCode'] ?? null;
    this.#lost += code === null ? 1 : 0;
    this.#last = `${operation} ${code ?? 'none'}`;
    this.#seen.push({ operation, msgid: String(body['msgid']), token, begin, end: this.#tick(), code });
    return answer;
  }

  #tick(): number {
    this.#clock += 1;
    return this.#clock;
  }
}
