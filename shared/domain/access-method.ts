/** How one gets in; `unknown` is said as such. The order stands in published files: append only. */
export const accessMethods = ['unknown', 'walk-in', 'scan', 'app', 'attendant'] as const;
export type AccessMethod = (typeof accessMethods)[number];
