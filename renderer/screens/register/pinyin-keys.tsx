/** The name, spelt with the keys for Chinese. What is still being spelt keeps the next step shut. */
import { type Dispatch, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cardNameFault } from '../../../shared/card/card-name.ts';
import { ChineseKeys } from '../../components/chinese-keys.tsx';
import { cardName, type Telling } from './register-state.ts';

export function PinyinKeys({ start, say }: { readonly start: string; readonly say: Dispatch<Telling> }) {
  const { t } = useTranslation();
  const [name, setName] = useState(start);
  const [spelling, setSpelling] = useState(false);
  useEffect(() => {
    say({ what: 'name', name: cardName(name), spelling });
  }, [name, spelling, say]);
  return (
    <ChineseKeys
      label={t('register.nameSoFar')}
      value={name}
      onChange={setName}
      accepts={(text) => cardNameFault(text) === null}
      onSpelling={setSpelling}
    />
  );
}
