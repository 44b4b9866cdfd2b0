import { measureDraw } from './draw.ts';
import { measureHub } from './hub.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measurePublish } from './publish.ts';
import { measureSite } from './site.ts';

export const parts = {
  publish: measurePublish,
  draw: measureDraw,
  site: measureSite,
  lighthouse: measureLighthouse,
  hub: measureHub,
} as const;
