import { areaOf, type Box, centreOf, contains, heightOf } from './box.ts';
import { findClose } from './close-control.ts';
import { measureInk } from './ink.ts';
import type { Part, Screen } from './page.ts';
import { isWithin, lineOf, type View, viewsOf } from './view-tree.ts';

/** The page of one term (PAG-06): a window of its own or a panel over the login page. */
export interface TermsPage {
  readonly bounds: Box;
  readonly title: Part;
  /** Null where no way back is to be seen but the back key. */
  readonly back: Part | null;
}

/** Of the window, which may be a pop-up. */
const LEAST_SHARE = 0.5;
const TITLE_SHARE = 0.2;

/** Null while no page with this title is in front. What is drawn last is in front. */
export function readTermsPage({ tree, picture, density }: Screen, title: string): TermsPage | null {
  const panels = tree.windows
    .filter(({ isSystem }) => !isSystem)
    .flatMap(({ root }) => viewsOf(root).filter(({ bounds }) => areaOf(bounds) >= LEAST_SHARE * areaOf(root.bounds)));
  const pages = panels.toReversed().flatMap((panel) => termsPageIn(panel, { picture, density, title }) ?? []);
  return pages.find(({ back }) => back !== null) ?? pages[0] ?? null;
}

interface Search extends Pick<Screen, 'picture' | 'density'> {
  readonly title: string;
}

function termsPageIn(panel: View, { picture, density, title }: Search): TermsPage | null {
  const heading = viewsOf(panel).find((view) => isTitle(view, panel, title));
  if (heading === undefined || measureInk(picture, heading.bounds) === null) {
    return null;
  }
  const back = findClose({ title: '', isSystem: false, root: panel }, density);
  return {
    bounds: panel.bounds,
    title: { view: heading, bounds: heading.bounds, words: heading.text, tapAt: centreOf(heading.bounds) },
    back: back !== null && isInFront(back.view) ? back : null,
  };
}

/** At the top, and the title alone: the text of the terms repeats it and goes on. */
function isTitle({ text, bounds }: View, panel: View, title: string): boolean {
  const isAtTop = centreOf(bounds).y < panel.bounds.top + TITLE_SHARE * heightOf(panel.bounds);
  const plain = text.replaceAll(/[《》…]|\.{3}$/gu, '').trim();
  return plain !== '' && isAtTop && (plain === title || title.startsWith(plain));
}

/** The login page has a way back of its own, and it lies below the page of the term. */
function isInFront(view: View): boolean {
  const root = lineOf(view).at(-1) ?? view;
  const isAbove = (one: View): boolean => one.order > view.order && !isWithin(one, view) && !isWithin(view, one);
  return !viewsOf(root).some(
    (one) => isAbove(one) && contains(one.bounds, view.bounds) && areaOf(one.bounds) >= LEAST_SHARE * areaOf(root.bounds),
  );
}
