import { type Finding, judgeReadable } from './judge-readable.ts';
import type { Observed } from './observe-tap.ts';
import type { Operator } from './page-words.ts';
import { type PageSight, type SightValue, sightsOf } from './sights.ts';
import type { TermsPage } from './terms-page.ts';
import { type TermsSight, termsSightsOf } from './terms-sights.ts';

export type Sight = PageSight | TermsSight;

/** What one look at the screen showed. Plain data, so that it can be stored and judged again. */
export interface ScreenRecord {
  readonly shows: 'page' | 'dialog' | 'terms-page' | 'nothing' | 'unclear';
  /** Why it is unclear. */
  readonly reason: string | null;
  /** Nothing that belongs to the flow lies over the page: its parts must be readable. */
  readonly isFront: boolean;
  /** The row has set a theme before. */
  readonly isThemed: boolean;
  readonly sights: { readonly [Name in Sight]?: SightValue };
  /** What cannot be read of number, button and operator's terms; empty where no page is shown. */
  readonly findings: readonly Finding[];
}

export interface LookFacts {
  /** The subscriber's operator; null where the row cannot know it. */
  readonly operator: Operator | null;
  readonly isFront: boolean;
  readonly isThemed: boolean;
}

export function recordOf({ reading }: Observed, { operator, isFront, isThemed }: LookFacts): ScreenRecord {
  const base = { reason: null, isFront, isThemed, sights: {}, findings: [] };
  switch (reading.kind) {
    case 'page':
      return {
        ...base,
        shows: reading.dialog === null ? 'page' : 'dialog',
        isFront: isFront && reading.dialog === null,
        sights: sightsOf(reading),
        findings: judgeReadable(reading, operator),
      };
    case 'dialog':
      return { ...base, shows: 'dialog', sights: { dialog: reading.words, hint: '', 'consent-asked': reading.words } };
    case 'unclear':
      return { ...base, shows: 'unclear', reason: reading.reason };
    case 'absent':
      return { ...base, shows: 'nothing', sights: reading.notice === undefined ? {} : { 'consent-asked': reading.notice.words } };
  }
}

export interface TermsLook extends Pick<Observed, 'screen'> {
  readonly page: TermsPage | null;
  /** Of the web views that are shown; null where the device cannot say. */
  readonly addresses: readonly string[] | null;
}

export function termsRecordOf({ page, screen, addresses }: TermsLook, isThemed: boolean): ScreenRecord {
  const base = { reason: null, isFront: false, isThemed, findings: [] };
  return page === null
    ? { ...base, shows: 'nothing', sights: {} }
    : { ...base, shows: 'terms-page', sights: termsSightsOf({ page, screen, addresses }) };
}
