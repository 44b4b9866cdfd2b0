/** 转发: the phone's own sheet where there is one, else the link is copied. */
import { useState } from 'react';
import { Icon } from '../icon.tsx';
import { textOf } from '../say.tsx';
import type { StationRow } from '../station-view.ts';

export function ShareKey({ row, text }: { readonly row: StationRow; readonly text: string }) {
  const [isCopied, setCopied] = useState(false);
  const share = async () => {
    const url = `${location.origin}/s/${row.number}`;
    try {
      if (navigator.share) await navigator.share({ title: row.name ?? '', text, url });
      else {
        await navigator.clipboard.writeText(`${text} ${url}`);
        setCopied(true);
      }
    } catch {
      // put away by the reader, or shut: the address bar has the link
    }
  };
  return (
    <>
      <button type="button" className="btn line sq" aria-label={textOf('station.share')} onClick={() => void share()}>
        <Icon name={isCopied ? 'check-line' : 'share-network-line'} />
      </button>
      <span className="vh" role="status">
        {isCopied && textOf('station.copied')}
      </span>
    </>
  );
}
