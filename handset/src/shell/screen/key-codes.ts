/** AOSP KeyEvent.java, as far as a screen with soft keys and a hardware keyboard needs them. */
const named = {
  HOME: 3,
  BACK: 4,
  CALL: 5,
  ENDCALL: 6,
  STAR: 17,
  POUND: 18,
  DPAD_UP: 19,
  DPAD_DOWN: 20,
  DPAD_LEFT: 21,
  DPAD_RIGHT: 22,
  DPAD_CENTER: 23,
  VOLUME_UP: 24,
  VOLUME_DOWN: 25,
  POWER: 26,
  CAMERA: 27,
  CLEAR: 28,
  COMMA: 55,
  PERIOD: 56,
  ALT_LEFT: 57,
  ALT_RIGHT: 58,
  SHIFT_LEFT: 59,
  SHIFT_RIGHT: 60,
  TAB: 61,
  SPACE: 62,
  ENTER: 66,
  DEL: 67,
  MENU: 82,
  SEARCH: 84,
  PAGE_UP: 92,
  PAGE_DOWN: 93,
  ESCAPE: 111,
  FORWARD_DEL: 112,
  CTRL_LEFT: 113,
  CTRL_RIGHT: 114,
  MOVE_HOME: 122,
  MOVE_END: 123,
  APP_SWITCH: 187,
  SLEEP: 223,
  WAKEUP: 224,
} as const;

const digitBase = 7;
const letterBase = 29;

/** `4`, `BACK` or `KEYCODE_BACK`; null for what is no key. */
export function keyCodeOf(word: string): number | null {
  if (/^\d+$/.test(word)) {
    return Number(word);
  }
  const name = word.toUpperCase().replace(/^KEYCODE_/, '');
  if (/^[0-9]$/.test(name)) {
    return digitBase + Number(name);
  }
  if (/^[A-Z]$/.test(name)) {
    return letterBase + name.charCodeAt(0) - 'A'.charCodeAt(0);
  }
  return Object.hasOwn(named, name) ? named[name as keyof typeof named] : null;
}
