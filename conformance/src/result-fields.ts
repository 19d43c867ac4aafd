/** The guide has three names for the description of a result (2.3): an SDK has one of them. */
const DESCRIPTIONS = ['desc', 'resultString', 'resultDesc'] as const;

/** The value of a field; `desc` is the description, whatever the SDK calls it. */
export function fieldOf(json: Readonly<Record<string, unknown>>, name: string): unknown {
  return name === 'desc' ? DESCRIPTIONS.map((one) => json[one]).find((value) => value !== undefined) : json[name];
}
