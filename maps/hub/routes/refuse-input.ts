/** What does not parse, as a refusal that says where. */
import type { Hook } from '@hono/zod-openapi';
import { HubError } from '../hub-error.ts';
import type { HubEnv } from './guards.ts';

export const refuseInput: Hook<unknown, HubEnv, string, unknown> = (result) => {
  if (result.success) return;
  const issues = result.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }));
  const [first] = issues;
  throw new HubError('input_invalid', `填得不对：${first?.path || '内容'}（${first?.message ?? ''}）`, { issues });
};
