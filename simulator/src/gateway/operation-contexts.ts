import { checkReader } from '../dialects/number-check.ts';
import { loginReader } from '../dialects/operator-server.ts';
import type { ClientDialect } from '../dialects/quhao-1.ts';
import type { App, Session, Settings, Subscriber } from '../model/documents.ts';
import type { Plane } from '../model/operations.ts';
import type { Operator } from '../model/operators.ts';
import type { Refusal } from '../model/refusal.ts';
import type { TokenContext } from '../operations/get-token.ts';
import type { LoginContext } from '../operations/login-token-validate.ts';
import type { OperationContext } from '../operations/operation.ts';
import type { PrefetchContext } from '../operations/prefetch.ts';
import type {
  CheckRequest,
  LoginRequest,
  OpenedPrefetch,
  PrefetchRequest,
  Reading,
  RequestReader,
  TokenRequest,
} from '../operations/requests.ts';
import type { CheckContext } from '../operations/token-validate.ts';
import type { Scope } from '../scope/scope.ts';
import type { Bearer } from '../scope/scope-directory.ts';
import type { ScripRecord, TokenRecord } from '../store/records.ts';
import type { Epoch } from '../store/store.ts';
import { type NumberRequestBase, numberRequestBase, redirectUrl } from './number-request-base.ts';
import type { OperationStart } from './operation-run.ts';

/** The context of each operation at its start. Classes: one is made for every request, and a literal that spreads another costs microseconds. */

class ConnectedContext<Q> implements OperationContext<Q> {
  readonly scope: Scope;
  readonly epoch: Epoch;
  readonly settings: Settings;
  readonly plane: Plane;
  readonly now: number;
  readonly reading: Reading;
  readonly app: App | undefined;
  readonly reader: RequestReader<Q>;
  request: Q | undefined;
  msisdn: string | undefined;
  latencyMs = 0;
  presented: string | undefined;
  issued: string | undefined;

  constructor({ inbound, scope, epoch, reading, app }: OperationStart, reader: RequestReader<Q>) {
    this.scope = scope;
    this.epoch = epoch;
    this.settings = scope.settings;
    this.plane = inbound.plane;
    this.now = scope.nowOn(inbound.plane);
    this.reading = reading;
    this.app = app;
    this.reader = reader;
  }
}

export class ConnectedPrefetchContext extends ConnectedContext<PrefetchRequest> implements PrefetchContext {
  declare readonly reader: ClientDialect['prefetch'];
  readonly address: string | null;
  readonly bearer: Bearer | undefined;
  opened: OpenedPrefetch | undefined;
  session: Session | undefined;
  subscriber: Subscriber | undefined;
  retrievals: number | undefined;
  readonly #base: NumberRequestBase;
  readonly #start: OperationStart;

  constructor(start: OperationStart, reader: ClientDialect['prefetch']) {
    super(start, reader);
    const { connection, bearer } = start.inbound;
    this.address = connection.address;
    this.bearer = bearer !== undefined && isSameEpoch(bearer.epoch, start.epoch) ? bearer : undefined;
    this.#base = numberRequestBase(start.route.prefixed, start.inbound.host);
    this.#start = start;
  }

  get host(): Operator {
    return this.#base.operator;
  }

  redirectTo(operator: Operator): string {
    const { inbound, route } = this.#start;
    const { localAuthority } = inbound.connection;
    return redirectUrl(this.#base, operator, { host: inbound.host, localAuthority, path: route.path });
  }
}

export class ConnectedTokenContext extends ConnectedContext<TokenRequest> implements TokenContext {
  scrip: ScripRecord | undefined;
  subscriber: Subscriber | undefined;
  unusedTokens: number | undefined;
}

export class ConnectedLoginContext extends ConnectedContext<LoginRequest> implements LoginContext {
  declare readonly reader: typeof loginReader;
  readonly address: string;
  token: TokenRecord | undefined;
  calls: number | undefined;

  constructor(start: OperationStart) {
    super(start, loginReader);
    this.address = callerOf(start);
  }
}

export class ConnectedCheckContext extends ConnectedContext<CheckRequest> implements CheckContext {
  declare readonly reader: typeof checkReader;
  readonly address: string;
  token: TokenRecord | undefined;
  isOwn: boolean | undefined;
  doubt: Refusal | undefined;
  subscriber: Subscriber | undefined;

  constructor(start: OperationStart) {
    super(start, checkReader);
    this.address = callerOf(start);
  }
}

function callerOf({ inbound, scope }: OperationStart): string {
  return scope.settings.callerAddress ?? inbound.connection.address ?? '';
}

function isSameEpoch(one: Epoch, other: Epoch): boolean {
  return one.scope === other.scope && one.number === other.number;
}
