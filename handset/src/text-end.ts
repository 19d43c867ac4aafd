/** The text without what stands at its end once or many times. A pattern as /x+$/ looks at every run of it anew, which takes the square of their length. */
export function withoutTrailing(text: string, letter: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === letter) {
    end -= 1;
  }
  return text.slice(0, end);
}
