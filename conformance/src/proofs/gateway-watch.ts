import type { Bearer } from '../check.ts';
import type { Gateway } from '../gateway.ts';
import type { GatewayRequest } from '../observations.ts';
import { type Carriage, type ConnectionWatch, type SeenSocket, WHOLE_ROW } from './carriage.ts';
import { type GatewayProof, PROOFS } from './proof-table.ts';

/** The address that the gateway sees of each bearer; null where the bearer does not lead to it. */
export type BearerSources = Readonly<Record<Bearer, string | null>>;

const NO_BYTES = { wifi: 0, cellular: 0 } as const;

/** Reads in the gateway's journal which address each of a row's requests came from. */
export class GatewayWatch implements ConnectionWatch {
  readonly #gateway: Pick<Gateway, 'requests'>;
  readonly #proof: GatewayProof;
  readonly #sources: BearerSources;
  readonly #after: number;
  readonly #steps: string[] = [WHOLE_ROW];
  #sockets: readonly SeenSocket[] = [];

  private constructor(gateway: Pick<Gateway, 'requests'>, watched: Watched, after: number) {
    this.#gateway = gateway;
    this.#proof = watched.proof;
    this.#sources = watched.sources;
    this.#after = after;
  }

  static async start(gateway: Pick<Gateway, 'requests' | 'lastRequest'>, watched: Watched): Promise<GatewayWatch> {
    return new GatewayWatch(gateway, watched, await gateway.lastRequest());
  }

  get last(): number {
    return this.#sockets.length;
  }

  async mark(step: string): Promise<void> {
    this.#steps.push(step);
    await this.#read();
  }

  async end(): Promise<Carriage> {
    await this.#read();
    return {
      proofs: [this.#proof],
      strength: PROOFS[this.#proof].strength,
      sockets: this.#sockets,
      bytes: Object.fromEntries(this.#steps.map((step) => [step, NO_BYTES])),
    };
  }

  close(): void {
    // Nothing runs on the device.
  }

  async #read(): Promise<void> {
    const requests = await this.#gateway.requests(this.#after);
    this.#sockets = requests
      .flatMap((request) => this.#toSocket(request))
      .map((socket, index) => ({ ...socket, seq: index + 1 }));
  }

  #toSocket({ plane, session }: GatewayRequest): readonly Omit<SeenSocket, 'seq'>[] {
    if (plane !== 'bearer' && plane !== 'token') {
      return [];
    }
    return [{ plane, bearer: this.#bearerOf(session), local: session, remote: plane, uid: 0 }];
  }

  #bearerOf(session: string): SeenSocket['bearer'] {
    const { wifi, cellular } = this.#sources;
    if (session === cellular) {
      return 'cellular';
    }
    return session === wifi ? 'wifi' : 'other';
  }
}

interface Watched {
  readonly proof: GatewayProof;
  readonly sources: BearerSources;
}
