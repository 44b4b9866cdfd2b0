/** Screen 2: the name. A surname tile makes 王师傅; a whole name is spelt with the pinyin keys. */
import { type Dispatch, useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useAsking } from '../../session/idle-watch.tsx';
import { PinyinKeys } from './pinyin-keys.tsx';
import { honour, speltName, surnameOf, type Telling, type Told, twoCharacterSurnames } from './register-state.ts';

const surnames = [...'王马李张刘陈杨赵韩祁冶孙周吴徐朱高何郭林罗宋'];

interface NameProps {
  readonly told: Told;
  readonly say: Dispatch<Telling>;
  readonly spelling: boolean;
  setSpelling(spelling: boolean): void;
}

export function NameStep({ told, say, spelling, setSpelling }: NameProps) {
  const { t } = useTranslation();
  const asking = useAsking();
  const [two, setTwo] = useState(false);
  const short = told.name.endsWith(honour);
  const surname = surnameOf(told.name);
  const choose = (one: string) => {
    setTwo(false);
    say({ what: 'name', name: one + honour });
  };
  if (spelling) return <PinyinKeys start={speltName(told.name)} say={say} />;

  return (
    <>
      <div className="tiles sur" role="group" aria-label={t('register.surname')}>
        {surnames.map((one) => (
          <Button
            key={one}
            className={one === surname ? 'key tile on' : 'key tile'}
            aria-pressed={one === surname}
            onPress={() => choose(one)}
          >
            {one}
            {one === surname && <Tick />}
          </Button>
        ))}
        <Button className={surname.length > 1 ? 'key tile two on' : 'key tile two'} onPress={() => setTwo(true)}>
          <span>{t('register.twoCharacters')}</span>
        </Button>
        <Button className="key tile two" onPress={() => setSpelling(true)}>
          <span>{t('register.otherSurname')}</span>
        </Button>
      </div>
      <div className="how">
        <Button
          className={short ? 'key on' : 'key'}
          aria-pressed={short}
          isDisabled={told.name === ''}
          onPress={() => !short && say({ what: 'name', name: surname + honour })}
        >
          <Icon name="user-check" />
          <span>
            {t('register.justSurname', { name: surname + honour })}
            <small>{t('register.justSurnameSub')}</small>
          </span>
          {short && <Tick />}
        </Button>
        <Button className={told.name !== '' && !short ? 'key on' : 'key'} onPress={() => setSpelling(true)}>
          <Icon name="keyboard" />
          <span>
            {t('register.wholeName')}
            <small>{t('register.wholeNameSub')}</small>
          </span>
        </Button>
      </div>
      <ModalOverlay className="veil" isOpen={two && !asking} onOpenChange={setTwo} isDismissable>
        <Modal>
          <Dialog className="sheet" aria-label={t('register.twoCharacters')}>
            <h2>{t('register.twoCharactersAsk')}</h2>
            <div className="tiles twos">
              {twoCharacterSurnames.map((one) => (
                <Button key={one} className={one === surname ? 'key on' : 'key'} onPress={() => choose(one)}>
                  {one}
                </Button>
              ))}
            </div>
            <Button className="key line" onPress={() => setTwo(false)}>
              {t('common.close')}
            </Button>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

function Tick() {
  return (
    <i className="tick">
      <Icon name="check" />
    </i>
  );
}
