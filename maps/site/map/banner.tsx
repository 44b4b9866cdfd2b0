/** The orange banner: no network, old data, a part that could not be got. It says what happened and what to do. */
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface BannerProps {
  readonly icon: string;
  readonly children: ReactNode;
  readonly action?: { readonly label: ReactNode; act(): void };
}

export function Banner({ icon, children, action }: BannerProps) {
  return (
    <div className="bannerbox">
      <div className="banner care" role="status">
        <Icon name={icon} />
        <span>{children}</span>
        {action && (
          <button type="button" className="btn" onClick={action.act}>
            {action.label}
          </button>
        )}
      </div>
      <div className="stripes" />
    </div>
  );
}
