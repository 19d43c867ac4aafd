import type { Check, Expectation } from './check.ts';
import { isExplainedByStop } from './judge-stop.ts';
import type { Observations } from './observations.ts';
import type { Finding } from './verdict.ts';

/** The row whose fail says that an unchecked press brings no hint. */
export const HINT_ROW = 'login-unchecked-press-shows-hint';

/**
 * Whether all that is wrong in the row is what did not come of a press that nobody can make: the page disables its login button until the
 * terms are checked. Such a page breaks PAG-07's hint only (HINT_ROW tells it); a button that stays disabled after consent is no excuse.
 */
export function isDisabledPress(check: Check, findings: readonly Finding[], observations: Observations): boolean {
  if (check.id === HINT_ROW) {
    return false;
  }
  const press = check.act.findIndex((step) => step.do === 'press');
  const before = check.act.slice(0, Math.max(0, press));
  if (press < 0 || before.some((step) => step.do === 'consent')) {
    return false;
  }
  const look = before.findLast((step) => step.do === 'await-page' || step.do === 'look');
  const sights = look === undefined ? undefined : observations.screens[look.as]?.sights;
  const isDisabled = sights?.['button-enabled'] === false && sights['check-box'] !== 'checked';
  const others = findings.filter(({ name }) => !isAboutHint(check.expect.find((one) => one.name === name)));
  return isDisabled && isExplainedByStop(check, others, observations);
}

/** A look at the hint, and at nothing else. */
function isAboutHint(expectation: Expectation | undefined): boolean {
  const sees = expectation?.expect === 'page' ? Object.keys(expectation.sees ?? {}) : [];
  return sees.length > 0 && sees.every((sight) => sight === 'consent-asked');
}
