import type { App, Operator, Plane, Session, Settings, Subscriber } from '../api.ts';
import { checkReader } from '../dialects/number-check.ts';
import { loginReader } from '../dialects/operator-server.ts';
import type { ClientDialect } from '../dialects/quhao-1.ts';
import type { Attempt } from '../operations/operation.ts';
import type { TokenAttempt } from '../operations/get-token.ts';
import type { LoginAttempt } from '../operations/login-token-validate.ts';
import type { PrefetchAttempt } from '../operations/prefetch.ts';
import type {
  CheckRequest,
  LoginRequest,
  OpenedPrefetch,
  PrefetchRequest,
  Reading,
  RequestReader,
  TokenRequest,
} from '../operations/requests.ts';
import type { CheckAttempt } from '../operations/token-validate.ts';
import type { World } from '../scope/scope.ts';
import type { ScripRecord, TokenRecord } from '../store/store.ts';
import type { BeginParts } from './operation-handler.ts';
import { type NumberRequestBase, numberRequestBase, redirectUrl } from './number-request-base.ts';

/** Every operation's attempt as it begins. Classes, since one is made for every request, and a literal that spreads another costs microseconds. */

class Begun<Q> implements Attempt<Q> {
  readonly world: World;
  readonly settings: Settings;
  readonly plane: Plane;
  readonly now: number;
  readonly reading: Reading;
  readonly app: App | undefined;
  readonly reader: RequestReader<Q>;
  request: Q | undefined;
  msisdn: string | undefined;
  presented: string | undefined;
  issued: string | undefined;

  constructor({ arrival, world, reading, app }: BeginParts, reader: RequestReader<Q>) {
    this.world = world;
    this.settings = world.settings;
    this.plane = arrival.plane;
    this.now = world.nowOn(arrival.plane);
    this.reading = reading;
    this.app = app;
    this.reader = reader;
  }
}

export class BegunPrefetch extends Begun<PrefetchRequest> implements PrefetchAttempt {
  declare readonly reader: ClientDialect['prefetch'];
  readonly address: string | null;
  opened: OpenedPrefetch | undefined;
  session: Session | undefined;
  subscriber: Subscriber | undefined;
  retrievals: number | undefined;
  readonly #base: NumberRequestBase;
  readonly #parts: BeginParts;

  constructor(parts: BeginParts, reader: ClientDialect['prefetch']) {
    super(parts, reader);
    this.address = parts.arrival.connection.address;
    this.#base = numberRequestBase(parts.route.prefixed, parts.arrival.host);
    this.#parts = parts;
  }

  get host(): Operator {
    return this.#base.operator;
  }

  redirectTo(operator: Operator): string {
    const { arrival, route } = this.#parts;
    const { localAuthority } = arrival.connection;
    return redirectUrl(this.#base, operator, { host: arrival.host, localAuthority, path: route.path });
  }
}

export class BegunToken extends Begun<TokenRequest> implements TokenAttempt {
  scrip: ScripRecord | undefined;
  subscriber: Subscriber | undefined;
  unusedTokens: number | undefined;
}

export class BegunLogin extends Begun<LoginRequest> implements LoginAttempt {
  declare readonly reader: typeof loginReader;
  readonly address: string;
  token: TokenRecord | undefined;
  calls: number | undefined;

  constructor(parts: BeginParts) {
    super(parts, loginReader);
    this.address = callerOf(parts);
  }
}

export class BegunCheck extends Begun<CheckRequest> implements CheckAttempt {
  declare readonly reader: typeof checkReader;
  readonly address: string;
  token: TokenRecord | undefined;
  isOwn: boolean | undefined;
  subscriber: Subscriber | undefined;

  constructor(parts: BeginParts) {
    super(parts, checkReader);
    this.address = callerOf(parts);
  }
}

function callerOf({ arrival, world }: BeginParts): string {
  return world.settings.callerAddress ?? arrival.connection.address ?? '';
}
