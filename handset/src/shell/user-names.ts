const FIRST_APP_UID = 10_000;

/** `u0_a123` for the user of an app. */
export function userNameOf(uid: number): string {
  return uid >= FIRST_APP_UID ? `u0_a${uid - FIRST_APP_UID}` : String(uid);
}
