/** tokenValidate's own code space (wire.md §5; the operator's server document, not section 5 of the guide). */
export const NUMBER_CHECK_CODES = [
  { code: '000', name: 'OWN_NUMBER', meaning: 'the number is the phone’s own', zh: '该号码就是本机号码' },
  { code: '001', name: 'NOT_OWN_NUMBER', meaning: 'the number is not the phone’s own', zh: '该号码不是本机号码' },
  { code: '002', name: 'RETRIEVAL_FAILED', meaning: 'the operator could not retrieve the number', zh: '运营商取号失败' },
  {
    code: '003',
    name: 'TOKEN_CHECK_CALL_FAILED',
    meaning: 'internal token check failed (by force only)',
    zh: '内部令牌校验失败（只能强制返回）',
  },
  {
    code: '004',
    name: 'PHONE_NUMBER_WRONG',
    meaning: 'phoneNum is not what the formula gives for any number',
    zh: 'phoneNum 不是按公式由任何号码得出的',
  },
  {
    code: '102',
    name: 'PARAMETER_INVALID',
    meaning: 'a parameter is missing, of a wrong type, or malformed',
    zh: '参数缺失、类型不对或格式不对',
  },
  {
    code: '124',
    name: 'ADDRESS_REFUSED',
    meaning: 'the caller’s address is not on the app’s whitelist',
    zh: '调用方地址不在应用的白名单中',
  },
  { code: '302', name: 'SIGNATURE_WRONG', meaning: 'the signature does not match', zh: '签名不对' },
  { code: '303', name: 'PARSE_ERROR', meaning: 'not JSON, or without header and body', zh: '不是 JSON，或缺少 header、body' },
  {
    code: '606',
    name: 'TOKEN_CHECK_FAILED',
    meaning: 'token unknown, used, expired, of the other kind or of another app',
    zh: '令牌不存在、已使用、已过期、种类不对，或属于别的应用',
  },
  { code: '999', name: 'SYSTEM_ERROR', meaning: 'system error (by force only)', zh: '系统错误（只能强制返回）' },
  { code: '103420', name: 'CHECK_CAPABILITY_MISSING', meaning: 'the app lacks the number check', zh: '应用未开通本机号码校验' },
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
