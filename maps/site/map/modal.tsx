/** A sheet over everything: the browser keeps the focus inside and Escape closes it. Older browsers without dialogs show it open. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Icon } from './icon.tsx';
import { textOf } from './say.tsx';

interface ModalProps {
  readonly title: ReactNode;
  readonly over?: ReactNode;
  readonly children: ReactNode;
  onClose(): void;
}

export function Modal({ title, over, children, onClose }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open) return;
    const before = document.activeElement;
    if (typeof dialog.showModal === 'function') dialog.showModal();
    else dialog.setAttribute('open', '');
    return () => {
      if (dialog.open) dialog.close?.();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  // not inside of what opened it, whose looks it would inherit
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own
    <dialog
      ref={ref}
      className="sheet modal"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === ref.current && onClose()}
    >
      <div className="modalbody">
        <div className="over">{over}</div>
        <div className="titleline">
          <h2 id={heading} className="sheet-title">
            {title}
          </h2>
          <button type="button" className="icon-btn" aria-label={textOf('close')} onClick={onClose}>
            <Icon name="x-line" />
          </button>
        </div>
        {children}
      </div>
    </dialog>,
    document.body,
  );
}
