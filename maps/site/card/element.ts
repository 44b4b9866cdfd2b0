/** Elements without innerHTML: whatever stands on a card reaches the page as text. */
import type { Words } from './words.ts';

type Child = Node | string | null;

export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

const svgSpace = 'http://www.w3.org/2000/svg';

export function svg(tag: string, attributes: Readonly<Record<string, string>>, ...children: readonly Node[]): SVGElement {
  const element = document.createElementNS(svgSpace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Each phrase in a box of its own, so that a line breaks between phrases. A single phrase flows as text does. */
export function textNodes(words: Words): readonly Node[] {
  if (words.length === 1) return pieceNodes(words[0] ?? []);
  return words.flatMap((phrase) => {
    const ends = phrase[phrase.length - 1]?.text.endsWith(' ');
    const box = el('span', { class: 'ph' }, ...pieceNodes(phrase));
    return ends ? [box, document.createTextNode(' ')] : [box];
  });
}

function pieceNodes(phrase: Words[number]): readonly Node[] {
  return phrase.map(({ text, bold, whole }) => {
    if (!bold && !whole) return document.createTextNode(text);
    return el(bold ? 'b' : 'span', whole ? { class: 'n' } : {}, text);
  });
}
