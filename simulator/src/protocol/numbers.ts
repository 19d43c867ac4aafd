/** 154****0001: three digits, four stars, four digits. */
export function maskNumber(msisdn: string): string {
  return `${msisdn.slice(0, 3)}****${msisdn.slice(7)}`;
}
