import type { Capability, Check, Profile } from './check.ts';

/** What the user asked for. */
export interface Selection {
  readonly profile?: Profile;
  /** Part of the id, or a regular expression. */
  readonly grep?: string;
}

/** What device and probe offer. */
export interface Offer {
  readonly capabilities: ReadonlySet<Capability>;
  readonly methods: readonly string[];
}

export type Obstacle = { readonly verdict: 'skipped' | 'unimplemented'; readonly reason: string };

export function select(checks: readonly Check[], selection: Selection): readonly Check[] {
  const pattern = selection.grep === undefined ? null : new RegExp(selection.grep);
  return checks.filter((check) => {
    if (selection.profile !== undefined && !check.profile.includes(selection.profile)) {
      return false;
    }
    return pattern === null || pattern.test(check.id);
  });
}

/** Why a check cannot be run here; null where it can. */
export function obstacle(check: Check, offer: Offer): Obstacle | null {
  const lacking = check.needs.filter((need) => !offer.capabilities.has(need));
  if (lacking.length > 0) {
    return { verdict: 'skipped', reason: `not to be had here: ${lacking.map(inWords).join(', ')}` };
  }
  const method = methodsOf(check).find((name) => !offer.methods.includes(name));
  return method === undefined ? null : { verdict: 'unimplemented', reason: `the SDK has no ${method}()` };
}

/** Longest time that a row may take before the suite itself must be at fault. */
export function patienceMs(check: Check): number {
  return check.act.reduce((sum, step) => sum + waitOf(step), SETUP_MS);
}

const SETUP_MS = 60_000;

function waitOf(step: Check['act'][number]): number {
  if ('withinMs' in step) {
    return step.withinMs;
  }
  return 'forMs' in step ? step.forMs : 5_000;
}

function methodsOf(check: Check): readonly string[] {
  return check.act.flatMap((step) => {
    if (step.do === 'theme') {
      return ['setAuthThemeConfig'];
    }
    return step.do === 'call' || step.do === 'invoke' ? [step.api] : [];
  });
}

const WORDS: Readonly<Record<Capability, string>> = {
  radio: 'switching Wi-Fi and mobile data over adb',
  bearers: 'a gateway on mobile data, and proof of which bearer was used',
  screen: 'a screen that can be seen and tapped',
  sim: 'setting its SIM, registration and links',
  'phone-state': 'a probe that asks for READ_PHONE_STATE (scripts/build-probe makes it)',
};

function inWords(need: Capability): string {
  return WORDS[need];
}
