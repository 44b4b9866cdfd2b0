/** Which characters the bundled font can draw: a name with another would be printed with a box in it. */
import unicode from '@fontsource-variable/noto-sans-sc/unicode.json' with { type: 'json' };

type Range = readonly [first: number, last: number];

let known: readonly Range[] | undefined;

/** The ranges of every part of the font, ascending. `U+4e00-4e2f,U+4e31` in the package's own list. */
function ranges(): readonly Range[] {
  known ??= Object.values(unicode as Readonly<Record<string, string>>)
    .flatMap((part) => part.split(','))
    .map((text): Range => {
      const [first = '', last = first] = text.trim().replace(/^U\+/i, '').split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    })
    .sort(([a], [b]) => a - b);
  return known;
}

function hasGlyph(codePoint: number): boolean {
  const all = ranges();
  let low = 0;
  let high = all.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = all[middle] as Range;
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}

/** The characters of a text that no bundled font has, each once. */
export function unprintable(text: string): string[] {
  return [...new Set(text)].filter((character) => !hasGlyph(character.codePointAt(0) ?? 0));
}
