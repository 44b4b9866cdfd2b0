/** WeChat's own browser cannot install the page or open most map apps. directions.ts asks the same, but brings the projections along. */
export function isWeChat(userAgent: string): boolean {
  return /MicroMessenger/i.test(userAgent);
}
