import type { RadioSetting } from './arrange.ts';
import { callStepsOf } from './call-steps.ts';
import type { Canary, Capability, Check, Profile } from './check.ts';
import type { DeviceControls } from './device/device-controls.ts';
import { ALL_ON } from './device/radio-control.ts';
import { isEnoughProof, type Strength, strengthNeeded } from './proofs/proof-table.ts';

/** What the user selected. */
export interface Selection {
  readonly profile?: Profile;
  /** A regular expression on the checks' ids. */
  readonly grep?: string;
  /** One of several parts that together are the whole selection. */
  readonly shard?: Shard;
}

/** What a selection looks at: rows of a device run and of the gateway profile have it. */
export type Selectable = Pick<Check, 'id' | 'profile'>;

/** Part `index` of `count`, the first is 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** What device and probe offer. */
export interface Offer {
  readonly capabilities: ReadonlySet<Capability>;
  readonly methods: readonly string[];
  /** The positions that the device's radio can be put in. */
  readonly controls: Pick<DeviceControls, 'has' | 'isByHand'>;
  /** How well the device proves who carried a connection. */
  readonly strength: Strength;
}

export interface Obstacle {
  readonly verdict: 'skipped' | 'unimplemented' | 'not-reached';
  readonly reason: string;
}

export function selectChecks<T extends Selectable>(checks: readonly T[], selection: Selection): readonly T[] {
  const { profile, grep, shard = WHOLE } = selection;
  const pattern = grep === undefined ? null : new RegExp(grep);
  return checks
    .filter((check) => profile === undefined || check.profile.includes(profile))
    .filter(({ id }) => pattern === null || pattern.test(id))
    .filter((_, index) => index % shard.count === shard.index - 1);
}

const WHOLE: Shard = { index: 1, count: 1 };

/** Why a check cannot be run here; null where it can. */
export function obstacleOf(check: Check, offer: Offer): Obstacle | null {
  const missing = needsOf(check)
    .filter((need) => !offer.capabilities.has(need))
    .map((need) => CAPABILITY_TEXTS[need]);
  const fixed = radioPositions(check)
    .filter(({ name, position }) => ALL_ON[name] !== position && !offer.controls.has(name, position))
    .map(({ name, position }) => `setting ${name} to ${position}`);
  // A person takes longer than a call may.
  const slow = radioPositions(check)
    .filter(({ name, position, isWithin }) => isWithin && offer.controls.has(name, position) && offer.controls.isByHand(name))
    .map(({ name, position }) => `setting ${name} to ${position} within a row, which nobody does by hand in time`);
  const needed = strengthNeeded(check);
  const weak = isEnoughProof(offer.strength, needed) ? [] : [`proof of the bearer (${needed} or better, here ${offer.strength})`];
  const lacks = [...new Set([...missing, ...fixed, ...slow, ...weak])];
  if (lacks.length > 0) {
    return { verdict: 'skipped', reason: `not available here: ${lacks.join(', ')}` };
  }
  const method = methodsOf(check).find((name) => !offer.methods.includes(name));
  return method === undefined ? null : { verdict: 'unimplemented', reason: `the SDK has no ${method}()` };
}

/** The longest time that a check with its second try may take before the suite itself must be at fault. */
export function timeLimitMs(check: Check): number {
  return check.act.reduce((sum, step) => sum + stepLimitMs(step), SETUP_MS) * TRIES;
}

/** What the row names, and what follows from how it is arranged. The controls of the SIM are looked at one by one. */
function needsOf({ needs, canary, arrange, act }: Check): readonly Capability[] {
  const faults = [arrange.fault, ...act.map((step) => (step.do === 'fault' ? step.fault : undefined))];
  const isRedirected = faults.some((fault) => fault?.effect.kind === 'field' && fault.effect.field === 'redirect');
  const isOnPath = canary.some((one) => one.canary === 'raw' && needsPath(one));
  return [
    ...needs.filter((need) => need !== 'sim'),
    ...(isOnPath ? (['path'] as const) : []),
    ...(isRedirected ? (['names'] as const) : []),
  ];
}

/** adb reverse answers for a gateway that has closed its port, ends where the gateway resets, and is there without a network. */
function needsPath({ bearer, meets }: Extract<Canary, { readonly canary: 'raw' }>): boolean {
  return meets === 'refused' || meets === 'reset' || bearer === 'wifi' || (bearer === 'default' && meets !== 'answer');
}

interface RadioPosition {
  readonly name: keyof RadioSetting;
  readonly position: string;
  /** A step of the row sets it; else it is there before the row begins. */
  readonly isWithin: boolean;
}

/** The positions of the radio that the row asks for. */
function radioPositions({ arrange, act }: Check): readonly RadioPosition[] {
  const positionsOf = (setting: RadioSetting, isWithin: boolean): readonly RadioPosition[] =>
    (Object.entries(setting) as [keyof RadioSetting, string][]).map(([name, position]) => ({ name, position, isWithin }));
  return [
    ...positionsOf(arrange.radio ?? {}, false),
    ...act.flatMap((step) => (step.do === 'radio' ? positionsOf(step.set, true) : [])),
  ];
}

const TRIES = 2;

const SETUP_MS = 60_000;
const STEP_MS = 5_000;

function stepLimitMs(step: Check['act'][number]): number {
  if ('withinMs' in step) {
    return step.withinMs;
  }
  return 'forMs' in step ? step.forMs : STEP_MS;
}

function methodsOf(check: Check): readonly string[] {
  const themes = check.act.some((step) => step.do === 'theme') ? ['setAuthThemeConfig'] : [];
  return [...themes, ...callStepsOf(check.act).map(({ api }) => api)];
}

const CAPABILITY_TEXTS: Readonly<Record<Capability, string>> = {
  radio: 'switching Wi-Fi and mobile data over adb',
  bearers: 'a gateway on mobile data, and proof of which bearer was used',
  screen: 'a screen that can be seen and tapped',
  sim: 'setting its SIM, registration and links',
  rotation: 'turning the screen over adb',
  path: 'a gateway that is reached over its networks',
  names: 'leading names of hosts to the gateway',
  night: 'making the display dark over adb',
  'font-scale': 'setting the size of letters over adb',
  'wall-clock': 'setting its clock and time zone over adb',
  animation: 'screenshots that show animations',
  'status-bar': 'a status bar on its screen',
  'cleartext-denied': 'a probe that forbids plain HTTP (--sdk with --cleartext-denied builds it)',
  'phone-state': 'a probe that asks for READ_PHONE_STATE (scripts/build-probe makes it)',
};
