import type { Redactor } from './redact.ts';

/** A token of the gateway (docs/wire.md §3). */
const TOKEN = /STsid[0-9]{20}[0-9a-zA-Z]{32}/g;

/** Makes every token in these texts known to the redactor, also one that was delivered under another name or never delivered. Returns them. */
export function noteTokenForms(texts: readonly string[], redactor: Redactor): readonly string[] {
  const tokens = [...new Set(texts.flatMap((text) => text.match(TOKEN) ?? []))];
  for (const token of tokens) {
    redactor.add(token, 'token');
  }
  return tokens;
}
