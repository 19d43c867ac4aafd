/** Operators of China: MCC and MNC (ITU-T E.212), and the name that phones show. */
const OPERATORS = [
  { codes: ['46000', '46002', '46004', '46007', '46008'], name: 'CMCC' },
  { codes: ['46001', '46006', '46009'], name: 'CHN-UNICOM' },
  { codes: ['46003', '46005', '46011', '46012'], name: 'CHN-CT' },
  { codes: ['46015'], name: 'CBN' },
] as const;

export interface OperatorIdentity {
  readonly operator: string;
  readonly operatorName: string;
  readonly country: string;
}

export const NO_OPERATOR: OperatorIdentity = { operator: '', operatorName: '', country: '' };

/** The identity that a SIM with this MCC and MNC reports; null when the text is no MCC and MNC. */
export function operatorIdentity(code: string): OperatorIdentity | null {
  if (!/^\d{5,6}$/.test(code)) {
    return null;
  }
  const row = OPERATORS.find((candidate) => (candidate.codes as readonly string[]).includes(code));
  return { operator: code, operatorName: row?.name ?? code, country: code.startsWith('460') ? 'cn' : '' };
}
