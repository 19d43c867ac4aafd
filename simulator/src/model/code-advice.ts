import type { RESULT_CODES } from './result-codes.ts';

/** Explains a code to a person, in our own words. `quhao explain` and docs/codes.md print it. */
export interface CodeAdvice {
  readonly meaning: { readonly en: string; readonly zh: string };
  /** How to provoke the code here. A command is the same in every language. */
  readonly provoke: string | { readonly en: string; readonly zh: string };
  /** What a client should do. */
  readonly client: { readonly en: string; readonly zh: string };
}

/** Languages that codes are explained in. */
export type Language = 'en' | 'zh';

/** How to provoke a code, in a language. */
export function provokeText({ provoke }: CodeAdvice, language: Language): string {
  return typeof provoke === 'string' ? provoke : provoke[language];
}

type Code = (typeof RESULT_CODES)[number]['code'];

export const CODE_ADVICE: Readonly<Record<Code, CodeAdvice>> = {
  '103000': {
    meaning: { en: 'The operation succeeded.', zh: '操作成功。' },
    provoke: { en: 'persona 00: a healthy subscriber', zh: 'persona 00：一切正常的号码' },
    client: {
      en: 'Read data or token of the answer; without them it is no success.',
      zh: '读取应答中的数据或令牌；缺少时不能当作成功。',
    },
  },
  '102101': {
    meaning: { en: 'The device has no network at all.', zh: '设备没有任何可用网络。' },
    provoke: 'adb shell cmd connectivity airplane-mode enable',
    client: { en: 'Ask the user to go online; do not retry in a loop.', zh: '提示用户联网，不要循环重试。' },
  },
  '102102': {
    meaning: { en: 'The connection broke while the gateway was answering.', zh: '网关应答途中连接中断。' },
    provoke: 'quhao fault add broken-off --plane bearer',
    client: { en: 'Offer another way to log in; one later retry is fair.', zh: '改用其他登录方式；可稍后重试一次。' },
  },
  '102103': {
    meaning: { en: 'Mobile data is off and nothing is cached.', zh: '移动数据已关闭，且没有可用缓存。' },
    provoke: 'adb shell svc data disable',
    client: { en: 'Ask the user to switch mobile data on.', zh: '请用户打开移动数据。' },
  },
  '102203': {
    meaning: { en: 'An argument of the call is null or empty.', zh: '调用参数为空。' },
    provoke: { en: 'call with an empty appId', zh: '用空的 appId 调用' },
    client: { en: 'Fix the call: it is a mistake in the app.', zh: '修正应用代码中的调用参数。' },
  },
  '102223': {
    meaning: {
      en: 'The answer could not be parsed; most often the subscriber is in arrears and the bearer answered with a page.',
      zh: '应答无法解析，常见原因是号码欠费、返回了充值页面。',
    },
    provoke: {
      en: 'persona 01, or quhao fault add arrears',
      zh: 'persona 01，或 quhao fault add arrears',
    },
    client: { en: 'Offer another way to log in.', zh: '改用其他登录方式。' },
  },
  '102507': {
    meaning: {
      en: 'The limit ran out between the press of the login button and the token.',
      zh: '点击登录按钮后到取得令牌之间超时。',
    },
    provoke: 'quhao fault add timeout --plane token',
    client: { en: 'Close the page and let the user try again.', zh: '关闭授权页，让用户重试。' },
  },
  '103101': {
    meaning: { en: 'The signature does not match, or the sealed part does not open.', zh: '签名不符，或加密部分无法解开。' },
    provoke: {
      en: 'sign with appSecret in place of appKey; the journal’s trace says which key it was',
      zh: '用 appSecret 代替 appKey 签名；日志的判定过程会说出用的是哪个密钥',
    },
    client: { en: 'Compare key and formula; look into the journal’s step 6.', zh: '核对密钥与签名公式，查看日志第 6 步。' },
  },
  '103102': {
    meaning: { en: 'Package name or signing certificate is not the registered one.', zh: '包名或签名证书与登记不一致。' },
    provoke: 'PATCH /v1/apps/{appid} {"packageName": "com.other"}',
    client: { en: 'Register the certificate that the build is really signed with.', zh: '登记实际打包所用的签名证书。' },
  },
  '103111': {
    meaning: {
      en: 'The request did not come over a mobile bearer that the operator knows.',
      zh: '请求不是从运营商认识的移动网络地址发来。',
    },
    provoke: { en: 'ask from an address without a session', zh: '从没有会话的地址发出请求' },
    client: {
      en: 'Switch VPN and proxy off; make sure the socket is bound to mobile data.',
      zh: '关闭 VPN 或代理，确认连接走移动数据。',
    },
  },
  '103119': {
    meaning: { en: 'There is no app with this id.', zh: '没有这个应用标识。' },
    provoke: { en: 'use an appid that is not registered, or one with a blank', zh: '使用未登记的 appid，或带空格的 appid' },
    client: { en: 'Check the appid for typing errors and blanks.', zh: '检查 appid 是否写错或带空格。' },
  },
  '103211': {
    meaning: {
      en: 'The message has the wrong content type, or values that are not strings.',
      zh: '内容类型不对，或有字段不是字符串。',
    },
    provoke: { en: 'send a number as a value', zh: '用数字作字段的值' },
    client: { en: 'Send application/json, an object, every value a string.', zh: '发送 application/json 对象，所有值用字符串。' },
  },
  '103412': {
    meaning: {
      en: 'The body is empty or not JSON, or RSA is asked for without registered keys.',
      zh: '请求体为空或不是 JSON，或未登记公钥却使用 RSA。',
    },
    provoke: { en: 'send an empty body', zh: '发送空的请求体' },
    client: { en: 'Send JSON; register both public keys before RSA.', zh: '发送 JSON；使用 RSA 前先登记公钥。' },
  },
  '103414': {
    meaning: { en: 'A field is missing or malformed.', zh: '缺少字段或字段格式不对。' },
    provoke: { en: 'leave msgid out', zh: '不带 msgid' },
    client: { en: 'Look into the journal’s step 3: it names the field.', zh: '查看日志第 3 步，其中写明字段。' },
  },
  '103511': {
    meaning: { en: 'The back end’s address is not on the app’s whitelist.', zh: '服务器地址不在白名单内。' },
    provoke: 'PATCH /v1/apps/{appid} {"whitelist": ""}',
    client: { en: 'Register the address that the operator really sees.', zh: '登记运营商实际看到的出口地址。' },
  },
  '103811': {
    meaning: { en: 'The token is the empty string.', zh: '令牌为空字符串。' },
    provoke: { en: 'exchange with token ""', zh: '用空字符串作 token 去换号码' },
    client: { en: 'Do not call the server without a token.', zh: '没有令牌时不要发起校验。' },
  },
  '103902': {
    meaning: {
      en: 'The scrip is unknown, expired, revoked, used up, or of another app or SIM.',
      zh: '凭证不存在、过期、被撤销、已用完，或属于其他应用或 SIM。',
    },
    provoke: { en: 'POST /v1/scrips/revoke, or advance the clock by an hour', zh: 'POST /v1/scrips/revoke，或把时钟拨快一小时' },
    client: { en: 'Drop the cached scrip; ask for a new one before the next attempt.', zh: '丢弃缓存凭证，下次登录前重新取号。' },
  },
  '103911': {
    meaning: { en: 'Too many unused tokens for this phone number within ten minutes.', zh: '该号码十分钟内未使用的令牌过多。' },
    provoke: {
      en: 'quhao fault add --next --code 103911, or 31 token requests of an SDK for one number (tokens that the control API mints do not count)',
      zh: 'quhao fault add --next --code 103911，或让 SDK 为同一个号码请求 31 次令牌（控制接口签发的令牌不计入）',
    },
    client: {
      en: 'Do not ask for tokens in advance; wait, or use those you have.',
      zh: '不要提前批量申请令牌，等待或先用掉已有的。',
    },
  },
  '104201': {
    meaning: { en: 'The token is unknown, too old, or was used already.', zh: '令牌不存在、已过期或已使用。' },
    provoke: { en: 'exchange a token twice, or after two minutes', zh: '同一个令牌换两次，或两分钟之后再换' },
    client: {
      en: 'Exchange each token once, at once; never repeat the call blindly.',
      zh: '令牌取得后立即校验一次，不要盲目重发。',
    },
  },
  '105001': {
    meaning: { en: 'China Unicom could not retrieve the number.', zh: '联通取号失败。' },
    provoke: 'persona 11',
    client: { en: 'Offer another way to log in.', zh: '改用其他登录方式。' },
  },
  '105002': {
    meaning: {
      en: 'China Mobile could not retrieve the number; often an IoT or data-only SIM.',
      zh: '移动取号失败，常见于物联网卡或纯流量卡。',
    },
    provoke: { en: 'persona 02, 03 or 04', zh: 'persona 02、03 或 04' },
    client: { en: 'Offer another way to log in.', zh: '改用其他登录方式。' },
  },
  '105003': {
    meaning: { en: 'China Telecom could not retrieve the number.', zh: '电信取号失败。' },
    provoke: 'persona 21',
    client: { en: 'Offer another way to log in.', zh: '改用其他登录方式。' },
  },
  '105012': {
    meaning: { en: 'The app has no right to China Telecom subscribers.', zh: '应用没有电信取号权限。' },
    provoke: { en: 'persona 22 with its app', zh: 'persona 22 和它的应用' },
    client: { en: 'Apply for the right, or offer another way to log in.', zh: '申请权限，或改用其他登录方式。' },
  },
  '105013': {
    meaning: { en: 'The app has no right to China Unicom subscribers.', zh: '应用没有联通取号权限。' },
    provoke: { en: 'persona 12 with its app', zh: 'persona 12 和它的应用' },
    client: { en: 'Apply for the right, or offer another way to log in.', zh: '申请权限，或改用其他登录方式。' },
  },
  '105018': {
    meaning: { en: 'A number-check token was presented to retrieve a number.', zh: '用号码校验的令牌去取号。' },
    provoke: {
      en: 'quhao token mint --capability check | quhao token exchange -',
      zh: 'quhao token mint --capability check | quhao token exchange -',
    },
    client: {
      en: 'Use the token of loginAuth here, that of mobileAuth for tokenValidate.',
      zh: '取号用 loginAuth 的令牌，校验用 mobileAuth 的令牌。',
    },
  },
  '105019': {
    meaning: { en: 'The app does not have this capability.', zh: '应用未开通该能力。' },
    provoke: 'PATCH /v1/apps/{appid} {"capabilities": []}',
    client: { en: 'Tick the capability at the portal.', zh: '在平台上勾选该能力。' },
  },
  '105021': {
    meaning: { en: 'The app’s retrievals of this day are used up.', zh: '当日取号次数已用完。' },
    provoke: 'PATCH /v1/apps/{appid} {"dailyLimit": 0}',
    client: { en: 'Offer another way to log in until the next day (China time).', zh: '次日（北京时间）前改用其他登录方式。' },
  },
  '105302': {
    meaning: { en: 'The app is registered but not admitted.', zh: '应用已登记但未获准入。' },
    provoke: 'PATCH /v1/apps/{appid} {"admitted": false}',
    client: { en: 'Have the app admitted.', zh: '联系平台开通准入。' },
  },
  '105312': {
    meaning: { en: 'The purchased calls are used up, or the trial is over.', zh: '余量用完或试用到期。' },
    provoke: 'PATCH /v1/apps/{appid} {"purchasedCalls": 0}',
    client: { en: 'Top up; it takes effect about half an hour later.', zh: '充值，约半小时后生效。' },
  },
  '105313': {
    meaning: { en: 'The path or method is no operation here.', zh: '路径或方法不是有效接口。' },
    provoke: { en: 'GET any path', zh: 'GET 任意路径' },
    client: { en: 'Check the URL letter by letter.', zh: '逐字检查 URL。' },
  },
  '200002': {
    meaning: { en: 'There is no SIM.', zh: '没有 SIM 卡。' },
    provoke: 'adb shell cmd quhao sim set 0 absent',
    client: { en: 'Offer another way to log in.', zh: '改用其他登录方式。' },
  },
  '200010': {
    meaning: { en: 'The SIM or its operator cannot be read.', zh: 'SIM 卡或运营商无法识别。' },
    provoke: 'adb shell cmd quhao sim set 0 unreadable',
    client: { en: 'Offer another way to log in.', zh: '改用其他登录方式。' },
  },
  '200005': {
    meaning: { en: 'The user refused a permission that the app asked for.', zh: '用户拒绝了应用申请的权限。' },
    provoke: 'adb shell pm revoke … READ_PHONE_STATE',
    client: { en: 'Explain why it is needed, or do without.', zh: '说明用途，或不依赖该权限。' },
  },
  '200020': {
    meaning: { en: 'The user closed the authorisation page.', zh: '用户关闭了授权页。' },
    provoke: { en: 'press back on the page', zh: '在授权页上按返回键' },
    client: { en: 'Respect it: offer another way to log in.', zh: '尊重用户选择，提供其他登录方式。' },
  },
  '200021': {
    meaning: { en: 'As 102223: the answer could not be parsed.', zh: '同 102223：应答无法解析。' },
    provoke: {
      en: 'persona 01, or quhao fault add half-json --plane bearer',
      zh: 'persona 01，或 quhao fault add half-json --plane bearer',
    },
    client: { en: 'Offer another way to log in.', zh: '改用其他登录方式。' },
  },
  '200022': {
    meaning: { en: 'As 102101: no network.', zh: '同 102101：没有网络。' },
    provoke: { en: 'airplane mode', zh: '飞行模式' },
    client: { en: 'Ask the user to go online.', zh: '提示用户联网。' },
  },
  '200023': {
    meaning: { en: 'The call took longer than its limit.', zh: '调用超过时限。' },
    provoke: {
      en: 'quhao fault add timeout --plane bearer, persona 31 or 32',
      zh: 'quhao fault add timeout --plane bearer，persona 31 或 32',
    },
    client: { en: 'Offer another way to log in; the limit is setOverTime’s.', zh: '改用其他登录方式；时限由 setOverTime 设定。' },
  },
  '200024': {
    meaning: { en: 'The system did not switch to mobile data.', zh: '系统未能切换到移动数据。' },
    provoke: { en: 'registration denied on the handset', zh: '让虚拟手机注册被拒' },
    client: { en: 'Offer another way to log in.', zh: '改用其他登录方式。' },
  },
  '200025': {
    meaning: {
      en: 'Another error: of the socket, or the system denies this app mobile data.',
      zh: '其他错误：套接字错误，或系统禁止该应用使用移动数据。',
    },
    provoke: { en: 'deny the app mobile data', zh: '禁止该应用使用移动数据' },
    client: { en: 'Look into the device’s log.', zh: '查看设备日志。' },
  },
  '200026': {
    meaning: { en: 'As 102203: an argument is null or empty.', zh: '同 102203：参数为空。' },
    provoke: { en: 'call with an empty appKey', zh: '用空的 appKey 调用' },
    client: { en: 'Fix the call.', zh: '修正调用参数。' },
  },
  '200027': {
    meaning: { en: 'As 102103: mobile data is off or unstable.', zh: '同 102103：移动数据关闭或不稳定。' },
    provoke: 'adb shell svc data disable',
    client: { en: 'Ask the user to switch mobile data on.', zh: '请用户打开移动数据。' },
  },
  '200028': {
    meaning: {
      en: 'As 102102: the network failed, or an HTTP status that is none of the protocol’s.',
      zh: '同 102102：网络异常，或返回了协议之外的 HTTP 状态。',
    },
    provoke: 'quhao fault add http-500 --plane bearer',
    client: { en: 'Offer another way to log in.', zh: '改用其他登录方式。' },
  },
  '200038': {
    meaning: { en: 'The request to the other operator failed.', zh: '向其他运营商的取号请求失败。' },
    provoke: {
      en: 'persona 10, and fault {match: …, effect: {kind: socket, fault: CONNECTION_RESET_BY_PEER}} at its host',
      zh: 'persona 10，并在其主机上设 fault {match: …, effect: {kind: socket, fault: CONNECTION_RESET_BY_PEER}}',
    },
    client: { en: 'Offer another way to log in.', zh: '改用其他登录方式。' },
  },
  '200039': {
    meaning: { en: 'The other operator’s gateway refused in a way of its own.', zh: '其他运营商网关返回了自己的失败码。' },
    provoke: {
      en: 'persona 10, and fault {effect: {kind: code, code: "900001"}} at its host',
      zh: 'persona 10，并在其主机上设 fault {effect: {kind: code, code: "900001"}}',
    },
    client: { en: 'Offer another way to log in.', zh: '改用其他登录方式。' },
  },
  '200040': {
    meaning: { en: 'A layout or drawable that the theme names does not exist.', zh: '主题引用的布局或图片不存在。' },
    provoke: { en: 'setAuthThemeConfig with a name that is none', zh: 'setAuthThemeConfig 使用不存在的资源名' },
    client: { en: 'Fix the theme’s resources.', zh: '修正主题资源。' },
  },
  '200050': {
    meaning: { en: 'The peer closed without a byte.', zh: '对端未返回任何数据就关闭连接。' },
    provoke: 'quhao fault add no-answer --plane bearer',
    client: { en: 'Offer another way to log in.', zh: '改用其他登录方式。' },
  },
  '200072': {
    meaning: { en: 'The token endpoint’s certificate chain is not trusted.', zh: '令牌接口的证书链不受信任。' },
    provoke: 'quhao fault add tls-unknown-ca --plane token',
    client: { en: 'Never go on: somebody may be in between.', zh: '不要继续，可能存在中间人。' },
  },
  '200080': {
    meaning: { en: 'The number check serves China Mobile only.', zh: '本机号码校验仅支持移动号码。' },
    provoke: { en: 'mobileAuth with a Unicom SIM', zh: '用联通 SIM 调用 mobileAuth' },
    client: { en: 'Check the number in another way.', zh: '改用其他方式校验号码。' },
  },
  '200082': {
    meaning: { en: 'The gateway is busy or the feature is switched off.', zh: '网关繁忙或功能被关闭。' },
    provoke: 'PATCH /v1/settings {"switchedOff": ["prefetch"]}',
    client: { en: 'Try again later.', zh: '稍后再试。' },
  },
  '200087': {
    meaning: { en: 'The authorisation page is on screen; never a final result.', zh: '授权页已显示；不是最终结果。' },
    provoke: { en: 'loginAuth with a page-in listener', zh: '带授权页拉起监听调用 loginAuth' },
    client: { en: 'Hide your own loading screen; wait for the result.', zh: '隐藏自己的加载画面，等待最终结果。' },
  },
};
