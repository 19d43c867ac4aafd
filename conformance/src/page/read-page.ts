import { heightOf, widthOf } from './box.ts';
import { checkBoxesOf } from './check-box.ts';
import { findClose } from './close-control.ts';
import { findDialog } from './consent-dialog.ts';
import { hintTextsOf, isToast } from './hint-texts.ts';
import { measureInk } from './ink.ts';
import { findButton } from './login-button.ts';
import { noticeIn } from './notice.ts';
import { findNumber } from './number-part.ts';
import type { ButtonPart, NumberPart, PageHints, Reading, Screen, TermsPart } from './page.ts';
import { ONE_TAP_WORDS } from './page-words.ts';
import { decodePng, type Picture } from './picture.ts';
import { readTree } from './read-tree.ts';
import { findTerms } from './terms-part.ts';
import { type ViewWindow, viewsOf, wordsOf } from './view-tree.ts';

export interface Look {
  /** What `uiautomator dump` wrote. */
  readonly tree: string;
  /** PNG. */
  readonly screenshot: Uint8Array;
  readonly density: number;
  readonly hints?: PageHints;
}

interface Parts {
  readonly window: ViewWindow;
  readonly number: NumberPart | null;
  readonly button: ButtonPart | null;
  readonly terms: TermsPart | null;
  readonly unclear: string | null;
}

/** Throws PageError where the device gave no tree or no picture. */
export function screenOf({ tree, screenshot, density, hints = {} }: Look): Screen {
  return { tree: readTree(tree), picture: decodePng(screenshot), density, hints };
}

/** Finds the authorisation page and its parts as a person would. */
export function readPage(screen: Screen): Reading {
  const { tree, density, hints } = screen;
  const candidates = tree.windows
    .filter((window) => !window.isSystem && !isToast(window, tree))
    .map((window) => partsIn(window, screen))
    .toReversed();
  const parts = candidates.find((one) => isPage(one) && one.number !== null) ?? candidates.find(isPage);
  const dialog = findDialog(tree, parts ?? null);
  if (parts === undefined) {
    return dialog ?? unrecognised(candidates, screen.picture);
  }
  if (parts.unclear !== null) {
    return { kind: 'unclear', reason: parts.unclear };
  }
  const { window, number, button, terms } = parts;
  const views = viewsOf(window.root);
  const [checkBox = null] = terms === null ? [] : checkBoxesOf({ views, terms, density }, hints.ids?.checkBox);
  return {
    kind: 'page',
    ...screen,
    window,
    number,
    button,
    checkBox,
    terms,
    close: findClose(window, density, hints.ids?.close),
    hintTexts: hintTextsOf(tree, window, hints),
    dialog,
  };
}

function partsIn(window: ViewWindow, { picture, hints }: Screen): Parts {
  const views = viewsOf(window.root);
  const panel = findDialog({ windows: [window] }, null);
  const search = findButton(window, hints, panel?.agree.view);
  return {
    window,
    number: findNumber(views, hints.ids?.number),
    button: 'button' in search ? search.button : null,
    terms: findTerms(views, picture, hints),
    unclear: 'unclear' in search ? search.unclear : null,
  };
}

/** Two of its three parts make an authorisation page. Terms above two buttons without a number are a dialog. */
function isPage(parts: Parts): boolean {
  const { number, terms } = parts;
  const isDialog = number === null && findDialog({ windows: [parts.window] }, null) !== null;
  return !isDialog && ((number !== null && (hasButton(parts) || terms !== null)) || (hasButton(parts) && terms !== null));
}

function hasButton({ button, unclear }: Parts): boolean {
  return button !== null || unclear !== null;
}

/** A single part of a page, by no more than its own words, is not enough; a page of the app that says "log in" is none at all. */
function unrecognised(candidates: readonly Parts[], picture: Picture): Reading {
  for (const { number, button, terms } of candidates) {
    const seen = [
      number === null ? null : `the number ${number.words}`,
      button !== null && ONE_TAP_WORDS.test(button.words) ? `the button "${button.words}"` : null,
      terms?.links.some(({ operator }) => operator !== null) === true ? "the operator's terms" : null,
    ].filter((one) => one !== null);
    if (seen.length > 0) {
      return { kind: 'unclear', reason: `the screen shows ${seen.join(' and ')} and nothing else of an authorisation page` };
    }
  }
  if (drawsWithoutWords(candidates, picture)) {
    return WORDLESS;
  }
  const notice = noticeIn(
    candidates.map(({ window }) => window),
    picture,
  );
  return { kind: 'absent', ...(notice === null ? {} : { notice }) };
}

const WORDLESS: Reading = {
  kind: 'unclear',
  isWordless: true,
  reason:
    'the window draws texts, and its view tree has no words: no tool can tell the parts of a page that is drawn as one picture; give its parts accessibility texts, or name views by id in the adapter (page: {…})',
};

/** A line of text is at least so many times as wide as high, and a page has several. */
const LINE_SHAPE = 2.5;
const LINES = 3;

function drawsWithoutWords(candidates: readonly Parts[], picture: Picture): boolean {
  return candidates.some(({ window }) => {
    const views = viewsOf(window.root);
    if (views.some((view) => wordsOf(view) !== '')) {
      return false;
    }
    const leaves = views.filter(({ children }) => children.length === 0);
    const lines = leaves.flatMap(({ bounds }) => measureInk(picture, bounds)?.lines ?? []);
    return lines.filter((line) => widthOf(line) >= LINE_SHAPE * heightOf(line)).length >= LINES;
  });
}
