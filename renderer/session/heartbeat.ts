/** A page can be alive and blank: what beats is content that can be seen, not the script. */
const everyMs = 2000;
const leastText = 10;

function showsContent(): boolean {
  const screen = document.querySelector('[data-screen]:not([data-screen="broken"])');
  return screen !== null && screen.getBoundingClientRect().height > 0 && (screen.textContent ?? '').trim().length >= leastText;
}

export function startHeartbeat(): () => void {
  const host = window.yizhanHost;
  if (!host) return () => {};
  const timer = setInterval(() => host.heartbeat({ showsContent: showsContent() }), everyMs);
  return () => clearInterval(timer);
}
