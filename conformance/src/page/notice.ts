import { areaOf } from './box.ts';
import { buttonOf } from './consent-dialog.ts';
import type { Notice } from './page.ts';
import type { Picture } from './picture.ts';
import { type ViewWindow, viewsOf } from './view-tree.ts';

/** What a dialog covers of the screen at most. */
const DIALOG_SHARE = 0.7;

/** A dialog that tells something and asks for nothing. The dump of a phone has the window in front alone: what lies below is not seen. */
export function noticeIn(windows: readonly ViewWindow[], { width, height }: Picture): Notice | null {
  const dialog = windows.find(({ root }) => areaOf(root.bounds) < DIALOG_SHARE * width * height);
  if (dialog === undefined) {
    return null;
  }
  const views = viewsOf(dialog.root);
  const words = views.map(({ text }) => text).filter((text) => text !== '');
  const [button = null, ...others] = views.flatMap((view) => buttonOf(view, dialog));
  return words.length === 0 ? null : { words: words.join(' '), button: others.length === 0 ? button : null };
}
