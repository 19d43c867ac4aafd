import { BenchError } from '../errors.ts';
import type { Redactor } from '../redact.ts';
import { unrunOutcome } from '../unrun-outcome.ts';
import type { Outcome } from '../verdict.ts';
import { elapsedMs, hostNanos } from '../wait.ts';
import type { GatewayCheck } from './gateway-check.ts';
import { GATEWAY_CAPABILITIES, gatewayNeedsOf } from './gateway-needs.ts';
import type { GatewayObservations } from './gateway-observations.ts';
import type { GatewayTarget } from './gateway-target.ts';
import { judgeGateway } from './judge-gateway.ts';
import { GatewayRow } from './perform-gateway-step.ts';

export interface GatewayResult {
  /** Not yet redacted. */
  readonly outcome: Outcome;
  /** Null where the row was not performed. */
  readonly observations: GatewayObservations | null;
}

/** Performs one row and judges it. Never throws: a fault of the bench is a verdict too. */
export async function runGatewayRow(check: GatewayCheck, target: GatewayTarget, redactor: Redactor): Promise<GatewayResult> {
  const from = hostNanos();
  const { id, clause, level, subject } = check;
  const base = { id, clause, level, subject };
  const missing = gatewayNeedsOf(check).filter((need) => !target.capabilities.has(need));
  if (missing.length > 0) {
    const headline = `not available here: ${missing.map((need) => GATEWAY_CAPABILITIES[need]).join(', ')}`;
    return { outcome: unrunOutcome({ ...base, verdict: 'skipped', headline }), observations: null };
  }
  try {
    const observations = await observe(check, target, redactor);
    const durationMs = Math.round(elapsedMs(from));
    return { outcome: unrunOutcome({ ...base, ...judgeGateway(check, observations), durationMs }), observations };
  } catch (error) {
    const verdict = error instanceof BenchError ? 'env-error' : 'suite-error';
    const headline = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { outcome: unrunOutcome({ ...base, verdict, headline, durationMs: Math.round(elapsedMs(from)) }), observations: null };
  }
}

async function observe(check: GatewayCheck, target: GatewayTarget, redactor: Redactor): Promise<GatewayObservations> {
  await target.arrange(check.arrange);
  const row = new GatewayRow(target, redactor);
  const { number } = target;
  for (const [index, step] of check.act.entries()) {
    const reason = await row.perform(step);
    if (reason !== null) {
      return { answers: row.answers, stopped: { step: index + 1, reason }, number };
    }
  }
  return { answers: row.answers, stopped: null, number };
}
