import { areaOf, type Box, centreOf, heightOf } from './box.ts';
import { findClose } from './close-control.ts';
import { measureInk } from './ink.ts';
import type { Part, Screen } from './page.ts';
import { boxOf } from './picture.ts';
import { type View, viewsOf } from './view-tree.ts';

/** The page of one term (PAG-06): a window of its own or a panel over the login page. */
export interface TermsPage {
  readonly bounds: Box;
  readonly title: Part;
  /** Null where no way back is to be seen but the back key. */
  readonly back: Part | null;
}

const LEAST_SHARE = 0.5;
const TITLE_SHARE = 0.2;

/** Null while no page with this title is in front. What is drawn last is in front. */
export function readTermsPage({ tree, picture, density }: Screen, title: string): TermsPage | null {
  const panels = tree.windows
    .filter(({ isSystem }) => !isSystem)
    .flatMap(({ root }) => viewsOf(root))
    .filter((view) => areaOf(view.bounds) >= LEAST_SHARE * areaOf(boxOf(picture)));
  for (const panel of panels.toReversed()) {
    const heading = viewsOf(panel).find((view) => isTitle(view, panel, title));
    if (heading !== undefined && measureInk(picture, heading.bounds) !== null) {
      return {
        bounds: panel.bounds,
        title: { view: heading, bounds: heading.bounds, words: heading.text, tapAt: centreOf(heading.bounds) },
        back: findClose({ title: '', isSystem: false, root: panel }, density),
      };
    }
  }
  return null;
}

function isTitle({ text, bounds }: View, panel: View, title: string): boolean {
  const isAtTop = centreOf(bounds).y < panel.bounds.top + TITLE_SHARE * heightOf(panel.bounds);
  return text !== '' && isAtTop && (text.includes(title) || title.includes(text));
}
