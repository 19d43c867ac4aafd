/** A press of at least this long, or a move of at least so many pixels of the device, is a swipe. */
const LONG_PRESS_MS = 400;
const SWIPE_PIXELS = 12;
/** Codes of Android's keys by the browser's names. */
const KEYS = {
  Enter: 66,
  Backspace: 67,
  Delete: 112,
  Tab: 61,
  Escape: 4,
  ArrowUp: 19,
  ArrowDown: 20,
  ArrowLeft: 21,
  ArrowRight: 22,
};

/** Passes clicks, drags and keys on to `act`. Returns the function that draws a picture by its number. */
export function listenToScreen(canvas, act) {
  let down = null;
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    canvas.focus();
    down = { ...pointOf(canvas, event), at: event.timeStamp };
  };
  canvas.onpointerup = (event) => {
    const from = down;
    down = null;
    if (from !== null) {
      act(gesture(from, pointOf(canvas, event), event.timeStamp - from.at));
    }
  };
  canvas.onpointercancel = () => {
    down = null;
  };
  canvas.onkeydown = (event) => {
    const code = KEYS[event.key];
    if (code !== undefined) {
      act({ do: 'key', code });
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      act({ do: 'text', text: event.key });
    } else {
      return;
    }
    event.preventDefault();
  };
  return pictureDrawer(canvas);
}

function gesture(from, to, ms) {
  const isStill = Math.hypot(to.x - from.x, to.y - from.y) < SWIPE_PIXELS;
  if (isStill && ms < LONG_PRESS_MS) {
    return { do: 'tap', x: from.x, y: from.y };
  }
  const end = isStill ? from : to;
  return { do: 'swipe', x1: from.x, y1: from.y, x2: end.x, y2: end.y, ms: Math.max(1, Math.round(ms)) };
}

/** The place on the device. The picture keeps its proportions, so that it may leave margins in its element. */
function pointOf(canvas, { offsetX, offsetY }) {
  const scale = Math.min(canvas.clientWidth / canvas.width, canvas.clientHeight / canvas.height);
  const left = (canvas.clientWidth - canvas.width * scale) / 2;
  const top = (canvas.clientHeight - canvas.height * scale) / 2;
  const inside = (value, limit) => Math.min(limit - 1, Math.max(0, Math.round(value)));
  return { x: inside((offsetX - left) / scale, canvas.width), y: inside((offsetY - top) / scale, canvas.height) };
}

/** Loads one picture at a time; while one is loading only the newest of those that follow is remembered. */
function pictureDrawer(canvas) {
  let wanted = 0;
  let shown = 0;
  let isLoading = false;
  const load = async () => {
    isLoading = true;
    try {
      while (shown < wanted) {
        const number = wanted;
        const image = await createImageBitmap(await (await fetch(`screen.png?number=${number}`)).blob());
        canvas.width = image.width;
        canvas.height = image.height;
        canvas.getContext('2d').drawImage(image, 0, 0);
        canvas.dataset.number = String(number);
        shown = number;
      }
    } finally {
      isLoading = false;
    }
  };
  return (number) => {
    wanted = number;
    if (!isLoading) {
      void load();
    }
  };
}
