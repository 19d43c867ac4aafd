import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultEffect, Plane, TraceStep } from '../api.ts';
import { type ClientDialect, quhao1 } from '../dialects/quhao-1.ts';
import { PAGES } from '../faults/pages.ts';
import { resultCode } from '../protocol/result-codes.ts';
import { operatorTime } from '../protocol/times.ts';
import type { FaultHit } from '../state/faults.ts';
import type { World } from '../state/world.ts';
import type { Worlds } from '../state/worlds.ts';
import { type HttpAnswer, htmlAnswer, jsonAnswer, textAnswer, writeAnswer } from './answer.ts';
import { type Arrival, arrivalOf } from './arrival.ts';
import { type Connection, connectionOf } from './connection.ts';
import { type Happened, journalRecord } from './journal-record.ts';
import { makeHandlers, makeRoutes, type Route } from './operations.ts';
import { readRawBody } from './raw-body.ts';

export interface GatewayParts {
  readonly worlds: Worlds;
  readonly dialect?: ClientDialect;
  /** Unknown errors, with the id that the caller was given. */
  readonly report: (id: string, error: unknown) => void;
}

/**
 * The operator's side of the three planes. Each request goes one way: body, scope, fault chosen, checks and effect, journal, answer
 * (design/architecture.md, "The way of a number request").
 */
export class Gateway {
  readonly #worlds: Worlds;
  readonly #routes: ReturnType<typeof makeRoutes>;
  readonly #handlers: ReturnType<typeof makeHandlers>;
  readonly #report: GatewayParts['report'];

  constructor({ worlds, dialect = quhao1, report }: GatewayParts) {
    this.#worlds = worlds;
    this.#routes = makeRoutes(dialect);
    this.#handlers = makeHandlers(dialect);
    this.#report = report;
  }

  /** The hot operations' way in: exact method and target. Anything else is Express's to route. */
  routeOf(plane: Plane, request: IncomingMessage): Route | undefined {
    return request.method === 'POST' ? this.#routes[plane].get(request.url ?? '') : undefined;
  }

  /** `route` undefined: no operation of this plane. */
  serve(plane: Plane, route: Route | undefined, request: IncomingMessage, response: ServerResponse): void {
    this.#serve(plane, route, request, response).catch((error: unknown) => {
      const id = randomUUID();
      this.#report(id, error);
      if (response.headersSent) {
        response.destroy();
      } else {
        writeAnswer(response, textAnswer(500, `internal error ${id}\n`));
      }
    });
  }

  /** What a session's state does to a connection before HTTP (wire.md §1). */
  async admit(connection: Connection): Promise<boolean> {
    const state =
      connection.plane === 'bearer' || connection.plane === 'token' ? await this.#bearerState(connection.address) : 'ok';
    if (state === 'noData' || (state === 'arrears' && connection.plane === 'token')) {
      connection.raw.resetAndDestroy();
      return false;
    }
    if (state === 'stalled') {
      connection.raw.resume().on('end', () => connection.raw.destroy());
      return false;
    }
    return true;
  }

  async #serve(plane: Plane, route: Route | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection = connectionOf(request.socket);
    const raw = await readRawBody(request);
    if (raw.kind === 'cut-off') {
      return;
    }
    if (raw.kind === 'too-large') {
      writeAnswer(response, textAnswer(413, 'a body has at most 16 KiB\n'));
      return;
    }
    const arrival = arrivalOf(request, plane, connection, raw.body);
    if (plane === 'bearer' && (await this.#answeredByBearer(arrival, response))) {
      return;
    }
    await (route === undefined ? this.#refuseIllegal(arrival, response) : this.#operate(arrival, route, response));
  }

  async #operate(arrival: Arrival, route: Route, response: ServerResponse): Promise<void> {
    const handler = this.#handlers[route.operation];
    const reading = handler.read(arrival);
    const chosen = await this.#worlds.choose(reading.appid, arrival.plane === 'bearer' ? arrival.connection.address : null);
    const { world } = chosen;
    const at = world.clock.now();
    if (world.settings.switchedOff.includes(route.operation)) {
      this.#sayBusy({ at, arrival, chosen, operation: route.operation }, response);
      return;
    }
    const fault = world.faults.take({ plane: arrival.plane, operation: route.operation, fields: reading.fields });
    const forced = fault?.effect.kind === 'code' ? fault.effect.code : null;
    const ran = await handler.run({ arrival, route, world, reading, isForced: forced !== null });
    const { body, code } = ran.render(forced);
    const latencyMs = route.operation === 'prefetch' ? (ran.attempt.subscriber?.latencyMs ?? 0) : 0;
    this.#finish(
      { at, arrival, chosen, operation: route.operation, ran, unreached: null, fault },
      { answer: jsonAnswer(body), code, latencyMs },
      response,
    );
  }

  #sayBusy(happened: Pick<Happened, 'at' | 'arrival' | 'chosen' | 'operation'>, response: ServerResponse): void {
    const unreached: TraceStep = {
      step: 0,
      name: 'switched on',
      outcome: 'failed',
      detail: 'this scope has the operation switched off',
    };
    const answer = { status: 503, resultCode: null };
    happened.chosen.world.journal.append(journalRecord({ ...happened, ran: null, unreached, fault: null, answer }));
    writeAnswer(response, textAnswer(503, 'switched off\n'));
  }

  async #refuseIllegal(arrival: Arrival, response: ServerResponse): Promise<void> {
    const chosen = await this.#worlds.choose(null, arrival.plane === 'bearer' ? arrival.connection.address : null);
    const at = chosen.world.clock.now();
    const { code, name, cause } = resultCode('ILLEGAL_REQUEST');
    const fault = chosen.world.faults.take({ plane: arrival.plane, operation: null, fields: {} });
    const detail = `${code} ${name}: ${arrival.method.slice(0, 20)} ${arrival.target.slice(0, 100)} is no operation of the ${arrival.plane} plane`;
    const unreached: TraceStep = { step: 1, name: 'route', outcome: 'failed', detail };
    const told = fault?.effect.kind === 'code' ? fault.effect.code : code;
    const body = JSON.stringify({ inresponseto: '', systemtime: operatorTime(at), resultCode: told, desc: cause });
    this.#finish(
      { at, arrival, chosen, operation: null, ran: null, unreached, fault },
      { answer: jsonAnswer(body), code: told, latencyMs: 0 },
      response,
    );
  }

  /** The last steps of every request: journal first, then the fault's effect on the answer. */
  #finish(happened: Omit<Happened, 'answer'>, made: Made, response: ServerResponse): void {
    const { chosen, arrival, fault } = happened;
    const effect = fault?.effect ?? null;
    const answer = effect?.kind === 'html' ? htmlAnswer(PAGES[effect.page]) : made.answer;
    const isToldNow = effect?.kind !== 'socket' && effect?.kind !== 'hold';
    const told = isToldNow ? { status: answer.status, resultCode: effect?.kind === 'html' ? null : made.code } : null;
    chosen.world.journal.append(journalRecord({ ...happened, answer: told }));
    this.#send({ world: chosen.world, connection: arrival.connection, effect, answer, latencyMs: made.latencyMs }, response);
  }

  #send({ world, connection, effect, answer, latencyMs }: Sending, response: ServerResponse): void {
    if (effect?.kind === 'socket') {
      breakOff(connection, effect.fault, response);
      return;
    }
    const delayMs = latencyMs + (effect?.kind === 'delay' ? effect.ms : 0);
    if (effect?.kind !== 'hold' && delayMs === 0) {
      writeAnswer(response, answer);
      return;
    }
    const kept = world.held.keep(effect?.kind === 'hold' ? null : delayMs, () => deliver(response, answer));
    response.once('close', () => kept.cancel());
  }

  /** A bearer that has no money, no data or no life answers in the gateway's place. */
  async #answeredByBearer(arrival: Arrival, response: ServerResponse): Promise<boolean> {
    const { connection } = arrival;
    const state = await this.#bearerState(connection.address);
    if (state === 'ok') {
      return false;
    }
    const chosen = await this.#worlds.choose(null, connection.address);
    const detail = `the bearer session of ${connection.address ?? ''} is in state ${state}`;
    const unreached: TraceStep = { step: 0, name: 'bearer', outcome: 'failed', detail };
    const happened = { at: chosen.world.clock.now(), arrival, chosen, operation: null, ran: null, unreached, fault: null };
    const answer = state === 'arrears' ? { status: 200, resultCode: null } : null;
    chosen.world.journal.append(journalRecord({ ...happened, answer }));
    if (state === 'arrears') {
      writeAnswer(response, htmlAnswer(PAGES.arrears));
    } else if (state === 'noData') {
      connection.raw.resetAndDestroy();
    }
    return true;
  }

  async #bearerState(address: string | null): Promise<'ok' | 'arrears' | 'stalled' | 'noData'> {
    const world = address === null ? undefined : await this.#worlds.ofAddress(address);
    const session = address === null ? undefined : await world?.registry.session(address);
    if (session === undefined || world === undefined) {
      return 'ok';
    }
    const subscriber = await world.registry.subscriber(session.msisdn);
    return subscriber?.state === 'suspended' ? 'noData' : session.state;
  }
}

interface Made {
  readonly answer: HttpAnswer;
  readonly code: string;
  readonly latencyMs: number;
}

interface Sending {
  readonly latencyMs: number;
  readonly world: World;
  readonly connection: Connection;
  readonly effect: FaultHit['effect'] | null;
  readonly answer: HttpAnswer;
}

function breakOff({ raw }: Connection, fault: Extract<FaultEffect, { kind: 'socket' }>['fault'], response: ServerResponse): void {
  if (fault === 'CONNECTION_RESET_BY_PEER') {
    raw.resetAndDestroy();
  } else {
    response.socket?.destroy();
  }
}

/** Resolves when the answer was written or the client had gone. */
function deliver(response: ServerResponse, answer: HttpAnswer): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.once('finish', resolve);
    writeAnswer(response, answer);
  });
}
