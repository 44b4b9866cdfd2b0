/**
 * Import at the desk: a file on a drive is looked at (a dry run), then stored. Both run beside the kiosk's own answers: reading on a
 * thread, judging and storing in slices of a few milliseconds, each slice a transaction. A run that breaks off has stored whole rows,
 * and the same file again goes on from there.
 */
import type { DriveView, ImportFinding, ImportLook, ImportProgress, PostingsDesk } from '../../shared/api/desk/postings.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { LintFinding } from '../../shared/domain/posting-lint.ts';
import type { StationSettings } from '../../shared/domain/station.ts';
import { inQuickTransaction, inTransaction } from '../db/database.ts';
import { explainStorageError } from '../db/explain.ts';
import type { PostingDeskReader } from '../db/posting-desk-repository.ts';
import { stationWriter } from '../db/station-repository.ts';
import type { Drives } from './drives.ts';
import type { ImportFault, ImportRow } from './import/import-row.ts';
import { readAside } from './import/read-aside.ts';
import type { PostingDeskParts } from './posting-desk-commands.ts';
import { type ImportChoice, importTally, rowTaker } from './posting-import.ts';
import { postingJudge } from './posting-judge.ts';
import { inSlices } from './slices.ts';

const extensions = ['csv', 'txt', 'json', 'jsonld', 'html', 'htm'];
const sliceMs = 4;
const mostRows = 50_000;
const mostTold = 200;

interface Looked {
  readonly digest: string;
  readonly rows: readonly ImportRow[];
  readonly faultyRows: number;
  readonly source: string | undefined;
}

const isHard = (findings: readonly LintFinding[]) => findings.some((finding) => finding.severity === 'block');

export function importOperations(
  { db, clock, newId, audit }: PostingDeskParts,
  desk: PostingDeskReader,
  settings: () => StationSettings,
  drives: Drives,
): Pick<PostingsDesk, 'import.drives' | 'import.look' | 'import.run' | 'import.progress'> {
  let progress: ImportProgress = { state: 'idle' };
  let looked: Looked | undefined;

  /** Begins a job in the background; what it throws becomes its outcome. */
  function begin(work: () => Promise<ImportProgress>, state: 'looking' | 'running', all: number): { started: true } {
    if (progress.state === 'looking' || progress.state === 'running') throw new AppError('import_busy', 'an import is under way', {});
    progress = { state, done: 0, all };
    void work().then(
      (outcome) => {
        progress = outcome;
      },
      (error: unknown) => {
        const { code, message, details } = explainStorageError(error) ?? new AppError('internal', String(error), {});
        progress = { state: 'failed', code, message, details };
      },
    );
    return { started: true };
  }

  /** As slices of it are done. */
  function tell(done: number, all: number): void {
    if (progress.state === 'looking' || progress.state === 'running') progress = { ...progress, done, all };
  }

  const take = rowTaker(db, newId);
  const lintOf = (): NonNullable<ImportChoice['lint']> => postingJudge(desk, settings, clock, { remember: true }).lint;

  async function look(driveId: string, path: string, source: string | undefined): Promise<ImportProgress> {
    looked = undefined;
    const bytes = await drives.read(driveId, path);
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
    const read = await readAside({ bytes, options: { fileName: path, source, nowMs: clock.trustedMs() } }, (done, all) => {
      progress = { state: 'looking', done, all };
    });
    if (!read.ok) throw new AppError('import_unreadable', read.fault.code, { fault: read.fault.code, sentence: read.fault.message });
    if (read.rows.length > mostRows) {
      const sentence = `一次最多导入 ${mostRows} 个岗位。请拆成几个文件，分别导入。`;
      throw new AppError('import_unreadable', 'too many rows', { fault: 'too_many_rows', sentence });
    }

    const lint = doublesWithin(lintOf());
    const choice: ImportChoice = { publish: 'published', demo: false, dryRun: true, lint };
    const nowMs = clock.trustedMs();
    const tally = importTally();
    const hard: ImportFinding[] = [];
    const soft: ImportFinding[] = [];
    function judge(row: ImportRow): void {
      const taken = take(row, choice, nowMs);
      tally.add(taken);
      if (!('findings' in taken) || taken.findings.length === 0) return;
      (isHard(taken.findings) ? hard : soft).push({ row: row.row, title: row.content.title, findings: taken.findings });
    }
    await inSlices(read.rows, sliceMs, (slice, done) => {
      for (const row of slice) judge(row);
      tell(done(), read.rows.length);
    });
    const { added, changed, unchanged, closedUntouched, faults: refused } = tally.outcome();
    const faults: readonly ImportFault[] = [...read.faults, ...refused].sort((a, b) => a.row - b.row);
    const faultyRows = new Set(faults.map((fault) => fault.row)).size;
    looked = { digest, rows: read.rows, faultyRows, source };
    const told: ImportLook = {
      ...{ digest, format: read.format, encoding: read.encoding, notes: read.notes.slice(0, mostTold), rows: read.rows.length },
      ...{ added, changed, unchanged, closedUntouched, faultyRows, faultCount: faults.length, faults: faults.slice(0, mostTold) },
      ...{ blocked: hard.slice(0, mostTold), blockedCount: hard.length },
      ...{ doubtful: soft.slice(0, mostTold), doubtfulCount: soft.length },
    };
    return { state: 'looked', look: told };
  }

  async function store({ rows, digest, faultyRows }: Looked, publish: 'published' | 'pending', staffId: string): Promise<ImportProgress> {
    const choice: ImportChoice = { publish, demo: false, dryRun: false, lint: lintOf() };
    const nowMs = clock.trustedMs();
    const tally = importTally();
    const rules = new Set<string>();
    function keep(row: ImportRow): void {
      const taken = take(row, choice, nowMs);
      tally.add(taken);
      if ('findings' in taken) for (const { rule } of taken.findings) rules.add(rule);
    }
    const station = stationWriter(db);
    /** Also of a run that breaks off: what is stored is shown, and stands in the log. */
    const finish = (broken: boolean) => {
      const { faults, ...counts } = tally.outcome();
      const skipped = faultyRows;
      inTransaction(db, () => {
        // waits for the disk, and with it for every slice before
        if (counts.added + counts.changed > 0) station.touch();
        const details = { ...counts, skipped, file: digest.slice(0, 16), lint: [...rules].join(','), broken };
        audit({ actor: staffId, action: 'posting.import', details });
      });
      return { ...counts, skipped };
    };
    try {
      await inSlices(rows, sliceMs, (slice, done) => {
        inQuickTransaction(db, () => {
          for (const row of slice) keep(row);
        });
        tell(done(), rows.length);
      });
    } catch (error) {
      try {
        finish(true);
      } catch {
        // the disk that broke the run may refuse this too
      }
      throw error;
    }
    looked = undefined;
    return { state: 'done', ...finish(false) };
  }

  return {
    async 'import.drives'() {
      const views: DriveView[] = [];
      for (const { id, name, totalBytes, freeBytes } of await drives.list()) {
        try {
          views.push({ id, name, totalBytes, freeBytes, files: await drives.files(id, extensions) });
        } catch (error) {
          // pulled while it was looked at
          if (!(error instanceof AppError)) throw error;
        }
      }
      return { drives: views };
    },

    async 'import.look'({ driveId, path, source }) {
      return begin(() => look(driveId, path, source), 'looking', 0);
    },

    async 'import.run'({ digest, publish, goodRowsOnly }, actor) {
      const file = looked;
      if (!file || file.digest !== digest) throw new AppError('import_look_first', 'this file was not looked at', {});
      if (file.faultyRows > 0 && !goodRowsOnly) {
        throw new AppError('import_faulty', 'some rows are faulty', { faultyRows: file.faultyRows });
      }
      return begin(() => store(file, publish, actor.staffId), 'running', file.rows.length);
    },

    async 'import.progress'() {
      return progress;
    },
  };
}

/** The lint that also sees doubles within the file, which a dry run does not store. */
function doublesWithin(lint: NonNullable<ImportChoice['lint']>): NonNullable<ImportChoice['lint']> {
  const seen = new Set<string>();
  return (content, id) => {
    const findings = lint(content, id);
    const { employer, trade, workDate, place } = content;
    if (employer === null) return findings;
    const key = JSON.stringify([employer, trade, workDate, place]);
    const again = seen.has(key) && !findings.some((finding) => finding.rule === 'duplicate');
    seen.add(key);
    return again ? [...findings, { rule: 'duplicate', severity: 'warn', field: 'employer', words: employer }] : findings;
  };
}
