/** What axe-core finds wrong with a page. In its one frame and for violations alone: the same findings, without a page of its own each time. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
}
