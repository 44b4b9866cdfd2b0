/** The door: the first PIN, the PIN, or the recovery code; and the code to copy down, shown once. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../shared/api/errors.ts';
import { api } from '../../api/station.ts';
import { Slim, useNowMs } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { DigitPad } from '../../components/phone-pad.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { CodeKeys, codeLength, codeText } from './code-keys.tsx';
import { elsewhere } from './elsewhere.ts';
import { refusedIn } from './refused-in.ts';

interface DoorProps {
  enter(token: string, name: string): void;
  leave(): void;
}

export function PinDoor({ enter, leave }: DoorProps) {
  const { t } = useTranslation();
  const state = useQuery({ queryKey: ['desk', 'state'], queryFn: () => api['staff.state']({}), staleTime: 0 });
  const [recovering, setRecovering] = useState(false);
  const [code, setCode] = useState('');
  const [shown, setShown] = useState<{ token: string; name: string; recoveryCode: string } | null>(null);

  if (shown) return <Code shown={shown} done={() => enter(shown.token, shown.name)} />;
  if (!state.data) {
    return (
      <main className="screen door" data-screen="desk-door">
        <div className="vest" />
        <Slim title={t('desk.title')} />
        <Waiting error={state.isError} retry={() => void state.refetch()} />
      </main>
    );
  }
  if (recovering && code.length < codeLength) {
    return <AskCode code={code} setCode={setCode} back={() => setRecovering(false)} />;
  }
  if (elsewhere && !state.data.set) {
    return (
      <main className="screen door" data-screen="desk-door">
        <div className="vest" />
        <Slim title={t('desk.title')} />
        <p className="ask">{t('desk.setUpAtKiosk')}</p>
      </main>
    );
  }
  const kind = !state.data.set ? 'setUp' : recovering ? 'recover' : 'signIn';
  return (
    <PinPad
      key={kind}
      kind={kind}
      code={code}
      enter={enter}
      show={setShown}
      leave={leave}
      recover={() => {
        setCode('');
        setRecovering(true);
      }}
    />
  );
}

interface PinPadProps extends DoorProps {
  readonly kind: 'setUp' | 'signIn' | 'recover';
  readonly code: string;
  show(shown: { token: string; name: string; recoveryCode: string }): void;
  recover(): void;
}

function PinPad({ kind, code, enter, show, leave, recover }: PinPadProps) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const [pin, setPin] = useState('');
  const [first, setFirst] = useState<string | null>(null);
  const remove = useCallback(() => setPin((before) => before.slice(0, -1)), []);
  const send = useMutation({
    mutationFn: async (typed: string) => {
      if (kind === 'signIn') {
        const { token, name } = await api['staff.sign-in']({ pin: typed });
        return enter(token, name);
      }
      show(
        kind === 'setUp'
          ? await api['staff.set-up']({ name: t('desk.onDuty'), pin: typed })
          : await api['staff.recover']({ code, pin: typed }),
      );
    },
    onError: () => {
      setPin('');
      setFirst(null);
    },
  });
  const digit = (one: string) => {
    if (send.isPending || pin.length >= 6) return;
    const typed = pin + one;
    setPin(typed);
    if (typed.length < 6) return;
    // A new PIN is typed twice: nobody can look up what was mistyped.
    if (kind !== 'signIn' && first === null) {
      setFirst(typed);
      setPin('');
    } else if (kind !== 'signIn' && first !== typed) {
      setFirst(null);
      setPin('');
      send.reset();
    } else send.mutate(typed);
  };
  const mismatch = kind !== 'signIn' && first === null && pin === '' && !send.isError;
  const refused = send.error instanceof AppError ? send.error : null;
  const untilMs = refused?.details['untilMs'];
  const minutes = typeof untilMs === 'number' && nowMs !== null ? Math.max(1, Math.ceil((untilMs - nowMs) / 60_000)) : 5;

  return (
    <main className="screen split door" data-screen="desk-door">
      <div className="vest" />
      <section className="upper">
        <Slim title={t('desk.title')} />
        <div className="ask">
          <h2>{t(first !== null ? 'desk.pinAgain' : `desk.pinAsk.${kind}`)}</h2>
          <p>{t(mismatch || first !== null ? 'desk.pinNewSub' : 'desk.pinSub')}</p>
        </div>
        <div className="dots" role="img" aria-label={t('desk.pinTyped', { count: pin.length })}>
          {[0, 1, 2, 3, 4, 5].map((place) => (
            <i key={place} className={place < pin.length ? 'on' : ''} />
          ))}
        </div>
        {send.isError && (
          <p className="toast bad" role="alert">
            <Icon name="warning" />
            {refused?.code === 'pin_wrong' || refused?.code === 'recovery_wrong'
              ? t(`desk.refused.${refused.code}`, { count: Number(refused.details['left'] ?? 0) })
              : refused?.code === 'staff_locked'
                ? t('desk.refused.staff_locked', { count: minutes })
                : refused?.code === 'pin_weak'
                  ? t('desk.refused.pin_weak')
                  : refusedIn(t, 'settings', send.error)}
          </p>
        )}
      </section>
      <section className="lower">
        <DigitPad digit={digit} remove={remove} clear={() => setPin('')} />
      </section>
      <footer className="foot">
        {!elsewhere && (
          <Button className="key line" onPress={leave}>
            <Icon name="arrow-left" />
            {t('common.back')}
          </Button>
        )}
        {kind === 'signIn' && !elsewhere && (
          <Button className="key wide" onPress={recover}>
            {t('desk.forgotten')}
          </Button>
        )}
      </footer>
    </main>
  );
}

function AskCode({ code, setCode, back }: { readonly code: string; setCode(code: string): void; back(): void }) {
  const { t } = useTranslation();
  return (
    <main className="screen split door" data-screen="desk-door">
      <div className="vest" />
      <section className="upper">
        <Slim title={t('desk.title')} />
        <div className="ask">
          <h2>{t('desk.codeAsk')}</h2>
        </div>
        <p className="code-shown">{codeText(code)}</p>
      </section>
      <section className="lower">
        <CodeKeys code={code} setCode={setCode} />
      </section>
      <footer className="foot">
        <Button className="key line" onPress={back}>
          <Icon name="arrow-left" />
          {t('common.back')}
        </Button>
      </footer>
    </main>
  );
}

function Code({ shown, done }: { readonly shown: { readonly recoveryCode: string }; done(): void }) {
  const { t } = useTranslation();
  return (
    <main className="screen door" data-screen="desk-code">
      <div className="vest" />
      <Slim title={t('desk.title')} />
      <div className="ask">
        <h2>{t('desk.copyCode')}</h2>
        <p>{t('desk.copyCodeSub')}</p>
      </div>
      <p className="code-shown">{shown.recoveryCode}</p>
      <footer className="foot">
        <Button className="key main wide" onPress={done}>
          <Icon name="check" />
          {t('desk.copied')}
        </Button>
      </footer>
    </main>
  );
}
