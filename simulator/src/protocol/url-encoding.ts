/** Percent-encoded UTF-8. Half of a surrogate pair, which has no UTF-8, counts as U+FFFD, where encodeURIComponent throws. */
export function urlEncoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
