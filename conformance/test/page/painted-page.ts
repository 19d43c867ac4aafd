import { BLACK, BLUE, GREY, type PaintedView, WHITE } from './painted-screen.ts';

/** Parts of an authorisation page as a right SDK paints them; a test changes one of them. */
const TITLE: PaintedView = { at: [320, 24, 400, 72], text: '登录', ink: BLACK, size: 36 };
export const BACK: PaintedView = { at: [0, 0, 96, 96], type: 'android.widget.ImageView', description: '返回', clickable: true };
export const NUMBER: PaintedView = { at: [180, 416, 540, 492], text: '154****0001', ink: BLACK, size: 56 };
export const BUTTON: PaintedView = {
  at: [64, 624, 656, 720],
  type: 'android.widget.Button',
  text: '本机号码一键登录',
  clickable: true,
  fill: BLUE,
  ink: WHITE,
  size: 32,
  align: 'centre',
};
export const CHECK_BOX: PaintedView = {
  at: [64, 1305, 100, 1341],
  type: 'android.widget.CheckBox',
  checkable: true,
  clickable: true,
  children: [
    {
      at: [66, 1307, 98, 1339],
      fill: GREY,
      isUndumped: true,
      children: [{ at: [69, 1310, 95, 1336], fill: WHITE, isUndumped: true }],
    },
  ],
};
export const OPERATOR_TITLE = '《中国移动认证服务条款》';
export const TERMS: PaintedView = {
  at: [116, 1300, 656, 1380],
  text: `我已阅读并同意${OPERATOR_TITLE}并使用本机号码登录`,
  ink: GREY,
  size: 24,
  links: [{ title: OPERATOR_TITLE, ink: BLUE }],
};

export const PARTS = { title: TITLE, back: BACK, number: NUMBER, button: BUTTON, checkBox: CHECK_BOX, terms: TERMS };

/** The page's window; a part given as null is not there, `above` is drawn last. */
export function paintedWindow(
  changes: { readonly [Name in keyof typeof PARTS]?: PaintedView | null } = {},
  above: readonly PaintedView[] = [],
): PaintedView {
  const parts = Object.values({ ...PARTS, ...changes }).filter((part) => part !== null);
  return { at: [0, 0, 720, 1440], type: 'android.widget.FrameLayout', fill: WHITE, children: [...parts, ...above] };
}
