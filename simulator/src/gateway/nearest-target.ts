/** What a target that is no operation's was most likely meant to be. */

export interface NearTarget {
  readonly known: string;
  /** How the two differ: `: percent escapes are not decoded`; empty where only letters differ. */
  readonly why: string;
}

/** What clients do to a path, one after the other; the first that makes the two equal is named. */
const SLIPS: readonly { readonly why: string; readonly undo: (target: string) => string }[] = [
  { why: 'a query makes another target', undo: (target) => target.replace(/\?.*$/s, '') },
  { why: 'a fragment is not sent', undo: (target) => target.replace(/#.*$/s, '') },
  { why: 'percent escapes are not decoded', undo: unescaped },
  { why: 'parameters after a semicolon make another target', undo: (target) => target.replace(/;[^/]*/g, '') },
  { why: 'a backslash is no slash', undo: (target) => target.replaceAll('\\', '/') },
  { why: 'dot segments are not resolved', undo: withoutDots },
  { why: 'a doubled slash makes another target', undo: (target) => target.replace(/\/{2,}/g, '/') },
  { why: 'a slash at the end makes another target', undo: (target) => target.replace(/(?<=.)\/$/, '') },
  { why: 'blanks count', undo: (target) => target.replace(/\s|\+$/g, '') },
];

const MOST_EDITS = 3;
const LONGEST_TARGET = 300;

export function nearestTarget(target: string, known: readonly string[]): NearTarget | null {
  const sent = target.slice(0, LONGEST_TARGET);
  let undone = sent;
  let reason: string | null = null;
  for (const { why, undo } of SLIPS) {
    const next = undo(undone);
    reason = next === undone ? reason : why;
    undone = next;
    if (known.includes(undone)) {
      return { known: undone, why: reason === null ? '' : `: ${reason}` };
    }
  }
  const lower = undone.toLowerCase();
  const spelled = known.find((candidate) => candidate.toLowerCase() === lower);
  if (spelled !== undefined) {
    return { known: spelled, why: ': letter case counts' };
  }
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  const elsewhere = known.find((candidate) => candidate.toLowerCase().endsWith(`/${name}`));
  if (name !== '' && elsewhere !== undefined) {
    return { known: elsewhere, why: ': the folders before it are others' };
  }
  const [closest] = known
    .filter((candidate) => Math.abs(candidate.length - undone.length) <= MOST_EDITS)
    .map((candidate) => ({ candidate, edits: editsBetween(candidate.toLowerCase(), lower) }))
    .sort((one, other) => one.edits - other.edits);
  return closest !== undefined && closest.edits <= MOST_EDITS ? { known: closest.candidate, why: '' } : null;
}

function unescaped(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    // No UTF-8: the escapes stay as they are.
    return target;
  }
}

/** `/a/./b/../c` is `/a/c` (RFC 3986 §5.2.4). */
function withoutDots(target: string): string {
  const segments: string[] = [];
  for (const segment of target.split('/')) {
    if (segment === '..') {
      segments.pop();
    } else if (segment !== '.') {
      segments.push(segment);
    }
  }
  const path = segments.join('/');
  return path.startsWith('/') || !target.startsWith('/') ? path : `/${path}`;
}

/** How many characters must be added, taken out or replaced (Levenshtein's distance). */
function editsBetween(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [row, char] of [...one].entries()) {
    const line = [row + 1];
    for (let at = 0; at < other.length; at++) {
      const replaced = (above[at] ?? 0) + (char === other[at] ? 0 : 1);
      line.push(Math.min(replaced, (above[at + 1] ?? 0) + 1, (line[at] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
