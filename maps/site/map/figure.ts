/** 12345 as 12,345. A phone's own number formats cost a cheap one 30 ms when the first figure is written. */
export function figure(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
