import type { App, Settings } from '../api.ts';

/** How many exchanges an app may make in all by now; null where nothing is counted against. */
export function callLimit(app: App, { topUpDelayMs }: Settings, now: number): number | null {
  const isOnTrial = app.trialEndsAt !== null && now < app.trialEndsAt;
  const isUncounted = app.trialEndsAt === null && app.purchasedCalls === null && app.topUps.length === 0;
  if (isOnTrial || isUncounted) {
    return null;
  }
  const toppedUp = app.topUps.filter(({ at }) => at + topUpDelayMs <= now).reduce((sum, { calls }) => sum + calls, 0);
  return (app.purchasedCalls ?? 0) + toppedUp;
}
