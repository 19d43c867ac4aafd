import type { System } from '../../system.ts';
import { NIGHT_MODES } from '../settings/settings-store.ts';

/** `dumpsys uimode`: the night mode, and what it makes of the configuration (UI_MODE_TYPE_NORMAL with night or without). */
export function dumpUiMode({ settings }: System): string {
  const { nightMode, isDark } = settings;
  const mode = isDark ? '0x21' : '0x11';
  return [
    'Current UI Mode Service state:\n',
    '  mDockState=0 mLastBroadcastState=0\n',
    `  mNightMode=${NIGHT_MODES[nightMode]} (${nightMode}) mCarModeEnabled=false mComputedNightMode=${isDark}\n`,
    `  mCurUiMode=${mode} mSetUiMode=${mode}\n`,
  ].join('');
}
