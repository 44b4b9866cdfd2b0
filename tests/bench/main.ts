/** `npm run bench -- station | card | map | desk | exchange [--json] [--only PART]`: prints figures with their goals; exits with 1 when one does not hold. */
import { print } from './report.ts';

// Loaded when it runs: one bench does not wait for what another measures.
const benches = {
  station: async () => (await import('./station/parts.ts')).parts,
  card: async () => (await import('./card/parts.ts')).parts,
  desk: async () => (await import('./desk/parts.ts')).parts,
  exchange: async () => (await import('./exchange/parts.ts')).parts,
  map: async () => (await import('./map/parts.ts')).parts,
} as const;

const [name = '', ...flags] = process.argv.slice(2);
const only = flags.includes('--only') ? flags[flags.indexOf('--only') + 1] : undefined;
if (!Object.hasOwn(benches, name)) {
  console.error(`npm run bench -- ${Object.keys(benches).join(' | ')} [--json] [--only PART]`);
  process.exit(2);
}
const rows = [];
for (const [part, measure] of Object.entries(await benches[name as keyof typeof benches]())) {
  if (only !== undefined && only !== part && part !== 'build') continue;
  console.error(`… ${part}`);
  rows.push(...(await measure()));
}
print(name, rows, flags.includes('--json'));
process.exit(rows.length > 0 && rows.every((row) => row.holds) ? 0 : 1);
