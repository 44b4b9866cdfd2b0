/** 看, and what a verdict leaves to be done: publish, publish after asking, or send back. */
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PostingVerdict } from '../../../../shared/api/desk/postings.ts';
import { Icon } from '../../../components/icon.tsx';
import { mayPublish } from './posting-words.tsx';

interface ReviewKeysProps {
  readonly verdict: PostingVerdict;
  look(): void;
  publish(asked: boolean): void;
  giveBack(): void;
}

export function ReviewKeys({ verdict, look, publish, giveBack }: ReviewKeysProps) {
  const { t } = useTranslation();
  const may = mayPublish(verdict);
  return (
    <>
      <Button className="key" onPress={look}>
        {t('desk.postings.look')}
      </Button>
      {may === 'yes' && (
        <Button className="key main" onPress={() => publish(false)}>
          <Icon name="check" />
          {t('desk.postings.actions.publish')}
        </Button>
      )}
      {may === 'asked' && (
        <Button className="key" onPress={() => publish(true)}>
          {t('desk.postings.actions.publishAsked')}
        </Button>
      )}
      {may === 'no' && (
        <Button className="key" onPress={giveBack}>
          {t('desk.postings.actions.return')}
        </Button>
      )}
    </>
  );
}
