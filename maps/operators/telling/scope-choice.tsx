/** For which stations: all, or those of a province, a city, a district. */
import { useWords } from '../messages.ts';
import { Box } from '../parts/page.tsx';
import { DistrictChoice } from '../stations/district-choice.tsx';
import { scopeText } from './told-words.ts';

interface Props {
  readonly scope: readonly string[];
  readonly onChange: (scope: readonly string[]) => void;
}

export function ScopeChoice({ scope, onChange }: Props) {
  const say = useWords();
  return (
    <Box title={say('telling.scope')} icon="broadcast">
      <p>
        <b>{scopeText(say, scope)}</b>
      </p>
      <DistrictChoice path={scope} onChange={onChange} />
      <p className="hint">{say('telling.scopeHint')}</p>
    </Box>
  );
}

/** Of what is told already: it stays where it is. */
export function ScopeShown({ scope }: { readonly scope: readonly string[] }) {
  const say = useWords();
  return (
    <Box title={say('telling.scope')} icon="broadcast">
      <p>
        <b>{scopeText(say, scope)}</b>
      </p>
      <p className="hint">{say('telling.scopeFixed')}</p>
    </Box>
  );
}
