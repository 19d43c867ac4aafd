import type { System } from '../../system.ts';
import { foregroundActivities, formatRecord } from './activity.ts';

/** `dumpsys window [windows|displays]`: the focused window. */
export async function dumpWindow(system: System): Promise<string> {
  const { resumed } = await foregroundActivities(system);
  const focus = resumed === null ? 'null' : `Window{1 u0 ${resumed}}`;
  return `WINDOW MANAGER WINDOWS (dumpsys window windows)\n  mCurrentFocus=${focus}\n  mFocusedApp=${resumed === null ? 'null' : formatRecord(resumed)}\n`;
}
