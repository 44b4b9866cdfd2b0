/** The door says whether one gets in: ajar, half shut, locked, or in dashes because nobody knows. The map draws the same four. */
export type DoorState = 'open' | 'soon' | 'closed' | 'unknown';

const arch = 'M2 14a12 12 0 0 1 24 0v15a2.5 2.5 0 0 1-2.5 2.5h-19A2.5 2.5 0 0 1 2 29z';
const opening = 'M7.5 14.5a6.5 6.5 0 0 1 13 0v17h-13z';
const leaf = 'M6.5 11.6l6.6 4a1 1 0 0 1 .5.9V31.5H6.5z';

export function Door({ state }: { readonly state: DoorState }) {
  return (
    <svg className="door" viewBox="0 0 28 32" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}

const shapes: Readonly<Record<DoorState, React.ReactNode>> = {
  open: (
    <>
      <path d={arch} fill="var(--go)" />
      <path d={opening} fill="var(--doorlight)" />
      <path d={leaf} fill="var(--go)" />
    </>
  ),
  soon: (
    <>
      <path d={arch} fill="var(--hi-vis)" stroke="var(--soon-edge)" strokeWidth="2" />
      <path d="M7.5 14.5a6.5 6.5 0 0 1 6.5-6.5v23.5H7.5z" fill="var(--soon-edge)" />
    </>
  ),
  closed: (
    <>
      <path d="M6.5 17v-4a7.5 7.5 0 0 1 15 0v4" fill="none" stroke="var(--shut)" strokeWidth="3.6" />
      <rect x="2" y="14.5" width="24" height="17" rx="3" fill="var(--shut)" />
      <path d="M9 23h10" stroke="var(--surface)" strokeWidth="3.4" strokeLinecap="round" />
    </>
  ),
  unknown: (
    <>
      <path d={arch} fill="var(--surface)" stroke="var(--warn)" strokeWidth="2.6" strokeDasharray="4 3" />
      <path
        d="M10.6 16.2a3.4 3.4 0 1 1 4.9 3c-1 .5-1.5 1.1-1.5 2.2v.3M14 25.6v.2"
        fill="none"
        stroke="var(--warn)"
        strokeWidth="2.8"
        strokeLinecap="round"
      />
    </>
  ),
};

/** The product's mark. */
export function Mark() {
  return (
    <svg className="logo" viewBox="0 0 28 32" aria-hidden="true">
      <path d={arch} fill="var(--brand)" />
      <path d={opening} fill="var(--hi-vis)" />
      <path d={leaf} fill="var(--brand)" />
    </svg>
  );
}
