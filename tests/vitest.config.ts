import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './support/longest-first.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 14)) {
  throw new Error(
    `Node ${process.versions.node} is too old for the database engine. Run the tests with "npm test", which uses the packaged Node 24.`,
  );
}

const root = fileURLToPath(new URL('..', import.meta.url));
/** The double stands in for the module whose first import downloads a browser. */
const alias = { electron: fileURLToPath(new URL('support/electron-double.ts', import.meta.url)) };
const shared = { root, resolve: { alias } };

export default defineConfig({
  root,
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['tests/{shared,electron,renderer,maps,contract,house}/**/*.test.{ts,tsx}'],
          pool: 'forks',
          isolate: false,
          maxWorkers: 2,
          testTimeout: 20_000,
          env: { TZ: 'Asia/Shanghai' },
        },
      },
      {
        // The calendar is Asia/Shanghai whatever the zone of the process: the same tests, far from there.
        ...shared,
        test: {
          name: 'unit-abroad',
          include: [
            'tests/shared/**/*.test.ts',
            'tests/electron/{services,keys}/**/*.test.ts',
            'tests/maps/{site/map,hub/services,operators}/**/*.test.ts',
          ],
          // slow passwords, no days
          exclude: [
            'tests/electron/services/{audit-of-every-command,restore,staff-people,staff-service}.test.ts',
            'tests/maps/hub/services/operators.test.ts',
          ],
          pool: 'forks',
          isolate: false,
          maxWorkers: 2,
          testTimeout: 20_000,
          env: { TZ: 'America/Los_Angeles' },
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/e2e-setup.ts'],
          pool: 'forks',
          // Browsers wait more than they work; each file has stations, hubs and printers of its own.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          // a browser on a busy machine; what was tried twice is told by the reporter
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          env: { TZ: 'Asia/Shanghai' },
        },
      },
    ],
  },
});
