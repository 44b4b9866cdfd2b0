/** Before an import: which rows may be stations that are known already, or twice in the file. */
import type { ProposedDuplicate } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Box } from '../parts/page.tsx';

const most = 20;

export function Proposed({ duplicates }: { readonly duplicates: readonly ProposedDuplicate[] }) {
  const say = useWords();
  const sideText = ({ number, row, name, source }: ProposedDuplicate['keep']) =>
    `${number === null ? say('import.inRow', { row: row ?? 0 }) : say('pairs.number', { number })} ${name}（${source}）`;
  return (
    <Box title={say('pairs.title')} icon="git-merge" count={duplicates.length}>
      <p className="mute">{say('import.pairsLater')}</p>
      <ul className="plain">
        {duplicates.slice(0, most).map(({ keep, others }) => (
          <li key={`${keep.number}-${keep.row}`} className="it">
            <span>
              <b>{sideText(keep)}</b>
              {others.map((other) => (
                <span key={`${other.number}-${other.row}`} className="other">
                  {sideText(other)} {say('pairs.apart', { metres: Math.round(other.metres) })}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {duplicates.length > most && <p className="hint">{say('pairs.more', { count: duplicates.length - most })}</p>}
    </Box>
  );
}
