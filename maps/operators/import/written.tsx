/** An import that is done: what came of it, and the pairs to be looked at. */
import { Link } from 'wouter';
import type { ImportReport } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Note } from '../parts/notice.tsx';
import { Box } from '../parts/page.tsx';
import { Findings } from './findings.tsx';
import { Counts } from './looked.tsx';
import { Pairs } from './pairs.tsx';

export function Written({ report, onMore }: { readonly report: ImportReport; readonly onMore: () => void }) {
  const say = useWords();
  return (
    <div className="c1">
      <Note kind="good">
        <p>
          <b>{say('import.done')}</b> {say('import.published')}
        </p>
      </Note>
      <Box title={say('import.came')} icon="check-circle">
        <Counts report={report} />
        <div className="acts">
          <Key onPress={onMore}>
            <Icon name="upload-simple" />
            {say('import.another')}
          </Key>
          <Link className="key" href="/stations">
            {say('import.toStations')}
          </Link>
        </div>
      </Box>
      {report.faults.rows > 0 && <Findings title={say('import.leftOut')} icon="warning" format={report.format} findings={report.faults} />}
      {report.duplicates.length > 0 && <Pairs duplicates={report.duplicates} />}
    </div>
  );
}
