/** What is longer than a page goes on where it ends. */
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useWords } from '../messages.ts';
import { Key } from './key.tsx';

interface MoreRowsProps {
  readonly of: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
}

export function MoreRows({ of }: MoreRowsProps) {
  const say = useWords();
  if (!of.hasNextPage) return null;
  return (
    <div className="acts">
      <Key busy={of.isFetchingNextPage} onPress={() => void of.fetchNextPage()}>
        {say('moreRows')}
      </Key>
    </div>
  );
}
