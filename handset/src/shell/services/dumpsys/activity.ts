import type { System } from '../../system.ts';
import { parseComponent, shortComponent } from '../am/intent.ts';
import type { Dump } from './service.ts';

export interface ActivityRow {
  readonly component: string;
  readonly state: string;
}

/** `dumpsys activity [activities|top|recents]`: the stack of the app in front, top first, and who is resumed. */
export const dumpActivity: Dump = async (system) => {
  const { resumed, stack } = await activitiesInFront(system);
  const history = stack.map(
    (row, place) => `      * Hist  #${stack.length - 1 - place}: ${record(row.component)} state=${row.state}\n`,
  );
  const focus =
    resumed === null
      ? ['  topResumedActivity=null\n']
      : [
          `    mResumedActivity: ${record(resumed)}\n`,
          `  topResumedActivity=${record(resumed)}\n`,
          `  ResumedActivity: ${record(resumed)}\n`,
          `  mFocusedApp=${record(resumed)}\n`,
        ];
  return [
    'ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)\n',
    'Display #0 (activities from top to bottom):\n',
    ...history,
    ...focus,
    '\n',
  ].join('');
};

/** What the app in front says of its activities, top first; nothing where no app is there. */
export async function activitiesInFront(
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

/** `ActivityRecord{1f2e u0 com.example/.Main t1}`; the number is made of the name, so that it stays. */
export function record(component: string): string {
  const shown = component.includes('/') ? shortComponent(parseComponent(component)) : component;
  const hash = [...component].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return `ActivityRecord{${hash.toString(16)} u0 ${shown} t1}`;
}
