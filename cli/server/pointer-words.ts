/** The flags and arguments that fill a place of a document which the control API refuses. */
const PLACES: Readonly<Record<string, string>> = {
  '/id': 'the id',
  '/name': 'the name',
  '/seed': '--seed',
  '/ttlMs': '--ttl',
  '/preset': '--preset',
  '/times': '--times',
  '/effect/ms': '--by',
  '/effect/code': '--code',
  '/match/appid': '--appid',
  '/plane': '--plane',
  '/operation': '--operation',
  '/appid': '--appid',
  '/msisdn': '--msisdn',
  '/capability': '--capability',
  '/resultCode': '--code',
  '/msgid': '--msgid',
  '/after': '--after',
  '/ms': 'the duration',
  '/now': 'the time',
  '/rate': '--rate',
};

/** Says a refusal of the control API in the words of the command line: flags for JSON pointers. */
export function pointerWords(text: string): string {
  return text.replace(/(?<=^|[\s;,(])\/[a-zA-Z]+(?:\/[a-zA-Z]+)*(?= )/g, (pointer) => PLACES[pointer] ?? pointer);
}
