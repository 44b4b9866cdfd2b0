import { create } from 'qrcode';
import { useMemo } from 'react';

const quiet = 4;

/** A QR of plain text as one path of whole modules, with its quiet zone. */
export function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  const { path, size } = useMemo(() => {
    const { data, size } = create(text, { errorCorrectionLevel: 'M' }).modules;
    const rows = [];
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        if (!data[y * size + x]) continue;
        let end = x + 1;
        while (end < size && data[y * size + end]) end++;
        rows.push(`M${x} ${y}h${end - x}v1h${x - end}z`);
        x = end;
      }
    }
    return { path: rows.join(''), size };
  }, [text]);
  const side = size + 2 * quiet;
  return (
    <svg className="qr" viewBox={`${-quiet} ${-quiet} ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path fill="#fff" d={`M${-quiet} ${-quiet}h${side}v${side}h${-side}z`} />
      <path d={path} />
    </svg>
  );
}
