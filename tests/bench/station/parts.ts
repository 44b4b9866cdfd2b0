import { measureHost } from './host.ts';
import { measureOperations } from './operations.ts';

export const parts = {
  operations: measureOperations,
  host: measureHost,
} as const;
