/** Half-width characters as an input method for Chinese writes them. */
export function fullWidth(text: string, characters: RegExp): string {
  return text.replace(characters, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}
