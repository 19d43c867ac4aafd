import { afterFailureChecks } from '../checks/after-a-failure.ts';
import { afterDetourChecks } from '../checks/after-detours.ts';
import { bearerChecks } from '../checks/bearer.ts';
import { betweenCallsChecks } from '../checks/between-calls.ts';
import { cacheChecks } from '../checks/cache.ts';
import { cachedScripChecks } from '../checks/cached-scrip.ts';
import { callbackChecks } from '../checks/callbacks.ts';
import { circumstanceChecks } from '../checks/circumstances.ts';
import { consentByDetourChecks } from '../checks/consent-by-detours.ts';
import { deviceStateChecks } from '../checks/device-states.ts';
import { everyCallChecks } from '../checks/every-call.ts';
import { failureChecks } from '../checks/failures.ts';
import { ipv6AloneChecks } from '../checks/ipv6-alone.ts';
import { keyboardChecks } from '../checks/keyboard.ts';
import { languageChecks } from '../checks/languages.ts';
import { latePageChecks } from '../checks/late-page.ts';
import { limitBeginsOnceChecks } from '../checks/limit-begins-once.ts';
import { loginChecks } from '../checks/login.ts';
import { loginPageChecks } from '../checks/login-page.ts';
import { loginPageNightChecks } from '../checks/login-page-night.ts';
import { loginPageReturnChecks } from '../checks/login-page-return.ts';
import { loginPartsChecks } from '../checks/login-parts.ts';
import { mappingChecks } from '../checks/mapping.ts';
import { networkTypeChecks } from '../checks/network-type.ts';
import { nullListenerChecks } from '../checks/null-listener.ts';
import { oneTurnChecks } from '../checks/one-turn.ts';
import { ownTermsChecks } from '../checks/own-terms.ts';
import { pageEndingChecks } from '../checks/page-endings.ts';
import { phoneStateChecks } from '../checks/phone-state.ts';
import { prefetchChecks } from '../checks/prefetch.ts';
import { processDeathChecks } from '../checks/process-death.ts';
import { radioChangeChecks } from '../checks/radio-changes.ts';
import { secondPressChecks } from '../checks/second-press.ts';
import { securityChecks } from '../checks/security.ts';
import { sideBySideChecks } from '../checks/side-by-side.ts';
import { subjectChecks } from '../checks/subject.ts';
import { themeChecks } from '../checks/theme.ts';
import { themeConsentChecks } from '../checks/theme-consent.ts';
import { themeWindowChecks } from '../checks/theme-window.ts';
import { threadChecks } from '../checks/threads.ts';
import { timeoutChecks } from '../checks/timeout.ts';
import { tokenChecks } from '../checks/token.ts';
import { unaskedChecks } from '../checks/unasked.ts';
import { vpnChecks } from '../checks/vpn.ts';
import { wallClockChecks } from '../checks/wall-clock.ts';
import { whatLastsChecks } from '../checks/what-lasts.ts';
import type { Check, Expectation } from './check.ts';

const TABLE: readonly Check[] = [
  ...subjectChecks,
  ...bearerChecks,
  ...radioChangeChecks,
  ...ipv6AloneChecks,
  ...vpnChecks,
  ...unaskedChecks,
  ...prefetchChecks,
  ...callbackChecks,
  ...cacheChecks,
  ...cachedScripChecks,
  ...everyCallChecks,
  ...sideBySideChecks,
  ...threadChecks,
  ...processDeathChecks,
  ...wallClockChecks,
  ...nullListenerChecks,
  ...deviceStateChecks,
  ...phoneStateChecks,
  ...mappingChecks,
  ...failureChecks,
  ...networkTypeChecks,
  ...loginPartsChecks,
  ...loginPageChecks,
  ...loginPageReturnChecks,
  ...keyboardChecks,
  ...pageEndingChecks,
  ...loginPageNightChecks,
  ...consentByDetourChecks,
  ...themeChecks,
  ...themeConsentChecks,
  ...themeWindowChecks,
  ...ownTermsChecks,
  ...afterDetourChecks,
  ...loginChecks,
  ...latePageChecks,
  ...secondPressChecks,
  ...circumstanceChecks,
  ...languageChecks,
  ...oneTurnChecks,
  ...afterFailureChecks,
  ...betweenCallsChecks,
  ...tokenChecks,
  ...securityChecks,
  ...timeoutChecks,
  ...limitBeginsOnceChecks,
  ...whatLastsChecks,
];

/**
 * Every check, in the order in which they run: those that need a new process first, because the process is new then; those that need
 * another APK last, so that the first one need not be installed again, and before them those whose SDK is configured otherwise, because a
 * process is configured once and a new one comes after them anyway.
 */
export const CHECKS: readonly Check[] = TABLE.toSorted((a, b) => runOrder(a) - runOrder(b));

function runOrder({ arrange }: Check): number {
  if (arrange.phoneState !== undefined) {
    return arrange.phoneState === 'refused' ? 2 : 3;
  }
  if (arrange.trust !== undefined || arrange.deadHosts !== undefined) {
    return 1;
  }
  return arrange.process === 'fresh' ? -1 : 0;
}

/** The result codes that each check accepts: what a device can prove of the guide's section 5. */
export function deviceProofs(): readonly { readonly check: string; readonly codes: readonly string[] }[] {
  return CHECKS.map(({ id, expect }) => ({ check: id, codes: expect.flatMap(codesOf) }));
}

function codesOf(expectation: Expectation): readonly string[] {
  if (expectation.expect === 'result') {
    return expectation.accept;
  }
  return expectation.expect === 'page-in' && expectation.exactly > 0 ? ['200087'] : [];
}
