import { areaOf, type Box, centreOf, heightOf } from './box.ts';
import { findClose } from './close-control.ts';
import { measureInk } from './ink.ts';
import type { Part, Screen } from './page.ts';
import { type View, viewsOf } from './view-tree.ts';

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
  return {
    bounds: panel.bounds,
    title: { view: heading, bounds: heading.bounds, words: heading.text, tapAt: centreOf(heading.bounds) },
    back: findClose({ title: '', isSystem: false, root: panel }, density),
  };
}

/** At the top, and the title alone: the text of the terms repeats it and goes on. */
function isTitle({ text, bounds }: View, panel: View, title: string): boolean {
  const isAtTop = centreOf(bounds).y < panel.bounds.top + TITLE_SHARE * heightOf(panel.bounds);
  const plain = text.replaceAll(/[《》…]|\.{3}$/gu, '').trim();
  return plain !== '' && isAtTop && (plain === title || title.startsWith(plain));
}
