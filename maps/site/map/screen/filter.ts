/** What must be there: all of it at once. */
export interface Filter {
  readonly openNow: boolean;
  /** Amenity bits that must all be there. */
  readonly amenities: number;
}

export const noFilter: Filter = { openNow: false, amenities: 0 };
export const isFiltering = ({ openNow, amenities: bits }: Filter) => openNow || bits !== 0;
