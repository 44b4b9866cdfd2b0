/** Asks before something is done that is not taken back with one press. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../messages.ts';
import { Key } from './key.tsx';

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly act: string;
  readonly grave?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly onAct: () => void;
  readonly onLeave: () => void;
}

export function Dialog({ title, children, act, grave = false, busy = false, disabled = false, onAct, onLeave }: DialogProps) {
  const say = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} className="box" aria-labelledby={id} onCancel={onLeave}>
      <h2 id={id}>{title}</h2>
      <div className="stack">{children}</div>
      <div className="acts end">
        <Key onPress={onLeave}>{say('leave')}</Key>
        <Key main={!grave} grave={grave} busy={busy} disabled={disabled} onPress={onAct}>
          {act}
        </Key>
      </div>
    </dialog>
  );
}
