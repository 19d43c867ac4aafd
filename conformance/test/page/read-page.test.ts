import { describe, expect, test } from 'vitest';
import { readNumber } from '../../src/page/masked-number.ts';
import type { ConsentDialog, Page, PageHints, Part, Reading } from '../../src/page/page.ts';
import { readPage } from '../../src/page/read-page.ts';
import { BACK, BUTTON, CHECK_BOX, NUMBER, OPERATOR_TITLE, paintedWindow, TERMS } from './painted-page.ts';
import { BLACK, BLUE, GREY, type PaintedView, paintedScreen, WHITE } from './painted-screen.ts';

type Changes = Parameters<typeof paintedWindow>[0];

function read(windows: readonly PaintedView[], hints: PageHints = {}): Reading {
  return readPage(paintedScreen(windows, hints));
}

function pageWith(changes: Changes, above: readonly PaintedView[] = []): Page {
  const reading = read([paintedWindow(changes, above)]);
  expect(reading).toMatchObject({ kind: 'page' });
  return reading as Page;
}

const HOME: PaintedView = {
  at: [0, 0, 720, 1440],
  fill: WHITE,
  children: [{ at: [100, 100, 600, 160], text: '登录', clickable: true, ink: BLACK }],
};

describe('number', () => {
  test.each([
    '154****0001',
    '154 **** 0001',
    '154-****-0001',
    '154＊＊＊＊0001',
    '１５４****０００１',
    '154••••0001',
    '154xxxx0001',
    '154XXXX0001',
    '154●●●●0001',
    '154···· 0001',
    '+86 154****0001',
    '86-154****0001',
    '本机号码：154****0001',
    '154*****001',
    '154✱✱✱✱0001',
  ])('%s is a masked number', (text) => {
    expect(readNumber(text)).toMatchObject({ isMasked: true, head: '154' });
    expect(pageWith({ number: { ...NUMBER, text, size: 32 } }).number?.isMasked).toBe(true);
  });

  test.each(['15400000001', '154 0000 0001', '+86 154-0000-0001'])(
    '%s is shown whole, and does not stand in the reading',
    (text) => {
      const { number } = pageWith({ number: { ...NUMBER, text } });
      expect(number).toMatchObject({ isMasked: false, words: '154****0001' });
    },
  );

  test.each(['2026-11-28', '1.0.154', '154****', '****0001', '请输入验证码', '400-154-0000', '154000000012345'])(
    '%s is no phone number',
    (text) => {
      expect(readNumber(text)).toBeNull();
    },
  );

  test('pieces in one row are read as one number', () => {
    const pieces = ['154', '****', '0001'].map(
      (text, index): PaintedView => ({ at: [180 + index * 110, 416, 280 + index * 110, 492], text, ink: BLACK, size: 50 }),
    );
    const { number } = pageWith({ number: { at: [180, 416, 540, 492], children: pieces } });
    expect(number).toMatchObject({ isMasked: true, tail: '0001', bounds: { left: 180, right: 500 } });
  });
});

describe('button', () => {
  const caption: PaintedView = { at: [230, 650, 490, 694], text: '一键登录', ink: WHITE, size: 32 };

  test('a clickable layout with the words in a view inside is the button', () => {
    const { text: _, ...shape } = BUTTON;
    const { button } = pageWith({
      button: { ...shape, type: 'android.widget.LinearLayout', children: [{ at: [200, 640, 500, 700], children: [caption] }] },
    });
    expect(button).toMatchObject({
      words: '一键登录',
      bounds: { left: 64, right: 656 },
      target: { clickable: true },
      tapAt: { x: 360, y: 672 },
    });
  });

  test.each([
    '本机号码一键登录',
    '一键登录',
    '登录',
    '登錄',
    '立即注册',
    '同意并登录',
    'Login',
    'Log in with this number',
    'Sign in',
    'One-tap login',
  ])('%s is a caption of it', (text) => {
    expect(pageWith({ button: { ...BUTTON, text } }).button?.words).toBe(text);
  });

  test('other ways to log in are none, whatever their size', () => {
    const other: PaintedView = { ...BUTTON, at: [40, 760, 680, 880], text: '其他方式登录' };
    expect(pageWith({}, [other]).button?.words).toBe('本机号码一键登录');
    expect(pageWith({ button: { ...BUTTON, text: '登录' } }, [other]).button?.words).toBe('登录');
  });

  test('a configured text is the button, whatever it says', () => {
    const reading = read([paintedWindow({ button: { ...BUTTON, text: '马上开始' } })], { buttonText: '马上开始' });
    expect(reading).toMatchObject({ kind: 'page', button: { words: '马上开始' } });
  });

  test('two that are as likely and as large are unclear, not a fail', () => {
    const twin: PaintedView = { ...BUTTON, at: [64, 760, 656, 856] };
    expect(read([paintedWindow({}, [twin])])).toEqual({ kind: 'unclear', reason: expect.stringContaining('could be') });
  });

  test('of two with the same words it is the one that takes taps', () => {
    const label: PaintedView = { ...BUTTON, at: [64, 520, 656, 616], type: 'android.widget.TextView', clickable: false };
    expect(pageWith({}, [label]).button?.tapAt).toEqual({ x: 360, y: 672 });
    expect(pageWith({ button: label }, [BUTTON]).button?.tapAt).toEqual({ x: 360, y: 672 });
  });

  test('an image and the words beside it that both take taps are one', () => {
    const image: PaintedView = { at: [64, 624, 256, 720], description: '本机号码一键登录', clickable: true, fill: BLUE };
    const words: PaintedView = { ...BUTTON, at: [256, 624, 500, 720], type: 'android.widget.TextView' };
    expect(pageWith({ button: image }, [words]).button?.tapAt).toEqual({ x: 378, y: 672 });
  });

  test('two rows with the same words are unclear, and the reason names the cure', () => {
    const twin: PaintedView = { ...BUTTON, at: [64, 760, 656, 856] };
    const reason = expect.stringMatching(
      /"本机号码一键登录" or "本机号码一键登录"; an adapter may name it \(page: \{button: …\}\)/,
    );
    expect(read([paintedWindow({}, [twin])])).toEqual({ kind: 'unclear', reason });
  });

  test('a root that takes taps makes no button of the title', () => {
    const reading = read([{ ...paintedWindow({ button: null }), clickable: true }]);
    expect(reading).toMatchObject({ kind: 'page', button: null });
  });

  test('an id of the adapter wins', () => {
    const odd: PaintedView = { at: [64, 760, 656, 856], id: 'go', type: 'android.widget.ImageView', clickable: true, fill: BLUE };
    expect(read([paintedWindow({}, [odd])], { ids: { button: 'go' } })).toMatchObject({
      kind: 'page',
      button: { tapAt: { x: 360, y: 808 } },
    });
  });
});

describe('check box', () => {
  const picture: PaintedView = { ...CHECK_BOX, type: 'android.widget.ImageView', checkable: false };

  test('a picture beside the terms that takes taps is the check box, its state unknown', () => {
    expect(pageWith({ checkBox: picture }).checkBox).toMatchObject({ tapAt: { x: 82, y: 1323 }, state: 'unknown' });
  });

  test('"remember me" above the terms is not taken', () => {
    const remember: PaintedView = { ...CHECK_BOX, at: [64, 1200, 100, 1236], id: 'remember' };
    const text: PaintedView = { at: [116, 1200, 300, 1240], text: '记住我', ink: GREY, size: 24 };
    for (const checkBox of [CHECK_BOX, picture]) {
      const shown = pageWith({ checkBox }, [remember, text]);
      expect(shown.checkBox?.tapAt).toEqual({ x: 82, y: 1323 });
      expect(shown.terms?.words).not.toContain('记住我');
    }
  });

  test.each([
    ['○', 'unchecked'],
    ['●', 'checked'],
    ['☑', 'checked'],
    ['♡', 'unknown'],
  ])('a character beside the terms that takes taps is the check box: %s is %s', (text, state) => {
    const glyph: PaintedView = { at: [64, 1305, 100, 1341], text, clickable: true, ink: GREY, size: 30 };
    expect(pageWith({ checkBox: glyph }).checkBox).toMatchObject({ tapAt: { x: 82, y: 1323 }, state });
  });

  test('terms that are the text of a check box have it at their left end', () => {
    const { checkBox } = pageWith({
      checkBox: null,
      terms: { ...TERMS, type: 'android.widget.CheckBox', clickable: true, checkable: true },
    });
    expect(checkBox).toMatchObject({ tapAt: { x: 148 }, state: 'unchecked' });
  });

  test('a picture in a clickable row with the terms is the check box', () => {
    const row: PaintedView = { at: [64, 1300, 656, 1384], clickable: true, children: [{ ...picture, clickable: false }, TERMS] };
    expect(pageWith({ checkBox: null, terms: row }).checkBox?.tapAt).toEqual({ x: 82, y: 1323 });
  });

  test('a page without one has none', () => {
    expect(pageWith({ checkBox: null }).checkBox).toBeNull();
  });
});

describe('terms', () => {
  const piece = ([left, right]: readonly [number, number], text: string, clickable: boolean): PaintedView => ({
    at: [left, 1300, right, 1340],
    text,
    ink: clickable ? BLUE : GREY,
    size: 20,
    clickable,
  });

  test('links that are views of their own are taken as they stand', () => {
    const row: PaintedView = {
      at: [110, 1300, 700, 1340],
      children: [
        piece([110, 240], '阅读并同意', false),
        piece([240, 470], '中国移动认证服务条款', true),
        piece([470, 500], '和', false),
        piece([500, 600], '隐私政策', true),
      ],
    };
    const { terms } = pageWith({ terms: row });
    expect(terms?.links).toMatchObject([
      { title: '中国移动认证服务条款', operator: 'mobile', placedBy: 'view', tapAt: { x: 355, y: 1320 } },
      { title: '隐私政策', operator: null, placedBy: 'view', tapAt: { x: 550, y: 1320 } },
    ]);
    expect(terms?.words).toBe('阅读并同意中国移动认证服务条款和隐私政策');
  });

  test('a link inside the text is placed by its colour', () => {
    const [link] = pageWith({}).terms?.links ?? [];
    expect(link).toMatchObject({ title: '中国移动认证服务条款', placedBy: 'colour' });
    // Seven characters of 24 pixels stand before it.
    expect(Math.abs((link?.boxes[0]?.left ?? 0) - (116 + 7 * 24))).toBeLessThan(12);
  });

  test('a link in the colour of its text is placed by its characters', () => {
    const { links: _, ...plain } = TERMS;
    const [link] = pageWith({ terms: plain }).terms?.links ?? [];
    expect(link).toMatchObject({ placedBy: 'characters' });
    expect(Math.abs((link?.boxes[0]?.left ?? 0) - (116 + 7 * 24))).toBeLessThan(24);
  });

  test.each([
    ['中国移动认证服务条款', 'mobile'],
    ['中国联通认证服务协议', 'unicom'],
    ['中国电信天翼账号服务条款', 'telecom'],
    ['天翼账号服务与隐私协议', 'telecom'],
  ])('%s are the terms of %s, with and without book-title marks', (title, operator) => {
    for (const shown of [title, `《${title}》`]) {
      const { terms } = pageWith({ terms: { ...TERMS, text: `我已阅读并同意${shown}、隐私政策`, links: [] } });
      expect(terms?.links[0]).toMatchObject({ title, operator });
    }
  });

  test('terms worded as a request are terms, with and without book-title marks', () => {
    for (const title of ['中国移动认证服务条款', OPERATOR_TITLE]) {
      const { terms, hintTexts } = pageWith({ terms: { ...TERMS, text: `请阅读并同意${title}`, links: [] } });
      expect(terms?.links).toMatchObject([{ operator: 'mobile' }]);
      expect(hintTexts).toEqual([]);
    }
  });

  test('a sentence of consent that names no terms has a check box all the same', () => {
    const { terms, checkBox } = pageWith({ terms: { ...TERMS, text: '我已阅读并同意并使用本机号码登录', links: [] } });
    expect(terms?.links).toEqual([]);
    expect(checkBox?.tapAt).toEqual({ x: 82, y: 1323 });
  });

  test('a hint above the terms is none of them', () => {
    const hint: PaintedView = { at: [64, 1250, 268, 1296], text: '请先勾选同意服务协议', ink: WHITE, fill: BLACK, size: 20 };
    const shown = pageWith({}, [hint]);
    expect(shown.terms?.words).toBe(TERMS.text);
    expect(shown.hintTexts).toEqual(['请先勾选同意服务协议']);
  });
});

describe('close', () => {
  test.each([
    ['words', BACK],
    ['its id', { ...BACK, description: '', id: 'iv_close' }],
    ['the word on a stock button, which is 88 dp wide', { ...BUTTON, at: [0, 0, 176, 96], text: '返回' }],
    ['the arrow on a stock button', { ...BUTTON, at: [0, 0, 176, 96], text: '←', description: '返回' }],
    ['a text below that declines', { ...BUTTON, at: [260, 1300, 460, 1360], text: '暂不' }],
    ['its place', { ...BACK, at: [640, 0, 720, 80], description: '' }],
  ] as const)('is known by %s', (_, back) => {
    expect(pageWith({ back: back as PaintedView }).close).not.toBeNull();
  });

  test('a page without one has none', () => {
    expect(pageWith({ back: null }).close).toBeNull();
    const other = { ...BUTTON, at: [260, 1300, 460, 1360], text: '其他方式登录' } as const;
    expect(pageWith({ back: other }).close).toBeNull();
  });
});

describe('what lies above the page', () => {
  const button = (left: number, text: string): PaintedView => ({
    at: [left, 860, left + 200, 930],
    text,
    ink: BLACK,
    size: 30,
    clickable: true,
  });
  const dialog: PaintedView = {
    at: [60, 520, 660, 960],
    fill: WHITE,
    children: [
      { at: [100, 560, 620, 800], text: `请阅读并同意${OPERATOR_TITLE}后继续`, ink: BLACK, size: 28 },
      button(100, '不同意'),
      button(400, '同意并继续'),
    ],
  };

  test('a window with agree and refuse is the consent dialog; below it stands the page', () => {
    const reading = read([paintedWindow(), dialog]);
    expect(reading).toMatchObject({ kind: 'page', button: { words: '本机号码一键登录' } });
    expect((reading as Page).dialog).toMatchObject({
      agree: { words: '同意并继续', tapAt: { x: 500, y: 895 } },
      refuse: { words: '不同意' },
    });
  });

  test('a panel in the page is one too', () => {
    expect(pageWith({}, [dialog]).dialog).toMatchObject({ agree: { words: '同意并继续' }, bounds: { top: 520 } });
  });

  test('its button to agree may log in by one tap too', () => {
    const login: PaintedView = { ...BUTTON, at: [310, 830, 650, 950], text: '同意并一键登录' };
    const panel: PaintedView = { ...dialog, children: [...(dialog.children ?? []).slice(0, 2), login] };
    expect(pageWith({}, [panel])).toMatchObject({
      button: { words: '本机号码一键登录' },
      dialog: { agree: { words: '同意并一键登录' } },
    });
  });

  test('where the dump has the front window only, the dialog stands alone', () => {
    const alone = read([dialog]) as ConsentDialog;
    expect(alone).toMatchObject({ kind: 'dialog', agree: { words: '同意并继续' }, refuse: { words: '不同意' } });
  });

  test('a button to agree that also logs in is not the page', () => {
    const login: PaintedView = { ...dialog, children: [...(dialog.children ?? []).slice(0, 2), button(400, '同意并登录')] };
    expect(read([login])).toMatchObject({ kind: 'dialog' });
    expect(read([paintedWindow(), login])).toMatchObject({
      kind: 'page',
      button: { words: '本机号码一键登录' },
      dialog: { agree: { words: '同意并登录' } },
    });
  });

  test('Agree and Disagree are words of it', () => {
    const english: PaintedView = {
      ...dialog,
      children: [...(dialog.children ?? []).slice(0, 1), button(100, 'Disagree'), button(400, 'Agree')],
    };
    expect(read([paintedWindow(), english])).toMatchObject({
      dialog: { agree: { words: 'Agree' }, refuse: { words: 'Disagree' } },
    });
  });

  test('where the dump has the front window only, a dialog with one button is a notice', () => {
    const words: PaintedView = { at: [100, 560, 620, 620], text: '请先同意条款', ink: BLACK, size: 28 };
    expect(read([{ ...dialog, children: [words, button(400, '知道了')] }])).toEqual({
      kind: 'absent',
      notice: { words: '请先同意条款 知道了', button: expect.objectContaining({ words: '知道了' }) as Part },
    });
  });

  test('a page whose button agrees and whose corner goes back has no dialog', () => {
    expect(pageWith({ button: { ...BUTTON, text: '同意并登录' } }).dialog).toBeNull();
  });

  test('a Toast is a hint and no dialog', () => {
    const toast: PaintedView = {
      at: [200, 1100, 520, 1180],
      fill: BLACK,
      children: [{ at: [220, 1110, 500, 1170], text: '先看看协议吧', ink: WHITE }],
    };
    expect(read([paintedWindow(), toast])).toMatchObject({ kind: 'page', dialog: null, hintTexts: ['先看看协议吧'] });
  });
});

describe('whether there is a page', () => {
  test('an app that says "log in" shows none', () => {
    expect(read([HOME])).toEqual({ kind: 'absent' });
    expect(read([])).toEqual({ kind: 'absent' });
  });

  test('a number alone is unclear', () => {
    expect(read([paintedWindow({ button: null, terms: null, title: null })])).toMatchObject({
      kind: 'unclear',
      reason: expect.stringContaining('154****0001'),
    });
  });

  test('the page above a page of the app is the page', () => {
    expect(read([HOME, paintedWindow()])).toMatchObject({ kind: 'page', window: { root: { children: { length: 6 } } } });
  });
});
