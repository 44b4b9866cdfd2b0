/** What a screen must not be: seen in the page as it stands. */
import type { Page } from 'playwright-core';

/** Keys that are too small, text below the smallest size, and words that do not fit their place. */
export async function faultsOf(page: Page, millimetre: number): Promise<string[]> {
  return page.evaluate((mmPx) => {
    const faults: string[] = [];
    const visible = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const name = (element: Element) => (element.textContent ?? '').trim().slice(0, 24) || element.className;
    for (const key of document.querySelectorAll('button, [role="button"]')) {
      if (!visible(key)) continue;
      const { width, height } = key.getBoundingClientRect();
      if (Math.min(width, height) < 20 * mmPx - 0.5)
        faults.push(`key too small (${(Math.min(width, height) / mmPx).toFixed(1)} mm): ${name(key)}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.trim() || !visible(parent)) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < 9 * mmPx - 0.5) faults.push(`text too small (${size}px): ${name(parent)}`);
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      const clipping = parent.closest('.tags, .name, .place, .parts, .all, .visually-hidden, .leaving, .notice-text');
      if (!clipping && (box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight + 1))
        faults.push(`outside the glass: ${name(parent)}`);
    }
    for (const box of document.querySelectorAll(
      '.info, .key, .post, .note, .toast, .foot, .upper, .lower, .money, .slim, .top, .headline, .strip, .call, .hero, .away, .facts, .things, .house',
    )) {
      if (!visible(box)) continue;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = box;
      if (scrollWidth > clientWidth + 2) faults.push(`does not fit across (${scrollWidth - clientWidth}px): ${box.className} ${name(box)}`);
      if (scrollHeight > clientHeight + 24 && !box.matches('.money') && getComputedStyle(box).overflowY !== 'auto')
        faults.push(`does not fit down (${scrollHeight - clientHeight}px): ${box.className} ${name(box)}`);
    }
    return faults;
  }, millimetre);
}
