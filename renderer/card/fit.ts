/** How much room words take, known before any font is: a Chinese character is one em, others are about what they are in the card's font. */

const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/u;

/** Ems that a line takes; rather too many than too few. */
export function emWidth(words: string): number {
  let ems = 0;
  for (const one of words)
    ems += wide.test(one) ? 1 : one === ' ' ? 0.28 : /[mwMW@]/.test(one) ? 0.95 : /[.,:;'’il|·]/.test(one) ? 0.4 : 0.62;
  return ems;
}

/** Cut after the marks between phrases, so that no line takes more than `most` ems where a cut can prevent it. */
export function inLines(words: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const phrase of words.split(/(?<=[，、])/u)) {
    const last = lines.at(-1);
    if (last !== undefined && emWidth(last + phrase) <= most) lines[lines.length - 1] = last + phrase;
    else lines.push(phrase);
  }
  // A line does not end with the mark that it was cut at.
  return lines.map((line, at) => (at < lines.length - 1 ? line.replace(/[，、]$/u, '') : line));
}

/** A long name stands in two lines, cut at its own dot, rather than in small type. */
export function nameLines(name: string, most: number): readonly string[] {
  const parts = name.split('·');
  if (emWidth(name) <= most || parts.length < 2) return [name];
  const half = Math.ceil(parts.length / 2);
  return [`${parts.slice(0, half).join('·')}·`, parts.slice(half).join('·')];
}
