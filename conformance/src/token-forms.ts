import type { Redactor } from './redact.ts';

/** A token of the gateway (docs/wire.md §3). */
const TOKEN = /STsid[0-9]{20}[0-9a-zA-Z]{32}/g;

/** Makes every token in these texts known to the redactor, also one that was delivered under another name or never delivered. */
export function noteTokenForms(texts: readonly string[], redactor: Redactor): void {
  for (const token of texts.flatMap((text) => text.match(TOKEN) ?? [])) {
    redactor.add(token, 'token');
  }
}
