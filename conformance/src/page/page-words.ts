/** The words by which a person knows the parts of an authorisation page, in its three languages (guide 2.5.1). */

export const LOGIN_WORDS = /登[录錄陆陸]|注册|註冊|\b(?:log|sign)[ -]?(?:in|up|on)\b|\bregister\b/iu;

/** Words that only the button for this phone's own number has. */
export const ONE_TAP_WORDS = /本机|本機|一键|一鍵|\bone[ -]?(?:tap|key|click|touch)\b|\bthis (?:phone )?number\b/iu;

/** A way to log in that is not this one. */
export const OTHER_WAY_WORDS =
  /其他|其它|更多|切换|切換|换|驗證碼|验证码|密码|密碼|微信|QQ|支付宝|微博|\bother|\bpassword|\bcode\b|\bswitch/iu;

export const TERMS_WORDS = /条款|條款|协议|協議|政策|隐私|隱私|\bterms\b|\bagreements?\b|\bpolicy\b|\bprivacy\b/iu;

export const CONSENT_WORDS = /同意|阅读|閱讀|勾选|勾選|\bagree|\bread\b|\baccept/iu;

/** Says in the user's name that consent is given, also where no terms are named. */
export const GIVEN_CONSENT_WORDS = /(?:已|我).{0,3}(?:阅读|閱讀|同意)|\bI (?:have read|agree|accept)/iu;

/** Asks for the consent that is missing. */
export const HINT_WORDS =
  /请.{0,8}(?:同意|勾选|阅读)|請.{0,8}(?:同意|勾選|閱讀)|\bplease\b.{0,160}\b(?:agree|read|tick|check|accept)/iu;

/** What may stand between the titles of terms. */
export const BETWEEN_TERMS = /^[\s、，,和与與及以&并並且]*$|^(?:and|,)$/iu;

export const AGREE_WORDS =
  /^(?:我?已?阅?读?并?同意|确[定认]|確[定認]|继续|繼續|好的?$|i? ?agree|accept|confirm|continue|ok$|yes$)/iu;

export const REFUSE_WORDS =
  /^(?:不同意|不[了用]|拒绝|拒絕|取消|暂不|暫不|再想想|disagree|decline|refuse|reject|cancel|no\b|not now|later)/iu;

export const CLOSE_WORDS = /返回|关闭|關閉|\bback\b|\bclose\b|\bnavigate up\b|^[×✕✖xX‹<←]$/iu;

/** The whole of a control's words by which the user goes back to where he was, wherever it stands. */
export const LEAVE_WORDS = /^(?:返回|返回登[录錄]|返回上一[页頁]|关闭|關閉|我?知道了|完成|(?:go )?back|close|done|got it)$/iu;

/** The whole of a control's words by which the user leaves without an answer. */
export const DECLINE_WORDS =
  /^(?:暂不(?:登[录錄]|使用)?|暫不(?:登[录錄]|使用)?|跳过|跳過|取消|以后再说|以後再說|稍后|稍後|下次再说|离开|離開|退出|skip|cancel|not now|later|maybe later|exit)$/iu;

export const CLOSE_IDS = /back|close|return|exit|cancel/iu;

/** The operator's own terms, which stay in simplified Chinese whatever the page's language (PAG-04, PAG-10). */
export const OPERATOR_TERMS = [
  { operator: 'mobile', title: /(?:中国)?移动[^，,、。《》]{0,14}(?:条款|协议)/u },
  { operator: 'unicom', title: /(?:中国)?联通[^，,、。《》]{0,14}(?:条款|协议)/u },
  { operator: 'telecom', title: /(?:(?:中国)?电信|天翼)[^，,、。《》]{0,14}(?:条款|协议)/u },
] as const satisfies readonly { readonly operator: string; readonly title: RegExp }[];

export type Operator = (typeof OPERATOR_TERMS)[number]['operator'];

export function operatorOf(title: string): Operator | null {
  return OPERATOR_TERMS.find((row) => row.title.test(title))?.operator ?? null;
}
