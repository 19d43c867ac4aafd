import type { SightRule } from './check.ts';
import type { Result } from './judge-compare.ts';
import type { Screen } from './observations.ts';
import { distance } from './page/colour.ts';
import type { SightValue } from './page/sights.ts';

type Sights = Screen['sights'];
export type SeenSight = keyof Sights;
type RuleObject = Extract<SightRule, object>;

/** Letters seldom have a pixel of their full colour: a colour may differ by this in a channel. */
const COLOUR_TOLERANCE = 40;

/** Of a text in a message. */
const LONGEST = 80;

/** Compares one sight of a look. A value that the pixels do not give is unsure, not wrong. */
export function judgeSight(
  [sight, rule]: readonly [SeenSight, SightRule],
  sights: Sights,
  screens: Readonly<Record<string, Screen>>,
): Result {
  const value = sights[sight] ?? null;
  const expected = `${sight} ${ruleText(rule)}`;
  const observed = `${sight} ${valueText(value)}`;
  if (rule === null || typeof rule !== 'object') {
    return { status: value === rule ? 'ok' : 'wrong', expected, observed };
  }
  if (value === null) {
    return { status: 'unsure', expected, observed: `${sight} cannot be seen` };
  }
  if ('against' in rule) {
    return judgeDifference([sight, rule], value, screens);
  }
  return { status: holds(rule, value) ? 'ok' : 'wrong', expected, observed };
}

type Difference = Extract<RuleObject, { readonly against: string }>;

function judgeDifference(
  [sight, rule]: readonly [SeenSight, Difference],
  value: SightValue,
  screens: Readonly<Record<string, Screen>>,
): Result {
  const expected = `${sight} ${ruleText(rule)}`;
  const other = screens[rule.against]?.sights[sight] ?? null;
  if (typeof value !== 'number' || typeof other !== 'number') {
    return { status: 'unsure', expected, observed: `${sight} cannot be compared` };
  }
  const difference = value - other;
  const observed = `${sight} ${valueText(value)} against ${valueText(other)} at ${rule.against}`;
  return { status: difference >= rule.from && difference <= rule.to ? 'ok' : 'wrong', expected, observed };
}

function holds(rule: Exclude<RuleObject, Difference>, value: NonNullable<SightValue>): boolean {
  if ('matches' in rule) {
    return new RegExp(rule.matches, 'u').test(String(value));
  }
  if ('lacks' in rule) {
    return !new RegExp(rule.lacks, 'u').test(String(value));
  }
  if ('colour' in rule) {
    return isNear(String(value), rule.colour);
  }
  if ('otherThan' in rule) {
    return !isNear(String(value), rule.otherThan);
  }
  return typeof value === 'number' && value >= rule.from && value <= rule.to;
}

function isNear(one: string, other: string): boolean {
  return distance(colourOf(one), colourOf(other)) <= COLOUR_TOLERANCE;
}

function colourOf(hex: string): number {
  return Number.parseInt(hex.slice(1), 16);
}

function ruleText(rule: SightRule): string {
  if (rule === null || typeof rule !== 'object') {
    return valueText(rule);
  }
  if ('matches' in rule) {
    return `/${rule.matches}/`;
  }
  if ('lacks' in rule) {
    return `without /${rule.lacks}/`;
  }
  if ('colour' in rule) {
    return `near ${rule.colour}`;
  }
  if ('otherThan' in rule) {
    return `other than ${rule.otherThan}`;
  }
  const range = `${rule.from} to ${rule.to}`;
  return 'against' in rule ? `${range} more than at ${rule.against}` : range;
}

function valueText(value: SightValue): string {
  if (typeof value === 'number') {
    return String(Math.round(value * 1000) / 1000);
  }
  const text = value === null ? 'absent' : String(value).replaceAll('\n', ' · ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
