import { measureIssue } from './issue.ts';
import { measurePage } from './page.ts';
import { measureScan } from './scan.ts';
import { measureVersions } from './versions.ts';

export const parts = { versions: measureVersions, scan: measureScan, issue: measureIssue, page: measurePage } as const;
