/** Pictograms: an ink line with a lamp-orange fill. They come as one file of symbols, and are never the only carrier of a meaning. */
declare const __PICTOGRAMS__: string;

export function Icon({ name, className = '' }: { readonly name: string; readonly className?: string }) {
  return (
    <svg className={`ic ${className}`} viewBox="0 0 256 256" aria-hidden="true">
      <use href={`${__PICTOGRAMS__}#${name}`} />
    </svg>
  );
}
