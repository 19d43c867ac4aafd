/** Codes of AOSP KeyEvent.java that a touch screen and a hardware keyboard need. Digits and letters are computed. */
const KEY_CODES = {
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

const DIGIT_BASE = 7;
const LETTER_BASE = 29;

/** The code of `4`, `BACK` or `KEYCODE_BACK`; null when the word names no key. */
export function keyCodeOf(word: string): number | null {
  if (/^\d+$/.test(word)) {
    return Number(word);
  }
  const name = word.toUpperCase().replace(/^KEYCODE_/, '');
  if (/^[0-9]$/.test(name)) {
    return DIGIT_BASE + Number(name);
  }
  if (/^[A-Z]$/.test(name)) {
    return LETTER_BASE + name.charCodeAt(0) - 'A'.charCodeAt(0);
  }
  return Object.hasOwn(KEY_CODES, name) ? KEY_CODES[name as keyof typeof KEY_CODES] : null;
}
