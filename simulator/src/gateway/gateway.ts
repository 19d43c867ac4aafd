import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemClock } from '../clock.ts';
import type { ClientDialect } from '../dialects/quhao-1.ts';
import { PAGES } from '../faults/pages.ts';
import { bearerTreatment } from '../model/bearer-treatment.ts';
import { type Hits, NO_HITS } from '../model/fault-stages.ts';
import type { TraceStep } from '../model/journal.ts';
import { isReachedByBearer, type Operation, type Plane } from '../model/operations.ts';
import { resultCode } from '../model/result-codes.ts';
import type { Reading } from '../operations/requests.ts';
import { type HttpAnswer, htmlAnswer, jsonAnswer, textAnswer } from '../protocol/http-answer.ts';
import { operatorTime } from '../protocol/times.ts';
import { changeState } from '../scope/change-state.ts';
import type { Scope } from '../scope/scope.ts';
import type { ResolvedScope, ScopeResolver } from '../scope/scope-resolver.ts';
import { type Answer, withAnswer } from '../store/answer.ts';
import { EpochOverError } from '../store/epoch-over-error.ts';
import type { Share } from '../store/share.ts';
import { StoreUnreachableError } from '../store/store-unreachable-error.ts';
import type { Connection } from '../transport/connection.ts';
import { readRawBody } from '../transport/raw-body.ts';
import { sendReset } from '../transport/send-reset.ts';
import { SendingAnswer } from '../transport/sent-answer.ts';
import { writeAnswer } from '../transport/write-answer.ts';
import { appendRecord, appendUnanswered } from './append-record.ts';
import { answerPlan, deliver, shaped } from './deliver.ts';
import { guardDialect } from './guard-dialect.ts';
import { makeHandlers } from './handlers.ts';
import { type InboundRequest, inboundRequestOf } from './inbound-request.ts';
import { phonePageOf } from './phone-pages.ts';
import type { HandledRequest } from './request-record.ts';
import { makeRoutes, type Route, type Routes } from './route.ts';
import {
  describeBearerState,
  describeFailure,
  describeOvertaken,
  describePhonePage,
  describeRestart,
  describeSwitchedOff,
  describeTooLarge,
  describeUnknownRoute,
} from './steps-without-operation.ts';

export interface GatewayParts {
  readonly resolver: ScopeResolver;
  readonly dialect: ClientDialect;
  /** Served to whoever asks for it on the bearer plane. */
  readonly rootPem: string;
  /** The port of the token plane's shared listener, once it is open. */
  readonly tokenPort: () => number;
  /** Reports an unknown error; returns the id that the caller is given. */
  readonly report: (error: unknown) => string;
  /** Ends a scope's connections, as a restarted process would; the ports stay open. */
  readonly dropConnections: (scope: string) => Promise<void>;
  /** What several instances share; absent: this one is alone. */
  readonly share?: Share | undefined;
}

const TOO_LARGE = 'a body has at most 16 KiB\n';
const REQUEST_STAGES = ['state', 'outcome', 'body', 'timing', 'transport'] as const;

/** An answer before fault rules change it. */
interface MadeAnswer {
  readonly answer: HttpAnswer;
  readonly code: string;
  /** How long the operator takes to answer. */
  readonly latencyMs: number;
}

/**
 * The operator's side of the three planes. Each request goes one way: body, scope, faults, rules and effect, journal, answer (docs/architecture.md, "The
 * way of a number request").
 */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #resolver: ScopeResolver;
  readonly #routes: Routes;
  readonly #handlers: ReturnType<typeof makeHandlers>;

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    this.#resolver = parts.resolver;
    this.#routes = makeRoutes(parts.dialect);
    this.#handlers = makeHandlers(guardDialect(parts.dialect));
  }

  /** Serves a plane's listener. Express is not used: its layers cost more than the operations, and it cannot read every target that HTTP can. */
  serveOn(plane: Plane): (request: IncomingMessage, response: ServerResponse, connection: Connection) => void {
    return (request, response, connection) => {
      readRawBody(request, (body) => {
        if (connection.abandonedResponse !== response) {
          void this.#serve(inboundRequestOf({ plane, request, response, connection, body }));
        }
      });
    };
  }

  async #serve(inbound: InboundRequest): Promise<void> {
    try {
      this.#needCurrent();
      if (isReachedByBearer(inbound.plane) && (await this.#isAnsweredByBearer(inbound))) {
        return;
      }
      const route = this.#routeOf(inbound);
      if (inbound.isTooLarge) {
        await this.#answerPlainly(inbound, textAnswer(413, TOO_LARGE), describeTooLarge(inbound));
      } else if (route !== undefined) {
        await this.#operate(inbound, route);
      } else {
        await this.#answerWithoutOperation(inbound);
      }
    } catch (error) {
      await this.#fail(inbound, error);
    }
  }

  /** An instance that has not followed the others answers nothing. */
  #needCurrent(): void {
    if (this.#parts.share?.isCurrent() === false) {
      throw new StoreUnreachableError('this instance has lost the others, and takes over what they have changed when it is back');
    }
  }

  async #fail(inbound: InboundRequest, error: unknown): Promise<void> {
    if (error instanceof StoreUnreachableError) {
      answerUnreachable(inbound);
      return;
    }
    try {
      if (error instanceof EpochOverError) {
        await this.#end(inbound, describeOvertaken(error), textAnswer(503, 'reset meanwhile\n'));
        inbound.destination?.resolved.scope.share?.followSoon();
        return;
      }
      const id = this.#parts.report(error);
      await this.#end(inbound, describeFailure(error, id), textAnswer(500, `internal error ${id}\n`));
    } catch (unrecorded) {
      this.#parts.report(unrecorded);
      answerUnreachable(inbound);
    }
  }

  async #answerWithoutOperation(inbound: InboundRequest): Promise<void> {
    const page = phonePageOf(inbound);
    if (page === undefined) {
      await this.#refuseUnknownRoute(inbound);
      return;
    }
    const { rootPem, tokenPort } = this.#parts;
    await this.#answerPlainly(
      inbound,
      page.answer(inbound, { rootPem, tokenPort: tokenPort() }),
      describePhonePage(inbound, page),
    );
  }

  /** Ends a request that met no answer of an operation. */
  async #end(inbound: InboundRequest, soleStep: TraceStep, answer: HttpAnswer): Promise<void> {
    const { response, connection } = inbound;
    const { resolved, operation } = inbound.destination ?? { resolved: this.#resolveWithoutApp(inbound), operation: null };
    const handled = { at: resolved.scope.clock.now(), inbound, resolved, operation, run: null, soleStep, hits: NO_HITS };
    const sending = await appendRecord(handled, { status: answer.status, resultCode: null });
    if (response.headersSent) {
      sending.ends('nothing', 'nothing was sent: the simulator failed while it answered');
      response.destroy();
    } else {
      writeAnswer({ response, connection, sending }, answer);
    }
  }

  /** Method and raw target must match exactly; undefined where no operation of the plane has them. */
  #routeOf({ plane, method, target }: InboundRequest): Route | undefined {
    return method === 'POST' ? this.#routes[plane].get(target) : undefined;
  }

  async #operate(inbound: InboundRequest, route: Route): Promise<void> {
    const { operation } = route;
    const handler = this.#handlers[operation];
    const reading = handler.read(inbound);
    const resolving = this.#resolver.ofRequest({ appid: reading.appid, connection: inbound.connection });
    // Awaited only where it is a promise: each await costs, and this runs for every request.
    const resolved = resolving instanceof Promise ? await resolving : resolving;
    const { scope, epoch, app } = resolved;
    inbound.connection.servedBy = scope.id;
    inbound.destination = { resolved, operation };
    const at = scope.clock.now();
    if (scope.settings.switchedOff.includes(operation)) {
      await this.#answerSwitchedOff({ at, inbound, resolved, operation, reading });
      return;
    }
    const take = (passedStep: number | null, taken: Hits): Answer<Hits> =>
      scope.changeFaults((faults) =>
        faults.take({
          plane: inbound.plane,
          operation,
          fields: reading.fields,
          now: at,
          stages: taken === NO_HITS ? REQUEST_STAGES : REQUEST_STAGES.filter((stage) => taken[stage] === undefined),
          passedStep,
        }),
      );
    const early = scope.faults.isEmpty ? NO_HITS : await take(null, NO_HITS);
    if (early.state !== undefined && (await this.#isRestartedBy(early.state, { scope, reading, inbound }))) {
      const soleStep = describeRestart(early.state.id);
      const handled = { at, inbound, resolved, operation, run: null, reading, soleStep, hits: early };
      await appendUnanswered(handled, 'a fault rule restarted the gateway');
      await (scope.share === null ? this.#parts.dropConnections(scope.id) : scope.share.dropConnections());
      inbound.connection.raw.destroy();
      return;
    }
    const run = handler.start({ inbound, route, scope, epoch, reading, app });
    await run.run(early.outcome === undefined ? 'whole' : 'rules-only');
    const hits = scope.faults.hasLateRules ? { ...(await take(run.passedStep(), early)), ...early } : early;
    const { body, code, contentType } = run.render(hits.outcome?.effect.code ?? null);
    const finished = this.#finish(
      { at, inbound, resolved, operation, run, soleStep: null, hits },
      { answer: jsonAnswer(body, contentType), code, latencyMs: run.context.latencyMs },
    );
    if (finished instanceof Promise) {
      await finished;
    }
  }

  /** Answers 105313: no operation has the method and target. */
  async #refuseUnknownRoute(inbound: InboundRequest): Promise<void> {
    const resolved = this.#resolveWithoutApp(inbound);
    const { scope } = resolved;
    const at = scope.clock.now();
    const { code: ownCode, cause } = resultCode('ILLEGAL_REQUEST');
    const { plane } = inbound;
    const question = { plane, operation: null, fields: {}, now: at, stages: REQUEST_STAGES, passedStep: null };
    const hits = scope.faults.isEmpty ? NO_HITS : await scope.changeFaults((faults) => faults.take(question));
    const soleStep = describeUnknownRoute(inbound, this.#routes);
    const code = hits.outcome?.effect.code ?? ownCode;
    const systemtime = operatorTime(scope.nowOn(plane));
    const body = JSON.stringify({ inresponseto: '', systemtime, resultCode: code, desc: cause });
    const made = { answer: jsonAnswer(body), code, latencyMs: 0 };
    await this.#finish({ at, inbound, resolved, operation: null, run: null, soleStep, hits }, made);
  }

  /** Answers a request that belongs to no operation and that no fault rule acts on. */
  async #answerPlainly(inbound: InboundRequest, answer: HttpAnswer, soleStep: TraceStep): Promise<void> {
    const resolved = this.#resolveWithoutApp(inbound);
    const at = resolved.scope.clock.now();
    await sendPlainly({ at, inbound, resolved, operation: null, run: null, soleStep, hits: NO_HITS }, answer);
  }

  async #answerSwitchedOff(
    handled: Pick<HandledRequest, 'at' | 'inbound' | 'resolved' | 'reading'> & { readonly operation: Operation },
  ): Promise<void> {
    const soleStep = describeSwitchedOff(handled.operation);
    await sendPlainly({ ...handled, run: null, soleStep, hits: NO_HITS }, textAnswer(503, 'switched off\n'));
  }

  #resolveWithoutApp({ connection }: InboundRequest): ResolvedScope {
    const resolved = this.#resolver.withoutApp(connection);
    connection.servedBy = resolved.scope.id;
    return resolved;
  }

  /** Changes the scope's state as a fault rule says; true where the change is a restart, which ends the scope's connections. */
  async #isRestartedBy({ effect }: NonNullable<Hits['state']>, { scope, reading, inbound }: StateChangeParts): Promise<boolean> {
    const { fields } = reading;
    const text = (name: string): string | null => (typeof fields[name] === 'string' ? fields[name] : null);
    const address = inbound.plane === 'bearer' ? inbound.connection.address : null;
    await changeState(scope, effect.change, { address, scrip: text('scrip'), token: text('token') });
    inbound.bearer = undefined;
    return effect.change === 'RESTART' || effect.change === 'RESTART_WITHOUT_STATE';
  }

  /** The last steps of every request: the journal first, then the answer as the fault rules change it. */
  #finish(handled: HandledRequest, { answer: made, code, latencyMs }: MadeAnswer): Answer<void> {
    const { hits } = handled;
    const answer = shaped(made, hits);
    const isQuick = hits === NO_HITS && latencyMs === 0;
    const appended = appendRecord(handled, answerPlan({ hits, answer }, { body: made.body, code }), isQuick);
    return withAnswer(appended, (sending) => this.#send(handled, sending, { answer, latencyMs }));
  }

  #send(handled: HandledRequest, sending: SendingAnswer, { answer, latencyMs }: Omit<MadeAnswer, 'code'>): void {
    const { inbound, resolved, hits } = handled;
    try {
      if (hits === NO_HITS && latencyMs === 0) {
        const { response, connection } = inbound;
        writeAnswer({ response, connection, sending }, answer);
        return;
      }
      deliver({ scope: resolved.scope, inbound, hits, answer, latencyMs, sending });
    } catch (error) {
      // The entry of the failure follows: this one must not wait for an answer for ever.
      sending.ends('nothing', 'nothing was sent: the simulator failed while it answered');
      throw error;
    }
  }

  /** A bearer session that is not in state ok answers instead of the gateway, whatever its state was when the connection was accepted. */
  async #isAnsweredByBearer(inbound: InboundRequest): Promise<boolean> {
    const { connection, plane, isTooLarge } = inbound;
    inbound.bearer = await this.#resolver.bearerOf(connection);
    const state = inbound.bearer?.state ?? 'ok';
    const treatment = bearerTreatment(state, plane);
    if (treatment === 'serve') {
      return false;
    }
    const resolved = await this.#resolver.ofConnection(connection);
    const soleStep = describeBearerState(connection.address, state);
    if (resolved === null) {
      // The scope that the listener belongs to has ended.
      connection.endedBy ??= 'the scope has ended';
      connection.raw.destroy();
      return true;
    }
    connection.servedBy = resolved.scope.id;
    const at = resolved.scope.clock.now();
    const handled = { at, inbound, resolved, operation: null, run: null, soleStep, hits: NO_HITS };
    if (treatment === 'page') {
      await sendPlainly(handled, { ...htmlAnswer(PAGES.arrears), closes: isTooLarge });
    } else {
      await appendUnanswered(handled, `the bearer session is in state ${state}`);
    }
    if (treatment === 'reset') {
      sendReset(connection.raw);
    }
    return true;
  }
}

interface StateChangeParts {
  readonly scope: Scope;
  readonly reading: Reading;
  readonly inbound: InboundRequest;
}

/** Answers a request that no fault rule acts on. */
async function sendPlainly(handled: HandledRequest, answer: HttpAnswer): Promise<void> {
  const { response, connection } = handled.inbound;
  const sending = await appendRecord(handled, { status: answer.status, resultCode: null });
  writeAnswer({ response, connection, sending }, answer);
}

/** The store has the journal too, so that there is no entry. What the request asked for may have happened. */
function answerUnreachable({ response, connection, realAt }: InboundRequest): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const answer = textAnswer(503, 'the store does not answer\n');
  const sending = new SendingAnswer({ status: answer.status, resultCode: null }, systemClock, { at: realAt, realAt });
  writeAnswer({ response, connection, sending }, answer);
}
