import type { App, Settings } from '../model/documents.ts';

/** What a call costs the app: counted up to `limit`; null where calls are not counted at all. */
export interface Billing {
  readonly limit: number;
}

/**
 * Calls are counted from when something was bought: not those of the trial, and not those of an app without a trial that has bought nothing
 * (`purchasedCalls` null; top-ups alone do not make it one that has).
 */
export function billingOf(app: App, { topUpDelayMs }: Settings, now: number): Billing | null {
  const isFree = app.trialEndsAt === null ? app.purchasedCalls === null : now < app.trialEndsAt;
  if (isFree) {
    return null;
  }
  const toppedUp = app.topUps.filter(({ at }) => at + topUpDelayMs <= now).reduce((sum, { calls }) => sum + calls, 0);
  return { limit: (app.purchasedCalls ?? 0) + toppedUp };
}
