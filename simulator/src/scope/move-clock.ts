import type { ClockState } from '../clock.ts';
import type { Advanced } from '../model/documents.ts';
import type { Plane } from '../model/operations.ts';
import { shanghaiDay } from '../protocol/times.ts';
import type { Scope } from './scope.ts';

/** Sets a scope's clock, and reports what became due. `to` is made of what the clock shows when nobody else sets it. */
export function moveClock(scope: Scope, to: (from: ClockState) => ClockState): Promise<Advanced> {
  return scope.alone(() => moveAlone(scope, to(scope.clock.state)));
}

async function moveAlone(scope: Scope, to: ClockState): Promise<Advanced> {
  const { clock, held, store, listeners, epoch } = scope;
  const before = planeTimes(scope);
  const releasedBefore = held.released;
  clock.set(to);
  const releasedHere = held.released - releasedBefore;
  const now = clock.now();
  const after = planeTimes(scope);
  await scope.changeMeta((standing) => ({ ...standing, clock: scope.anchored(clock.state) }));
  const releasedElsewhere = await scope.spread();
  await listeners.settle();
  const [swept] = await Promise.all([
    store.sweep(epoch, {
      scrips: { from: before.token, to: after.token },
      tokens: { from: before.exchange, to: after.exchange },
    }),
    held.settled(),
  ]);
  const quotaDaysRolled = Math.max(0, shanghaiDay(after.bearer) - shanghaiDay(before.bearer));
  const releasedAnswers = releasedHere + releasedElsewhere;
  return { now, expiredScrips: swept.scrips, expiredTokens: swept.tokens, releasedAnswers, quotaDaysRolled };
}

/** The token plane's clock judges scrips, the exchange plane's tokens, the bearer plane's the days of quotas. */
function planeTimes(scope: Scope): Readonly<Record<Plane, number>> {
  return { bearer: scope.nowOn('bearer'), token: scope.nowOn('token'), exchange: scope.nowOn('exchange') };
}
