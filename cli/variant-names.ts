import { nearestNames } from '../simulator/src/model/issue-words.ts';
import { CliError } from './cli-error.ts';
import { EXIT_USAGE } from './exit-codes.ts';

/** The variants of the reference SDK's probe. The tables in android-probe/variants are the source, and a test holds this list to them: the probe itself says what it has only once it runs. */
export const VARIANT_NAMES = [
  'image-check-box',
  'glyph-check-box',
  'layout-button',
  'remember-me-box',
  'consent-dialog',
  'hint-as-toast',
  'number-spaced',
  'number-hyphened',
  'number-with-country-code',
  'terms-as-views',
  'terms-in-check-box',
  'other-way-link',
  'close-cross',
  'progress-after-press',
  'page-in-scroll-view',
  'page-fades-in',
  'button-waits-for-consent',
  'result-string',
  'result-desc',
  'more-result-fields',
  'callback-another-hop',
  'page-in-200ms-later',
  'legacy-codes',
  'auth-type-1-with-both',
  'uuid-message-ids',
  'limit-afresh-at-press',
  'mobile-data-held-1500ms',
  'one-retry-after-reset',
  'memory-only-cache',
  'token-over-mobile-data',
  'url-connection',
  'url-connection-buffered',
] as const;

const NEAREST = 3;

/** Refuses a variant that the reference probe has not, before anything is started. */
export function requireVariant(name: string): void {
  if (!VARIANT_NAMES.some((known) => known === name)) {
    const near = nearestNames(name, VARIANT_NAMES).slice(0, NEAREST).join(', ');
    throw new CliError(`the reference SDK has no variant "${name}"; nearest: ${near}`, EXIT_USAGE);
  }
}
