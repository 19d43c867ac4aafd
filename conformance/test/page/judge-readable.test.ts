import { describe, expect, test } from 'vitest';
import { type Finding, judgeReadable } from '../../src/page/judge-readable.ts';
import type { Page } from '../../src/page/page.ts';
import { readPage } from '../../src/page/read-page.ts';
import { BUTTON, CHECK_BOX, NUMBER, OPERATOR_TITLE, paintedWindow, TERMS } from './painted-page.ts';
import { BLACK, BLUE, GREY, type PaintedView, paintedScreen, WHITE } from './painted-screen.ts';

type Changes = Parameters<typeof paintedWindow>[0];

function judge(changes: Changes, above: readonly PaintedView[] = [], windows: readonly PaintedView[] = []): readonly Finding[] {
  const reading = readPage(paintedScreen([paintedWindow(changes, above), ...windows]));
  expect(reading).toMatchObject({ kind: 'page' });
  return judgeReadable(reading as Page);
}

const WHOLE = [0, 0, 720, 1440] as const;
const ALL_PARTS = ['number', 'button', 'terms'] as const;
/** Bars as a photo has them: they go on outside the number and have other widths than its digits. */
const PHOTO: readonly PaintedView[] = Array.from({ length: 7 }, (_, index) => ({
  at: [170 + index * 50, 400, 205 + index * 50, 500],
  fill: index % 2 === 0 ? 0x227744 : 0x884422,
  isUndumped: true,
}));

describe('a right page', () => {
  test('has no flaw', () => {
    expect(judge({})).toEqual([]);
  });

  test('may have the words of the button in a view inside it', () => {
    const { text: _, ...shape } = BUTTON;
    const words: PaintedView = { at: [220, 650, 500, 694], text: '本机号码一键登录', ink: WHITE, size: 32 };
    expect(judge({ button: { ...shape, children: [words] } })).toEqual([]);
  });

  test('may have a gradient and round corners on its button', () => {
    expect(judge({ button: gradient(WHITE) })).toEqual([]);
  });

  test('may have a transparent view over all of it', () => {
    expect(judge({}, [{ at: WHOLE, type: 'android.widget.FrameLayout' }])).toEqual([]);
    expect(judge({}, [{ at: WHOLE, type: 'android.widget.ImageView' }])).toEqual([]);
    expect(judge({}, [], [{ at: WHOLE, type: 'android.widget.FrameLayout' }])).toEqual([]);
  });

  test('may have something beside its parts, or over a twentieth of them', () => {
    expect(judge({}, [{ at: [522, 400, 700, 500], fill: WHITE }])).toEqual([]);
    expect(judge({}, [{ at: [64, 760, 656, 900], fill: BLACK }])).toEqual([]);
  });

  test('may be dark', () => {
    const dark = paintedWindow({
      number: { ...NUMBER, ink: WHITE },
      terms: { ...TERMS, ink: 0xaaaaaa, links: [{ title: OPERATOR_TITLE, ink: 0x66aaff }] },
    });
    expect(judgeReadable(readPage(paintedScreen([{ ...dark, fill: 0x101418 }])) as Page)).toEqual([]);
  });
});

describe('not drawn', () => {
  test('everything under a white view that the tree has: covered', () => {
    expect(judge({}, [{ at: WHOLE, fill: WHITE }])).toMatchObject(
      ALL_PARTS.map((part) => ({ part, level: 'fail', flaw: 'covered' })),
    );
  });

  test('everything under a white window', () => {
    expect(judge({}, [], [{ at: WHOLE, fill: WHITE }])).toMatchObject(
      ALL_PARTS.map((part) => ({ part, level: 'fail', flaw: 'covered' })),
    );
  });

  test('everything under white that the tree does not have', () => {
    const hidden = { at: WHOLE, fill: WHITE, isUndumped: true };
    expect(judge({}, [hidden])).toMatchObject(ALL_PARTS.map((part) => ({ part, level: 'fail', flaw: 'not-drawn' })));
  });

  test('the number white on white', () => {
    expect(judge({ number: { ...NUMBER, ink: WHITE } })).toMatchObject([{ part: 'number', level: 'fail', flaw: 'not-drawn' }]);
  });

  test.each([
    ['flat', { ...BUTTON, ink: BLUE }],
    ['with a gradient', gradient(null)],
  ] as const)('the words of a button %s in its own colour: its corners are no words', (_, button) => {
    expect(judge({ button })).toMatchObject([{ part: 'button', level: 'fail', flaw: 'not-drawn' }]);
  });

  test("the operator's title painted out in a sentence that is there", () => {
    const findings = judge({ terms: { ...TERMS, links: [{ title: OPERATOR_TITLE, ink: WHITE }] } });
    expect(findings).toMatchObject([{ part: 'terms', level: 'fail', flaw: 'not-drawn' }]);
  });

  test("the operator's title painted out where it fills the end of the text", () => {
    const text = `我已阅读并同意隐私政策、用户协议和${OPERATOR_TITLE}`;
    const findings = judge({ terms: { ...TERMS, text, links: [{ title: OPERATOR_TITLE, ink: WHITE }] } });
    expect(findings).toMatchObject([{ part: 'terms', level: 'fail', flaw: 'not-drawn' }]);
  });
});

describe('covered', () => {
  test.each([
    ['the right half', [360, 400, 560, 500]],
    ['the upper half', [170, 400, 560, 454]],
    ['two of eleven digits', [480, 400, 560, 500]],
  ] as const)('%s of the number by a white view', (_, at) => {
    expect(judge({}, [{ at, fill: WHITE }])).toMatchObject([{ part: 'number', level: 'fail', flaw: 'covered' }]);
  });

  test('the number by another text', () => {
    const text: PaintedView = { at: [180, 430, 540, 480], text: '立即登录有礼', ink: 0xcc0000, size: 50 };
    expect(judge({}, [text])).toMatchObject([{ part: 'number', flaw: 'covered' }]);
  });

  test('the number by a picture', () => {
    const picture: PaintedView = { at: [170, 400, 560, 500], type: 'android.widget.ImageView', fill: 0x335577, children: PHOTO };
    expect(judge({}, [picture])).toMatchObject([{ part: 'number', level: 'fail' }]);
  });

  test('the button by a dialog', () => {
    expect(judge({}, [], [{ at: [100, 600, 620, 1000], fill: WHITE }])).toMatchObject([{ part: 'button', flaw: 'covered' }]);
  });
});

describe('on a photo', () => {
  const PATCH = 24;
  const patches = Array.from({ length: 400 }, (_, index): PaintedView => {
    const left = (index % 20) * 1.5 * PATCH;
    const top = 300 + Math.floor(index / 20) * PATCH;
    return { at: [left, top, left + 1.5 * PATCH, top + PATCH], fill: (index * 7_919_777) & 0xffffff, isUndumped: true };
  });
  const onPhoto: PaintedView = {
    at: NUMBER.at,
    children: [...patches, NUMBER].map((view) => ({ ...view, isUndumped: true })),
    text: '154****0001',
  };

  test('letters cannot be told from it: unclear, also under a transparent view', () => {
    expect(judge({ number: onPhoto })).toMatchObject([{ part: 'number', level: 'unclear' }]);
    const clear: PaintedView = { at: WHOLE, type: 'android.widget.FrameLayout' };
    expect(judge({ number: onPhoto }, [clear])).toMatchObject([{ part: 'number', level: 'unclear' }]);
  });

  test('a picture in the tree over the number covers it', () => {
    const picture: PaintedView = { at: [0, 300, 720, 580], type: 'android.widget.ImageView', children: patches.slice(0, 220) };
    expect(judge({}, [picture])).toMatchObject([{ part: 'number', level: 'fail', flaw: 'covered' }]);
  });
});

describe('place and size', () => {
  test.each([
    ['clipped to nothing by the dump', { ...BUTTON, at: [800, 624, 1400, 720], dumpedAt: [0, 0, 0, 0] }],
    ['beside the screen', { ...BUTTON, at: [800, 624, 1400, 720] }],
    ['half outside it', { ...BUTTON, at: [64, 1390, 656, 1486] }],
  ] as const)('a button %s is off screen', (_, button) => {
    expect(judge({ button })).toMatchObject([{ part: 'button', level: 'fail', flaw: 'off-screen' }]);
  });

  test('letters of 5 dp in a high view are too small', () => {
    expect(judge({ number: { ...NUMBER, size: 10 } })).toMatchObject([{ part: 'number', level: 'fail', flaw: 'small' }]);
    expect(judge({ button: { ...BUTTON, size: 12 } })).toMatchObject([{ part: 'button', level: 'fail', flaw: 'small' }]);
  });

  test('a text 6 dp high is too small', () => {
    const terms: PaintedView = { ...TERMS, at: [116, 1310, 656, 1322], size: 12 };
    expect(judge({ terms, checkBox: { ...CHECK_BOX, at: [64, 1305, 100, 1341] } })).toMatchObject([
      { part: 'terms', level: 'fail', flaw: 'small' },
    ]);
  });

  test.each([10, 12, 16])('letters of %d sp are large enough', (sp) => {
    expect(judge({ number: { ...NUMBER, size: sp * 2 }, button: { ...BUTTON, size: sp * 2 } })).toEqual([]);
  });
});

describe('contrast', () => {
  test.each([
    [0xd8d8d8, 'fail'],
    [0xb0b0b0, 'warn'],
  ] as const)('a number in %d on white: %s', (ink, level) => {
    expect(judge({ number: { ...NUMBER, ink } })).toMatchObject([{ part: 'number', level, flaw: 'faint' }]);
  });

  test('a button that is disabled may be faint, and must be there', () => {
    const faint: PaintedView = { ...BUTTON, fill: 0x9cc3f7, isDisabled: true };
    expect(judge({ button: faint })).toEqual([]);
    expect(judge({ button: { ...faint, isDisabled: false } })).toMatchObject([{ part: 'button', level: 'warn' }]);
    expect(judge({ button: { ...faint, ink: 0x9cc3f7 } })).toMatchObject([{ part: 'button', level: 'fail' }]);
  });

  test("the operator's title alone may be too faint", () => {
    const findings = judge({ terms: { ...TERMS, links: [{ title: OPERATOR_TITLE, ink: 0xd8d8d8 }] } });
    expect(findings).toMatchObject([{ part: 'terms', level: 'fail', flaw: 'faint' }]);
  });
});

describe('missing', () => {
  test.each([
    ['number', { number: null }],
    ['button', { button: null }],
    ['terms', { terms: null }],
    ['terms', { terms: { ...TERMS, text: '我已阅读并同意隐私政策并使用本机号码登录', links: [] } }],
  ] as const)('%s', (part, changes) => {
    expect(judge(changes as Changes)).toMatchObject([{ part, level: 'fail', flaw: 'missing' }]);
  });

  test('a number that a view draws itself is unclear, not missing', () => {
    const drawn: PaintedView = { at: NUMBER.at, type: 'com.example.NumberView', children: [{ ...NUMBER, isUndumped: true }] };
    expect(judge({ number: drawn })).toMatchObject([{ part: 'number', level: 'unclear' }]);
  });

  test('a number with all its digits is no masked number', () => {
    const findings = judge({ number: { ...NUMBER, text: '15400000001' } });
    expect(findings).toMatchObject([{ part: 'number', level: 'fail', flaw: 'unmasked' }]);
    expect(JSON.stringify(findings)).not.toContain('15400000001');
  });
});

/** From light blue to dark blue, with the corners of the page; `ink` null paints no words although the tree has them. */
function gradient(ink: number | null): PaintedView {
  const [left, top, right, bottom] = BUTTON.at;
  const { fill: _, ...rest } = BUTTON;
  const step = 4;
  const strips = Array.from({ length: (right - left) / step }, (_, index): PaintedView => {
    const x = left + index * step;
    const blue = Math.round(0xff - (index * step * 0x80) / (right - left));
    const corner = Math.max(0, 40 - Math.min(x - left, right - x - step));
    return {
      at: [x, top + corner, x + step, bottom - corner],
      fill: (0x20 << 16) | (Math.round(blue / 2) << 8) | blue,
      isUndumped: true,
    };
  });
  const words: PaintedView = { ...rest, isUndumped: true, ink: ink ?? GREY };
  const { ink: __, ...bare } = rest;
  return { ...bare, children: ink === null ? strips : [...strips, words] };
}
