/**
 * The hosts as they are delivered: Electron's main and the Node host's two entries as ES modules, the preload as CommonJS
 * because a sandboxed preload must be. One `vite build` makes both, as two environments. Bundled, the Node host starts in half
 * the time and holds 40 MB less than when Node strips the types itself (docs/decisions/0003-bundled-hosts.md).
 */
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const external = ['electron', 'better-sqlite3', /^node:/, ...builtinModules];

const common = {
  outDir: at('../dist/electron'),
  emptyOutDir: false,
  minify: false,
  sourcemap: true,
  target: 'node24',
  copyPublicDir: false,
} as const;

export default defineConfig({
  root: at('.'),
  resolve: { noExternal: true, external: ['electron', 'better-sqlite3'] },
  environments: {
    main: {
      consumer: 'server',
      build: {
        ...common,
        // Built first: it clears away the chunks of earlier builds, the preload after it must not.
        emptyOutDir: true,
        rolldownOptions: {
          input: {
            main: at('main.ts'),
            serve: at('serve.ts'),
            start: at('start.ts'),
            'read-worker': at('services/import/read-worker.ts'),
            'care-worker': at('care/worker.ts'),
            'report-worker': at('reports/worker.ts'),
          },
          external,
          platform: 'node',
          output: { format: 'es', entryFileNames: '[name].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      build: {
        ...common,
        rolldownOptions: {
          input: { preload: at('preload.ts') },
          external,
          platform: 'node',
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
  builder: {
    buildApp: async (builder) => {
      for (const name of ['main', 'preload']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});
