import type { App, Settings } from '../model/documents.ts';

/** The limit up to which an app's calls are counted. */
export interface Billing {
  readonly limit: number;
}

/**
 * Calls count once the app has bought some. null: calls are free, during a trial and, without a trial, for an app that has bought none (`purchasedCalls` is null;
 * top-ups alone do not count as bought).
 */
export function billingOf(app: App, { topUpDelayMs }: Settings, now: number): Billing | null {
  const isFree = app.trialEndsAt === null ? app.purchasedCalls === null : now < app.trialEndsAt;
  if (isFree) {
    return null;
  }
  const toppedUp = app.topUps.filter(({ at }) => at + topUpDelayMs <= now).reduce((sum, { calls }) => sum + calls, 0);
  return { limit: (app.purchasedCalls ?? 0) + toppedUp };
}
