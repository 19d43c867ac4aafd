import { inset, type Point, sameBox, sameSize, shift } from './box.ts';
import { stateOf } from './check-box.ts';
import type { CheckBoxPart, CheckState, ConsentDialog, Page, Reading, Screen } from './page.ts';
import { boxOf, shareChanged } from './picture.ts';
import { allViews, type View } from './view-tree.ts';

/** A screen with what was read from it. */
export interface Observed {
  readonly screen: Screen;
  readonly reading: Reading;
}

/** What one tap changed, by tree and pixels. */
export interface TapEffect {
  readonly page: 'stays' | 'gone' | 'unclear';
  /** The page's check box. `changed`: it looks otherwise, and does not say how it stands now. */
  readonly checkBox: CheckState | 'changed' | 'same';
  /** Other checkable views whose state changed. */
  readonly otherChecks: readonly View[];
  /** Texts that came up, in the page or in a Toast; not those of a dialog. */
  readonly newTexts: readonly string[];
  /** The consent dialog that came up. */
  readonly dialog: ConsentDialog | null;
  readonly isNothing: boolean;
}

/** Channels differ by less than this where only an edge was smoothed otherwise. */
const TOLERANCE = 24;
/** A tick changes more of a check box than this. */
const CHECK_SHARE = 0.03;

export function observeTap(before: Page, after: Observed): TapEffect {
  const { screen, reading } = after;
  const checkBox = reading.kind === 'page' ? checkBoxAfter(before, reading) : 'same';
  const otherChecks = toggled(before, screen).filter((view) => reading.kind !== 'page' || view !== reading.checkBox?.view);
  const dialog = dialogAfter(before, reading);
  const newTexts = textsOf(screen).filter((text) => !textsOf(before).includes(text) && dialog?.words.includes(text) !== true);
  const page = pageAfter(reading);
  const isSame = checkBox === 'same' && otherChecks.length + newTexts.length === 0 && dialog === null && page === 'stays';
  const changed = shareChanged(before.picture, screen.picture, { box: boxOf(screen.picture), tolerance: TOLERANCE });
  return { page, checkBox, otherChecks, newTexts, dialog, isNothing: isSame && changed === 0 };
}

/** Below a dialog that the dump shows alone the page is still there. */
function pageAfter(reading: Reading): TapEffect['page'] {
  if (reading.kind === 'unclear') {
    return 'unclear';
  }
  return reading.kind === 'absent' ? 'gone' : 'stays';
}

function dialogAfter(before: Page, reading: Reading): ConsentDialog | null {
  if (before.dialog !== null) {
    return null;
  }
  if (reading.kind === 'page') {
    return reading.dialog;
  }
  return reading.kind === 'dialog' ? reading : null;
}

function checkBoxAfter(before: Page, after: Page): TapEffect['checkBox'] {
  return before.checkBox === null ? 'same' : changeOf(before.checkBox, before, after);
}

/** How a check box that was there before stands now: by what its view says, else by its pixels. */
export function changeOf(checkBox: CheckBoxPart, before: Screen, after: Screen): TapEffect['checkBox'] {
  const now = viewNow(checkBox.view, after);
  if (now === null) {
    return 'same';
  }
  const { view, moved } = now;
  const [was, is] = [checkBox.state, stateOf(view)];
  if (is !== 'unknown') {
    return was === is ? 'same' : is;
  }
  if (!sameSize(view.bounds, checkBox.view.bounds)) {
    return 'same';
  }
  const box = shift(inset(checkBox.bounds, 1), moved);
  const share = shareChanged(before.picture, after.picture, { box, tolerance: TOLERANCE, moved });
  return share > CHECK_SHARE ? 'changed' : 'same';
}

interface ViewNow {
  readonly view: View;
  /** From where it was before. */
  readonly moved: Point;
}

/** A view of an earlier screen: where it was, or, if it moved, the only one with its id, or the only one of its kind and size in its column. */
export function viewNow(view: View, after: Pick<Screen, 'tree'>): ViewNow | null {
  const withId = allViews(after.tree).filter(({ resourceId }) => resourceId === view.resourceId);
  const inPlace = withId.findLast(({ bounds }) => sameBox(bounds, view.bounds));
  const isAlike = (one: View): boolean =>
    one.className === view.className && sameSize(one.bounds, view.bounds) && one.bounds.left === view.bounds.left;
  const elsewhere = view.resourceId === '' ? withId.filter(isAlike) : withId;
  const now = inPlace ?? (elsewhere.length === 1 ? elsewhere[0] : undefined);
  return now === undefined
    ? null
    : { view: now, moved: { x: now.bounds.left - view.bounds.left, y: now.bounds.top - view.bounds.top } };
}

function toggled(before: Screen, after: Screen): readonly View[] {
  const earlier = allViews(before.tree);
  return allViews(after.tree).filter((view) => {
    const same = earlier.find(
      (one) =>
        one.resourceId === view.resourceId &&
        one.bounds.left === view.bounds.left &&
        one.bounds.top === view.bounds.top &&
        one.checkable,
    );
    return view.checkable && same !== undefined && same.checked !== view.checked;
  });
}

function textsOf({ tree }: Screen): readonly string[] {
  return allViews(tree)
    .map(({ text }) => text)
    .filter((text) => text !== '');
}
