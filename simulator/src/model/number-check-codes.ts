/** tokenValidate's own code space (wire.md §5; the operator's server document, not section 5 of the guide). */
export const NUMBER_CHECK_CODES = [
  { code: '000', name: 'OWN_NUMBER', meaning: 'the number is the phone’s own' },
  { code: '001', name: 'NOT_OWN_NUMBER', meaning: 'the number is not the phone’s own' },
  { code: '002', name: 'RETRIEVAL_FAILED', meaning: 'the operator could not retrieve the number' },
  { code: '003', name: 'TOKEN_CHECK_CALL_FAILED', meaning: 'internal token check failed (by force only)' },
  { code: '004', name: 'PHONE_NUMBER_WRONG', meaning: 'phoneNum is not what the formula gives for any number' },
  { code: '102', name: 'PARAMETER_INVALID', meaning: 'a parameter is missing, of a wrong type, or malformed' },
  { code: '124', name: 'ADDRESS_REFUSED', meaning: 'the caller’s address is not on the app’s whitelist' },
  { code: '302', name: 'SIGNATURE_WRONG', meaning: 'the signature does not match' },
  { code: '303', name: 'PARSE_ERROR', meaning: 'not JSON, or without header and body' },
  { code: '606', name: 'TOKEN_CHECK_FAILED', meaning: 'token unknown, used, expired, of the other kind or of another app' },
  { code: '999', name: 'SYSTEM_ERROR', meaning: 'system error (by force only)' },
  { code: '103420', name: 'CHECK_CAPABILITY_MISSING', meaning: 'the app lacks the number check' },
] as const;

export type NumberCheckName = (typeof NUMBER_CHECK_CODES)[number]['name'];

const byName = new Map<NumberCheckName, (typeof NUMBER_CHECK_CODES)[number]>(NUMBER_CHECK_CODES.map((row) => [row.name, row]));

export function numberCheckCode(name: NumberCheckName): (typeof NUMBER_CHECK_CODES)[number] {
  const row = byName.get(name);
  if (row === undefined) {
    throw new Error(`no number check code is named ${name}`);
  }
  return row;
}

export function findNumberCheckCode(code: string): (typeof NUMBER_CHECK_CODES)[number] | undefined {
  return NUMBER_CHECK_CODES.find((row) => row.code === code);
}
