import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readClauses } from '../../src/clauses.ts';
import { GATEWAY_CHECKS } from '../../src/gateway-profile/gateway-catalogue.ts';
import type { GatewayCheck } from '../../src/gateway-profile/gateway-check.ts';
import type { GatewayTarget } from '../../src/gateway-profile/gateway-target.ts';
import { runGatewayRow } from '../../src/gateway-profile/run-gateway-row.ts';
import { startSimulatedGateway } from '../../src/gateway-profile/simulated-gateway.ts';
import { Redactor } from '../../src/redact.ts';
import type { Outcome } from '../../src/verdict.ts';
import { CrookedDetour } from './crooked-detour.ts';
import { CROOKED_GATEWAYS } from './crooked-gateways.ts';

const clauses = await readClauses();

describe('the table of gateway checks', () => {
  test('has no id twice, and ids in kebab case that begin with their subject', () => {
    const ids = GATEWAY_CHECKS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^(gateway|server)(-[a-z0-9]+){2,}$/.test(id))).toEqual([]);
    expect(GATEWAY_CHECKS.filter(({ id, subject }) => !id.startsWith(subject)).map(({ id }) => id)).toEqual([]);
  });

  test.each(GATEWAY_CHECKS.map((check) => [check.id, check] as const))(
    '%s is well formed',
    (_, { clause, level, act, expect: rules, kills }) => {
      expect(level).toBe(clauses.get(clause[0])?.level);
      expect(clause.filter((id) => !['gateway', 'server'].includes(clauses.get(id)?.subject ?? ''))).toEqual([]);
      const steps = act.flatMap((step) => ('as' in step ? [step.as] : []));
      expect(rules.filter(({ of }) => !steps.includes(of))).toEqual([]);
      const names = rules.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => !kills.some(({ by }) => by === name))).toEqual([]);
      expect(
        kills.filter(({ by, crooked }) => !names.includes(by) || !CROOKED_GATEWAYS.some(({ id }) => id === crooked)),
      ).toEqual([]);
    },
  );

  test('every crooked gateway is killed by a check', () => {
    const killed = GATEWAY_CHECKS.flatMap(({ kills }) => kills.map(({ crooked }) => crooked));
    expect(CROOKED_GATEWAYS.filter(({ id }) => !killed.includes(id)).map(({ id }) => id)).toEqual([]);
  });
});

describe('over HTTP', () => {
  const detour = new CrookedDetour();
  let target: GatewayTarget;

  beforeAll(async () => {
    target = await startSimulatedGateway(detour.detour);
  });

  afterAll(async () => {
    await target[Symbol.asyncDispose]();
    await detour[Symbol.asyncDispose]();
  });

  async function run(check: GatewayCheck, crooked: string | null): Promise<Outcome> {
    detour.choose(CROOKED_GATEWAYS.find(({ id }) => id === crooked) ?? null);
    return (await runGatewayRow(check, target, new Redactor())).outcome;
  }

  test.each(GATEWAY_CHECKS.map((check) => [check.id, check] as const))('the right gateway passes %s', async (_, check) => {
    const { verdict, headline } = await run(check, null);
    expect(verdict, headline).toBe('pass');
  });

  const kills = GATEWAY_CHECKS.flatMap((check) =>
    check.kills.map((kill) => [`${kill.crooked} fails ${check.id} by ${kill.by}`, { ...kill, check }] as const),
  );

  test.each(kills)('%s', async (_, { crooked, by, check }) => {
    const { verdict, headline, findings } = await run(check, crooked);
    expect(verdict, headline).toBe(check.level === 'MUST' ? 'fail' : 'warn');
    expect(findings.find(({ name }) => name === by)?.status, headline).toBe('wrong');
  });
});
