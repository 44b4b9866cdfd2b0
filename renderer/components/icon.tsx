/** Pictograms: an ink line with a lamp-orange fill (Phosphor's duotone). Never the only carrier of a meaning. */

const files: Record<string, string> = import.meta.glob(
  '../../node_modules/@phosphor-icons/core/assets/duotone/{armchair,arrow-counter-clockwise,baby,baby-carriage,barcode,barricade,battery-charging,bed,books,bowl-food,bowl-steam,briefcase,broom,calendar-dots,carrot,charging-station,chat-circle-text,check-circle,clock,clock-countdown,coffee,cooking-pot,couch,door-open,dots-three,drop,factory,fire,first-aid-kit,fork-knife,hammer,hand-coins,hand-heart,hand-palm,hand-tap,hard-hat,heartbeat,house-line,identification-card,list-bullets,map-pin,map-trifold,megaphone,moped,package,paint-roller,phone-call,pipe-wrench,plant,plug,plug-charging,recycle,scales,scissors,seal-check,shield,shield-check,shovel,shower,sign-out,snowflake,speaker-high,text-aa,thermometer,toilet,toolbox,translate,truck,umbrella,user,users-three,wall,warning,washing-machine,wheelchair,wifi-high,first-aid,umbrella-simple,user-minus,lock-key,user-check,keyboard,check-circle,printer,trash,camera,magnifying-glass,handshake,identification-badge,qr-code,lock-simple,user-list,clipboard-text,footprints,chart-bar,gear-six,timer,usb,hard-drives,key,pencil-simple,arrow-u-up-left,export,funnel,broadcast}-duotone.svg',
  { query: '?raw', import: 'default', eager: true, exhaustive: true },
);

/** Signs that are nothing but a line. */
const lines: Record<string, string> = import.meta.glob(
  '../../node_modules/@phosphor-icons/core/assets/bold/{arrow-left,backspace,caret-left,caret-right,check,circle-notch,minus,plus,x}-bold.svg',
  { query: '?raw', import: 'default', eager: true, exhaustive: true },
);

const shapes = new Map(
  Object.entries({ ...files, ...lines }).map(([path, svg]) => [
    /([^/]+)-(?:duotone|bold)\.svg$/.exec(path)?.[1] ?? path,
    svg.replace(/^<svg[^>]*>|<\/svg>$/g, ''),
  ]),
);

/** The line of a pictogram as one path in a 256 square, for paper. */
export function iconShape(name: string): string {
  const paths = [...(shapes.get(name) ?? '').matchAll(/<path d="([^"]+)"(?! opacity)/g)];
  return paths.at(-1)?.[1] ?? '';
}

export function Icon({ name }: { readonly name: string }) {
  return (
    <svg
      className="i"
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
    <svg className="logo" viewBox="0 0 28 32" role="img" aria-label="驿站">
      <path d="M2 14a12 12 0 0 1 24 0v15a2.5 2.5 0 0 1-2.5 2.5h-19A2.5 2.5 0 0 1 2 29z" fill="var(--brand)" />
      <path d="M7.5 14.5a6.5 6.5 0 0 1 13 0v17h-13z" fill="var(--hi-vis)" />
      <path d="M6.5 11.6l6.6 4a1 1 0 0 1 .5.9V31.5H6.5z" fill="var(--brand)" />
    </svg>
  );
}
