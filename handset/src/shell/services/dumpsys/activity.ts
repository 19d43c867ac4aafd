import type { System } from '../../system.ts';
import { parseComponent, shortComponent } from '../am/intent.ts';
import { dumpBroadcasts } from './broadcasts.ts';

export interface ActivityRow {
  readonly component: string;
  readonly state: string;
}

/** The parts that list activities, and their short names. */
const ACTIVITY_PARTS: ReadonlySet<string> = new Set(['activities', 'a', 'top', 'recents', 'r', 'lru', 'starter', 'containers']);

/**
 * `dumpsys activity [activities|top|recents]`: the activity stack of the app in front, top first, and the resumed activity.
 * `dumpsys activity broadcasts`: what the app has sent.
 */
export async function dumpActivity(system: System, [part]: readonly string[]): Promise<string> {
  if (part === 'broadcasts' || part === 'b') {
    return dumpBroadcasts(system);
  }
  if (part !== undefined && !part.startsWith('-') && !ACTIVITY_PARTS.has(part)) {
    return `quhao: not supported: dumpsys activity ${part}; this handset's has activities, top, recents and broadcasts\n`;
  }
  const { resumed, stack } = await foregroundActivities(system);
  const history = stack.map(
    (row, place) => `      * Hist  #${stack.length - 1 - place}: ${formatRecord(row.component)} state=${row.state}\n`,
  );
  const focus =
    resumed === null
      ? ['  topResumedActivity=null\n']
      : [
          `    mResumedActivity: ${formatRecord(resumed)}\n`,
          `  topResumedActivity=${formatRecord(resumed)}\n`,
          `  ResumedActivity: ${formatRecord(resumed)}\n`,
          `  mFocusedApp=${formatRecord(resumed)}\n`,
        ];
  return [
    'ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)\n',
    'Display #0 (activities from top to bottom):\n',
    ...history,
    ...focus,
    '\n',
  ].join('');
}

/** The activities of the app in front, top first. Empty without an app. */
export async function foregroundActivities(
  system: System,
): Promise<{ readonly stack: readonly ActivityRow[]; readonly resumed: string | null }> {
  const app = system.device.apps.foreground();
  if (app === null) {
    return { stack: [], resumed: null };
  }
  const { stack, resumed } = await app.call('activities');
  return {
    stack: Array.isArray(stack) ? stack.map((row) => ({ component: String(row.component), state: String(row.state) })) : [],
    resumed: typeof resumed === 'string' ? resumed : null,
  };
}

/** `ActivityRecord{1f2e u0 com.example/.Main t1}`. The number is a hash of the name, so that it is the same in each dump. */
export function formatRecord(component: string): string {
  const shown = component.includes('/') ? shortComponent(parseComponent(component)) : component;
  const hash = [...component].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return `ActivityRecord{${hash.toString(16)} u0 ${shown} t1}`;
}
