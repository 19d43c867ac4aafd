import type { Check, GatewayNeed } from './check.ts';
import { gatewayNeedOf } from './gateway-need.ts';
import { furthest, type GatewayReach, isEnough, reachOf } from './gateway-reach.ts';
import { HINT_ROW, isDisabledPress } from './judge-disabled.ts';
import { isExplainedByStop, stopKey } from './judge-stop.ts';
import type { Observations } from './observations.ts';
import { needOfOwnWords } from './own-words.ts';
import type { Obstacle } from './plan.ts';
import type { Portrait } from './portrait/portrait.ts';
import { describePortraitReach, missingConnection, reachOfPortrait } from './portrait/portrait-reach.ts';
import { socketForm } from './socket-form.ts';
import type { Outcome } from './verdict.ts';

/** The row that shows whether the subject speaks to the gateway at all. */
export const SPEAKS = 'subject-speaks-to-the-gateway';

type Judged = Pick<Outcome, 'id' | 'verdict' | 'headline' | 'findings'>;

export interface CauseRules {
  /** The subject can be configured with the gateway's addresses; otherwise it may not know where the gateway is. */
  readonly isConfigured: boolean;
  /** The subject speaks a dialect of its own, which the gateway was given. */
  readonly hasOwnDialect?: boolean;
  /** What was seen of an SDK before any row; absent: the first row shows how far its conversation with the gateway comes. */
  readonly portrait?: Portrait | null;
}

/** One cause is one fail: collects over a run what rows have shown, and makes rows that show only the same again point at the first one. */
export class CauseBook {
  readonly #rules: CauseRules;
  /** The first outcome of each stop, by verdict. */
  readonly #stops = new Map<string, Judged>();
  #reach: GatewayReach | null = null;
  #speaks = '';

  constructor(rules: CauseRules) {
    this.#rules = rules;
    const { portrait = null } = rules;
    if (portrait !== null) {
      this.#reach = reachOfPortrait(portrait);
      this.#speaks = describePortraitReach(portrait);
    }
  }

  /** The row as it judges this subject: where the gateway does not understand its requests, by its connections. */
  formOf(check: Check): Check {
    return this.#reach === 'socket' ? (socketForm(check) ?? check) : check;
  }

  /** Why a row cannot show anything, from what earlier rows have shown; null where it can. */
  obstacleOf(check: Check): Obstacle | null {
    const words = this.#rules.hasOwnDialect === true ? needOfOwnWords(check) : null;
    if (words !== null) {
      return { verdict: 'skipped', reason: `needs quhao-1: ${words}` };
    }
    const need = gatewayNeedOf(check);
    if (check.id === SPEAKS || this.#reach === null) {
      return null;
    }
    if (isEnough(this.#reach, need)) {
      const { portrait = null } = this.#rules;
      const missing = this.#reach === 'socket' && need === 'socket' ? missingConnection(check, portrait) : null;
      return missing === null ? null : { verdict: 'skipped', reason: `needs a connection to the gateway: ${missing}` };
    }
    return this.#rules.isConfigured
      ? { verdict: 'not-reached', reason: `see ${SPEAKS}: ${this.#speaks}` }
      : { verdict: 'skipped', reason: `needs ${NEEDS[need]}: ${this.#speaks}` };
  }

  /** Called for each row that was judged. Returns its outcome, or the same as not-reached with the row that showed the cause. */
  settle<T extends Judged>(outcome: T, check: Check, observations: Observations): T {
    if (check.id === SPEAKS) {
      return this.#settleSpeaks(outcome, observations);
    }
    if (outcome.verdict === 'fail' && isDisabledPress(check, outcome.findings, observations)) {
      const headline = `see ${HINT_ROW}: the login button is disabled until the terms are checked`;
      return { ...outcome, verdict: 'not-reached', headline };
    }
    const key = outcome.verdict === 'fail' || outcome.verdict === 'warn' ? stopKey(check, observations) : null;
    if (key === null) {
      return outcome;
    }
    // A fail may not hide behind a warn: it would no longer count for the exit code.
    const cause = this.#stops.get(`fail ${key}`) ?? (outcome.verdict === 'warn' ? this.#stops.get(`warn ${key}`) : undefined);
    if (cause !== undefined && isExplainedByStop(check, outcome.findings, observations)) {
      return {
        ...outcome,
        verdict: 'not-reached',
        headline: `see ${cause.id}: ${observations.stopped?.reason ?? cause.headline}`,
      };
    }
    const own = `${outcome.verdict} ${key}`;
    this.#stops.set(own, this.#stops.get(own) ?? outcome);
    return outcome;
  }

  #settleSpeaks<T extends Judged>(outcome: T, observations: Observations): T {
    if (outcome.verdict === 'env-error' || outcome.verdict === 'inconclusive') {
      return outcome;
    }
    this.#reach = furthest(this.#reach, reachOf(observations));
    this.#speaks = outcome.headline;
    const isUnconfigured = outcome.verdict === 'fail' && !this.#rules.isConfigured;
    return isUnconfigured ? { ...outcome, verdict: 'skipped', headline: `needs dialect: ${outcome.headline}` } : outcome;
  }
}

const NEEDS: Readonly<Record<GatewayNeed, string>> = {
  none: 'nothing',
  socket: 'a connection to the gateway',
  dialect: 'dialect',
};
