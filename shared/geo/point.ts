import { z } from 'zod';
import type { Point } from './distance.ts';

/** A place in WGS-84 degrees, from outside. In a file of its own: the public site measures distances without zod. */
export const pointSchema = z.object({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) }) satisfies z.ZodType<Point>;
