/** What can be pressed has a thick lower edge, and nothing else has. */
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface KeyProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  /** The one action that the screen is for. */
  readonly main?: boolean;
  readonly small?: boolean;
  /** Takes something away. */
  readonly grave?: boolean;
  readonly type?: 'button' | 'submit';
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** Where the words alone do not say of what. */
  readonly label?: string;
}

export function Key({ children, onPress, main, small, grave, type = 'button', busy = false, disabled = false, label }: KeyProps) {
  const kind = [main && 'main', small && 'small', grave && 'grave', busy && 'busy'].filter(Boolean).join(' ');
  return (
    <button type={type} className={`key ${kind}`} disabled={disabled || busy} aria-busy={busy} aria-label={label} onClick={onPress}>
      {busy && <Icon name="circle-notch" />}
      {children}
    </button>
  );
}

interface LinkKeyProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly newTab?: boolean;
  readonly download?: boolean;
  readonly small?: boolean;
}

/** Leads out of the page: to the map, to a file. */
export function LinkKey({ href, children, newTab = false, download = false, small = false }: LinkKeyProps) {
  return (
    <a
      className={small ? 'key small' : 'key'}
      href={href}
      {...(newTab && { target: '_blank', rel: 'noreferrer' })}
      {...(download && { download: '' })}
    >
      {children}
    </a>
  );
}
