import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ClientDialect, quhao1 } from '../dialects/quhao-1.ts';
import { PAGES } from '../faults/pages.ts';
import { type Hits, NO_HITS } from '../model/fault-stages.ts';
import type { TraceStep } from '../model/journal.ts';
import type { Plane } from '../model/operations.ts';
import { resultCode } from '../model/result-codes.ts';
import type { Reading } from '../operations/requests.ts';
import { type HttpAnswer, htmlAnswer, jsonAnswer, textAnswer } from '../protocol/http-answer.ts';
import { operatorTime } from '../protocol/times.ts';
import { changeState } from '../scope/change-state.ts';
import type { Scope } from '../scope/scope.ts';
import type { ResolvedScope, ScopeRegistry } from '../scope/scope-registry.ts';
import type { Connection } from '../transport/connection.ts';
import { readRawBody } from '../transport/raw-body.ts';
import { writeAnswer } from '../transport/write-answer.ts';
import { bearerState } from './bearer-state.ts';
import { certificateAnswer, isCertificateAsked } from './certificate-page.ts';
import { deliver, shaped, toldAnswer } from './deliver.ts';
import { type InboundRequest, inboundRequestOf } from './inbound-request.ts';
import { passedStep } from './operation-handler.ts';
import { type Happened, type RecordedAnswer, RequestRecord } from './request-record.ts';
import { makeHandlers, makeRoutes, type Route } from './routes.ts';
import {
  describeBearerState,
  describeCertificate,
  describeRestart,
  describeSwitchedOff,
  describeTooLarge,
  describeUnknownRoute,
} from './steps-without-operation.ts';

export interface GatewayParts {
  readonly scopes: ScopeRegistry;
  readonly dialect?: ClientDialect;
  /** Served to whoever asks for it on the bearer plane. */
  readonly rootPem: string;
  /** Unknown errors, with the id that the caller was given. */
  readonly report: (id: string, error: unknown) => void;
  /** Ends a scope's connections, as if the process had died and come back: the ports are still there. */
  readonly dropConnections: (scope: string) => Promise<void>;
}

const TOO_LARGE = 'a body has at most 16 KiB\n';
const REQUEST_STAGES = ['state', 'outcome', 'body', 'timing', 'transport'] as const;

/**
 * The operator's side of the three planes. Each request goes one way: body, scope, faults chosen, checks and effect, journal, answer
 * (design/architecture.md, "The way of a number request").
 */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #scopes: ScopeRegistry;
  readonly #routes: ReturnType<typeof makeRoutes>;
  readonly #handlers: ReturnType<typeof makeHandlers>;
  #connections = 0;

  constructor(parts: GatewayParts) {
    const dialect = parts.dialect ?? quhao1;
    this.#parts = parts;
    this.#scopes = parts.scopes;
    this.#routes = makeRoutes(dialect);
    this.#handlers = makeHandlers(dialect);
  }

  /** Tells a mistake of ours; its id goes to whoever can be answered. */
  report(error: unknown): string {
    const id = randomUUID();
    this.#parts.report(id, error);
    return id;
  }

  /** Connections are numbered over all listeners: the number stands in the journal. */
  nextConnectionId(): number {
    this.#connections += 1;
    return this.#connections;
  }

  /** A listener's part of a plane. Express is passed by: its layers cost more than the operations, and it cannot read every target that HTTP can. */
  serve(plane: Plane, request: IncomingMessage, response: ServerResponse, connection: Connection): void {
    readRawBody(request, (body) => {
      if (connection.givenUp !== response) {
        void this.#serve(inboundRequestOf(request, plane, connection, body), response);
      }
    });
  }

  async #serve(inbound: InboundRequest, response: ServerResponse): Promise<void> {
    try {
      if (inbound.plane !== 'exchange' && (await this.#answeredByBearer(inbound, response))) {
        return;
      }
      const route = this.#routeOf(inbound);
      if (inbound.isTooLarge) {
        await this.#answerPlainly(inbound, { answer: textAnswer(413, TOO_LARGE), soleStep: describeTooLarge(inbound) }, response);
      } else if (route !== undefined) {
        await this.#operate(inbound, route, response);
      } else if (isCertificateAsked(inbound)) {
        const answer = certificateAnswer(this.#parts.rootPem);
        await this.#answerPlainly(inbound, { answer, soleStep: describeCertificate(inbound) }, response);
      } else {
        await this.#refuseIllegal(inbound, response);
      }
    } catch (error) {
      const id = this.report(error);
      if (response.headersSent) {
        response.destroy();
      } else {
        writeAnswer(response, textAnswer(500, `internal error ${id}\n`));
      }
    }
  }

  /** Exact method and raw target; undefined where that is no operation of the plane. */
  #routeOf({ plane, method, target }: InboundRequest): Route | undefined {
    return method === 'POST' ? this.#routes[plane].get(target) : undefined;
  }

  async #operate(inbound: InboundRequest, route: Route, response: ServerResponse): Promise<void> {
    const handler = this.#handlers[route.operation];
    const reading = handler.read(inbound);
    const choosing = reading.appid === null ? null : this.#scopes.chooseByApp(reading.appid);
    // Awaited only where there is something to wait for: each await costs, and this is run for every request.
    const byApp = choosing instanceof Promise ? await choosing : choosing;
    const chosen = byApp ?? (await this.#chooseWithoutApp(inbound));
    const { scope, app } = chosen;
    inbound.connection.servedBy = scope.id;
    const at = scope.clock.now();
    const operation = route.operation;
    if (scope.settings.switchedOff.includes(operation)) {
      this.#sayBusy({ at, inbound, chosen, operation }, response);
      return;
    }
    const ask = (step: number | null, taken: Hits = NO_HITS): Hits =>
      scope.faults.take({
        plane: inbound.plane,
        operation,
        fields: reading.fields,
        now: at,
        stages: taken === NO_HITS ? REQUEST_STAGES : REQUEST_STAGES.filter((stage) => taken[stage] === undefined),
        passedStep: step,
      });
    const early = scope.faults.isEmpty ? NO_HITS : ask(null);
    if (early.state !== undefined && (await this.#changeState(scope, early, reading, inbound))) {
      const soleStep = describeRestart(early.state.id);
      record({ at, inbound, chosen, operation, ran: null, soleStep, hits: early }, null);
      await this.#parts.dropConnections(scope.id);
      inbound.connection.raw.destroy();
      return;
    }
    const ran = handler.begin({ inbound, route, scope, reading, app });
    await ran.run(early.outcome === undefined ? 'whole' : 'rules-only');
    const hits = scope.faults.hasLateRules ? { ...ask(passedStep(ran), early), ...early } : early;
    const { body, code, contentType } = ran.render(hits.outcome?.effect.code ?? null);
    const latencyMs = operation === 'prefetch' ? await this.#latencyOf(scope, ran.context.msisdn) : 0;
    this.#finish(
      { at, inbound, chosen, operation, ran, soleStep: null, hits },
      { answer: jsonAnswer(body, contentType), code, latencyMs },
      response,
    );
  }

  /** What the operator takes over this subscriber's number requests. */
  async #latencyOf(scope: Scope, msisdn: string | undefined): Promise<number> {
    return msisdn === undefined ? 0 : ((await scope.directory.subscriber(msisdn))?.latencyMs ?? 0);
  }

  async #refuseIllegal(inbound: InboundRequest, response: ServerResponse): Promise<void> {
    const chosen = await this.#chooseWithoutApp(inbound);
    const at = chosen.scope.clock.now();
    const { code, cause } = resultCode('ILLEGAL_REQUEST');
    const { faults } = chosen.scope;
    const hits = faults.take({
      plane: inbound.plane,
      operation: null,
      fields: {},
      now: at,
      stages: REQUEST_STAGES,
      passedStep: null,
    });
    const soleStep = describeUnknownRoute(inbound, this.#routes);
    const told = hits.outcome?.effect.code ?? code;
    const systemtime = operatorTime(chosen.scope.nowOn(inbound.plane));
    const body = JSON.stringify({ inresponseto: '', systemtime, resultCode: told, desc: cause });
    const made = { answer: jsonAnswer(body), code: told, latencyMs: 0 };
    this.#finish({ at, inbound, chosen, operation: null, ran: null, soleStep, hits }, made, response);
  }

  /** What is no operation's, and what no rule acts on. */
  async #answerPlainly(
    inbound: InboundRequest,
    { answer, soleStep }: { readonly answer: HttpAnswer; readonly soleStep: TraceStep },
    response: ServerResponse,
  ): Promise<void> {
    const chosen = await this.#chooseWithoutApp(inbound);
    const happened = { at: chosen.scope.clock.now(), inbound, chosen, operation: null, ran: null, soleStep, hits: NO_HITS };
    const told = { status: answer.status, resultCode: null };
    record(happened, told);
    writeAnswer(response, answer);
  }

  async #chooseWithoutApp({ plane, connection }: InboundRequest): Promise<ResolvedScope> {
    const address = plane === 'bearer' ? connection.address : null;
    const chosen = await this.#scopes.choose({ address, listener: connection.scope });
    connection.servedBy = chosen.scope.id;
    return chosen;
  }

  /** True where the change ends the scope's connections, this one too. */
  async #changeState(
    scope: Scope,
    { state }: Hits,
    { fields }: Reading,
    { plane, connection }: InboundRequest,
  ): Promise<boolean> {
    if (state === undefined) {
      return false;
    }
    const text = (name: string): string | null => (typeof fields[name] === 'string' ? fields[name] : null);
    const address = plane === 'bearer' ? connection.address : null;
    await changeState(scope, state.effect.change, { address, scrip: text('scrip'), token: text('token') });
    return state.effect.change === 'RESTART' || state.effect.change === 'RESTART_WITHOUT_STATE';
  }

  #sayBusy(happened: Pick<Happened, 'at' | 'inbound' | 'chosen' | 'operation'>, response: ServerResponse): void {
    const soleStep = describeSwitchedOff(happened.operation);
    const answer = { status: 503, resultCode: null };
    record({ ...happened, ran: null, soleStep, hits: NO_HITS }, answer);
    writeAnswer(response, textAnswer(503, 'switched off\n'));
  }

  /** The last steps of every request: journal first, then the answer, with what the rules make of it. */
  #finish(happened: Happened, { answer: made, code, latencyMs }: Made, response: ServerResponse): void {
    const { inbound, chosen, hits } = happened;
    const answer = shaped(made, hits);
    const told = toldAnswer({ hits, answer }, code);
    record(happened, told);
    if (hits === NO_HITS && latencyMs === 0) {
      writeAnswer(response, answer);
      return;
    }
    deliver({ scope: chosen.scope, connection: inbound.connection, hits, answer, latencyMs }, response);
  }

  /** A bearer that has no money, no data or no life answers in the gateway's place: whatever it was when the connection began. */
  async #answeredByBearer(inbound: InboundRequest, response: ServerResponse): Promise<boolean> {
    const { connection, plane, isTooLarge } = inbound;
    const state = await bearerState(this.#scopes, connection.address);
    if (state === 'ok') {
      return false;
    }
    const chosen = await this.#scopes.choose({ address: connection.address, listener: connection.scope });
    connection.servedBy = chosen.scope.id;
    const soleStep = describeBearerState(connection.address, state);
    const happened = { at: chosen.scope.clock.now(), inbound, chosen, operation: null, ran: null, soleStep, hits: {} };
    const hasPage = state === 'arrears' && plane === 'bearer';
    const answer = hasPage ? { status: 200, resultCode: null } : null;
    record(happened, answer);
    if (hasPage) {
      writeAnswer(response, { ...htmlAnswer(PAGES.arrears), closes: isTooLarge });
    } else if (state !== 'stalled') {
      connection.raw.resetAndDestroy();
    }
    return true;
  }
}

function record(happened: Happened, answer: RecordedAnswer): void {
  const { journal } = happened.chosen.scope;
  journal.append(RequestRecord.of(happened, answer, journal.makeRoom()));
}

interface Made {
  readonly answer: HttpAnswer;
  readonly code: string;
  readonly latencyMs: number;
}
