const OWNER: ReadonlySet<string> = new Set(['0', 'all', 'current', 'cur', '-1', '-2']);

/** True for a user that the handset has: the owner, by number or by a word for all or the current one. */
export function isKnownUser(text: string | undefined): boolean {
  return text === undefined || OWNER.has(text);
}
