/** Pictograms: an ink line with a lamp-orange fill (Phosphor's duotone). Never the only carrier of a meaning. */

const files: Record<string, string> = import.meta.glob(
  '../../../node_modules/@phosphor-icons/core/assets/duotone/{arrow-counter-clockwise,arrow-square-out,barricade,broadcast,camera,chart-bar,chat-circle-text,check-circle,clock-countdown,clock-counter-clockwise,copy,door-open,download-simple,file-csv,floppy-disk,git-merge,hand-waving,handshake,key,list-bullets,lock-key,magnifying-glass,map-pin,map-trifold,megaphone,pencil-simple,phone,plus-circle,printer,pulse,question,sign-in,sign-out,table,trash,translate,upload-simple,user,users-three,warning,warning-octagon}-duotone.svg',
  { query: '?raw', import: 'default', eager: true, exhaustive: true },
);
/** Signs that are nothing but a line. */
const lines: Record<string, string> = import.meta.glob(
  '../../../node_modules/@phosphor-icons/core/assets/bold/{arrow-left,caret-down,caret-left,caret-right,caret-up,check,circle-notch,minus,x}-bold.svg',
  { query: '?raw', import: 'default', eager: true, exhaustive: true },
);

const shapes = new Map(
  Object.entries({ ...files, ...lines }).map(([path, svg]) => [
    /([^/]+)-(?:duotone|bold)\.svg$/.exec(path)?.[1] ?? path,
    svg.replace(/^<svg[^>]*>|<\/svg>$/g, ''),
  ]),
);

export function Icon({ name }: { readonly name: string }) {
  return (
    <svg
      className={`i i-${name}`}
      viewBox="0 0 256 256"
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the package's own shapes, taken in when the page is built
      dangerouslySetInnerHTML={{ __html: shapes.get(name) ?? '' }}
    />
  );
}

/** The product's mark: the door ajar. */
export function Door() {
  return (
    <svg className="logo" viewBox="0 0 28 32" aria-hidden="true">
      <path d="M2 14a12 12 0 0 1 24 0v15a2.5 2.5 0 0 1-2.5 2.5h-19A2.5 2.5 0 0 1 2 29z" fill="var(--brand)" />
      <path d="M7.5 14.5a6.5 6.5 0 0 1 13 0v17h-13z" fill="var(--hi-vis)" />
      <path d="M6.5 11.6l6.6 4a1 1 0 0 1 .5.9V31.5H6.5z" fill="var(--brand)" />
    </svg>
  );
}
