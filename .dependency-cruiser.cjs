// Who may import what (docs/architecture.md). `npm run boundaries` reads every folder; a test plants a violation and sees it caught.
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(shared|electron|renderer|maps|tests)/', pathNot: allowed },
});
const nodeModule = '^(node:|fs$|path$|os$|child_process$|crypto$|worker_threads$|http$|net$)';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^tests/' }, to: { path: '^tests/' } },
    only('domain-stands-alone', '^shared/(domain|card|geo)/', '^shared/(domain|card|geo)/', 'Rules of nouns know no API and no host.'),
    only('shared-api', '^shared/api/', '^shared/', 'The contract knows nouns only.'),
    only('db-imports-shared', '^electron/db/', '^(electron/db|shared)/', 'Repositories know tables and nouns.'),
    only(
      'services',
      '^electron/services/',
      '^(electron/(services|db|keys)/|electron/printing/printer\\.ts$|shared/)',
      'Use cases know repositories and nouns, no transport.',
    ),
    only(
      'hub-link',
      '^electron/hub-link/',
      '^(electron/(hub-link|services|db|keys)/|shared/)',
      'The exchange stands above the services; it knows no transport of the screens.',
    ),
    only('api', '^electron/api/', '^(electron/api|shared)/', 'The handler receives a KioskApi; it knows no service.'),
    only('renderer', '^renderer/', '^(renderer|shared)/', 'Screens reach the station through the API only.'),
    only('site', '^maps/site/', '^(maps/site|shared)/', 'The site reaches the hub through published files and its API only.'),
    only('operators', '^maps/operators/', '^(maps/operators|shared)/', 'The operators’ page reaches the hub through its API only.'),
    only('hub', '^maps/hub/', '^(maps/hub|shared)/', 'The hub knows no station code.'),
    {
      name: 'screens-run-in-browsers',
      severity: 'error',
      from: {
        path: '^(shared|renderer|maps/site|maps/operators)/',
        pathNot: '(vite\\.config\\.ts$|^maps/site/serve/|^renderer/pinyin/build-table\\.ts$)',
      },
      to: { path: nodeModule },
    },
    {
      name: 'screens-are-islands',
      comment: 'One screen never imports another.',
      severity: 'error',
      from: { path: '^renderer/screens/([^/]+)/' },
      to: { path: '^renderer/screens/', pathNot: '^renderer/screens/$1/' },
    },
    {
      name: 'electron-only-in-the-shell',
      comment: "Importing 'electron' downloads it: types anywhere, the module only in the three places that run inside it.",
      severity: 'error',
      from: { pathNot: '^electron/(main\\.ts|preload\\.ts)$' },
      to: { path: '(^electron$|node_modules/electron/)', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tests/tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.cache)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
    },
  },
};
