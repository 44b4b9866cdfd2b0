/** What an import would do, what is to be decided first, and the key that does it. */
import type { ImportOutcome } from '../api/shapes.ts';
import { useLanguage, useWords, wordFor } from '../messages.ts';
import { Tick } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Note } from '../parts/notice.tsx';
import { Box } from '../parts/page.tsx';
import { type Question, questionsOf, type Said, swapped, withoutCommands } from './choices.ts';
import { Columns } from './columns.tsx';
import { Findings } from './findings.tsx';
import { Proposed } from './proposed.tsx';
import { SystemChoice } from './system-choice.tsx';

interface Props {
  readonly outcome: ImportOutcome;
  readonly said: Said;
  readonly onSay: (said: Said) => void;
  readonly onLook: (said: Said) => void;
  readonly onRun: () => void;
  /** Something was said since the look. */
  readonly isDue: boolean;
  readonly busy: boolean;
}

export function Looked({ outcome, said, onSay, onLook, onRun, isDue, busy }: Props) {
  const say = useWords();
  const { report, refusal } = outcome;
  const columns = report?.columns ?? outcome.columns ?? [];
  const questions = questionsOf(outcome);
  return (
    <div className="c1">
      {questions.map((question) => (
        <Asked key={question} question={question} outcome={outcome} said={said} onSay={onSay} onLook={onLook} busy={busy} />
      ))}
      {report && (
        <>
          {report.faults.rows > 0 && (
            <Findings title={say('import.faults')} icon="warning" format={report.format} findings={report.faults} />
          )}
          <Box title={say('import.would')} icon="check-circle">
            <p>
              {say('import.read', {
                rows: report.rows,
                format: report.format === 'csv' ? 'CSV' : 'GeoJSON',
                encoding: report.encoding.toUpperCase(),
              })}
            </p>
            <Counts report={report} />
            {isDue && <Note kind="look">{say('import.due')}</Note>}
            {refusal && !isDue && <p className="hint">{say('import.decideFirst')}</p>}
            <div className="acts">
              {isDue ? (
                <Key main busy={busy} onPress={() => onLook(said)}>
                  <Icon name="magnifying-glass" />
                  {say('import.lookAgain')}
                </Key>
              ) : (
                <Key main busy={busy} disabled={refusal !== null} onPress={onRun}>
                  <Icon name="upload-simple" />
                  {say('import.run', { count: report.added + report.changed })}
                </Key>
              )}
            </div>
          </Box>
        </>
      )}
      {columns.length > 0 && <Columns columns={columns} said={said} onSay={onSay} onLook={() => onLook(said)} isDue={isDue} busy={busy} />}
      {report && (
        <>
          {report.notices.rows > 0 && (
            <Findings title={say('import.notices')} icon="question" format={report.format} findings={report.notices} quiet />
          )}
          {report.duplicates.length > 0 && <Proposed duplicates={report.duplicates} />}
        </>
      )}
    </div>
  );
}

export function Counts({ report }: { readonly report: NonNullable<ImportOutcome['report']> }) {
  const say = useWords();
  const figures = [
    [say('import.added'), report.added],
    [say('import.changed'), report.changed],
    [say('import.same'), report.same],
    ...(report.left > 0 ? [[say('import.left'), report.left] as const] : []),
    [say('import.refused'), report.faults.rows],
  ] as const;
  return (
    <dl className="figures">
      {figures.map(([word, count]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

interface AskedProps extends Pick<Props, 'outcome' | 'said' | 'onSay' | 'onLook' | 'busy'> {
  readonly question: Question;
}

/** One thing to decide, with the ways to decide it. */
function Asked({ question, outcome, said, onSay, onLook, busy }: AskedProps) {
  const say = useWords();
  const language = useLanguage();
  const { refusal, report } = outcome;
  const ofHub = refusal ? withoutCommands(refusal.message) : '';
  const sentence = language === 'zh' ? ofHub : ((refusal && wordFor('importRefusal', refusal.code)) ?? ofHub);
  const again = (label: string) => (
    <Key busy={busy} onPress={() => onLook(said)}>
      {label}
    </Key>
  );
  switch (question) {
    case 'swapped': {
      const count = report?.faults.counts['point_swapped'] ?? 0;
      // A few rows are mended in the file; a whole list has its columns the wrong way round.
      const turned = count * 2 > (report?.rows ?? 0) ? swapped(said, report?.columns ?? []) : null;
      return (
        <Note kind="bad">
          <p>{say('import.swapped', { count })}</p>
          {turned && (
            <div className="acts">
              <Key busy={busy} onPress={() => onLook(turned)}>
                {say('import.turn')}
              </Key>
            </div>
          )}
        </Note>
      );
    }
    case 'outside':
      return (
        <Note kind="bad">
          <p>{say('import.outside', { count: report?.faults.counts['point_outside'] ?? 0 })}</p>
        </Note>
      );
    case 'system':
      return (
        <Note kind="bad">
          <p>{sentence}</p>
          <SystemChoice value={said.system} onChange={(system) => onSay({ ...said, system })} />
          <div className="acts">{again(say('import.lookAgain'))}</div>
        </Note>
      );
    case 'shifted':
      return (
        <Note kind="bad">
          <p>{sentence}</p>
          <SystemChoice value={said.system} onChange={(system) => onSay({ ...said, system })} />
          <Tick
            label={say('import.systemSure')}
            value={said.systemConfirmed}
            onChange={(systemConfirmed) => onSay({ ...said, systemConfirmed })}
          />
          <div className="acts">{again(say('import.lookAgain'))}</div>
        </Note>
      );
    case 'faults':
      return (
        <Note kind="bad">
          <p>{sentence}</p>
          <div className="acts">
            <Key busy={busy} onPress={() => onLook({ ...said, goodRows: true })}>
              {say('import.goodRows', { count: (report?.rows ?? 0) - (report?.faults.rows ?? 0) })}
            </Key>
          </div>
        </Note>
      );
    default:
      return (
        <Note kind="bad">
          <p>{sentence}</p>
          {question === 'columns' && <p>{say('import.chooseBelow')}</p>}
        </Note>
      );
  }
}
