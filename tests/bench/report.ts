/** What every bench prints: a table for people, or with --json one object for machines. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** In words: `< 10`, `<= 3`. */
  readonly goal: string;
  readonly holds: boolean;
}

export function below(name: string, value: number, unit: string, limit: number): BenchRow {
  return { name, value, unit, goal: `< ${limit}`, holds: value < limit };
}

export function atMost(name: string, value: number, unit: string, limit: number): BenchRow {
  return { name, value, unit, goal: `<= ${limit}`, holds: value <= limit };
}

export function atLeast(name: string, value: number, unit: string, limit: number): BenchRow {
  return { name, value, unit, goal: `>= ${limit}`, holds: value >= limit };
}

/** A figure without a goal. */
export function told(name: string, value: number, unit: string): BenchRow {
  return { name, value, unit, goal: 'no goal', holds: true };
}

const digits = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** Chinese characters are two columns wide. */
function pad(text: string, width: number): string {
  const columns = [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(0, width - columns));
}

export function print(bench: string, rows: readonly BenchRow[], json: boolean): void {
  if (json) {
    console.log(JSON.stringify({ bench, rows }));
    return;
  }
  console.log(`\n${bench}\n`);
  for (const row of rows) {
    console.log(`${row.holds ? 'ok' : 'NO'}  ${pad(row.name, 64)} ${pad(`${digits(row.value)} ${row.unit}`, 16)} ${row.goal}`);
  }
}

export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
