import { activitiesInFront, record } from './activity.ts';
import type { Dump } from './service.ts';

/** `dumpsys window [windows|displays]`: who has the focus. */
export const dumpWindow: Dump = async (system) => {
  const { resumed } = await activitiesInFront(system);
  const focus = resumed === null ? 'null' : `Window{1 u0 ${resumed}}`;
  return `WINDOW MANAGER WINDOWS (dumpsys window windows)\n  mCurrentFocus=${focus}\n  mFocusedApp=${resumed === null ? 'null' : record(resumed)}\n`;
};
