/**
 * The scanner on this page reads any recommendation card and takes no notice of the host in its code: a forged code that
 * points at a look-alike page is checked here all the same. Camera where the browser gives one (https or loopback only),
 * a photograph everywhere. The reader is fetched when it is first wanted.
 */
import { readCardText } from '../../../shared/card/card-url.ts';
import { el, svg, textNodes } from './element.ts';
import { icon } from './pictogram.ts';
import { type Messages, words } from './words.ts';

export interface ScannerOptions {
  readonly messages: Messages;
  /** The text of a code that is a card, of whatever version. */
  readonly onCard: (text: string) => void;
}

const photoEdge = 1800;

export function scannerPart({ messages, onCard }: ScannerOptions): { readonly element: HTMLElement; start(): void; stop(): void } {
  const { scan } = messages;
  const finder = el('div', { class: 'finder' }, frame());
  const note = el('p', { role: 'status' }, ...textNodes(words(scan.here)), el('br'), ...textNodes(words(scan.how)));
  const file = el('input', { type: 'file', accept: 'image/*', class: 'vh', tabindex: '-1', 'aria-label': scan.photo });
  const photoKey = keyOf('image', scan.photo, () => file.click());
  const cameraKey = keyOf('camera', scan.camera, () => (camera ? stop() : void open()));
  const hasCamera = Boolean(navigator.mediaDevices?.getUserMedia);
  const element = el('section', { class: 'scanner' }, finder, note, hasCamera ? cameraKey : null, photoKey, file);
  let camera: MediaStream | null = null;

  const say = (text: string) => note.replaceChildren(...textNodes(words(text)));
  const loadReader = () =>
    import('./read-code.ts').catch((error: unknown) => {
      say(scan.failed);
      throw error;
    });
  const label = (text: string) => cameraKey.replaceChildren(icon('camera'), text);

  function found(text: string): boolean {
    if (readCardText(text).kind === 'malformed') {
      say(scan.foreign);
      return false;
    }
    stop();
    onCard(text);
    return true;
  }

  async function open(): Promise<void> {
    say(scan.loading);
    const reader = await loadReader().catch(() => null);
    if (!reader) return;
    const asked = { video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false };
    camera = await navigator.mediaDevices.getUserMedia(asked).catch(() => null);
    if (!camera) return say(scan.noCamera);
    const video = el('video', { playsinline: '', muted: '' });
    video.muted = true;
    video.srcObject = camera;
    finder.prepend(video);
    finder.classList.add('live');
    label(scan.stop);
    say(scan.looking);
    await video.play().catch(() => undefined);
    const own = camera;
    while (camera === own) {
      const text = await reader.readFrame(video).catch(() => null);
      if (camera !== own || (text !== null && found(text))) return;
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
  }

  function stop(): void {
    for (const track of camera?.getTracks() ?? []) track.stop();
    camera = null;
    finder.classList.remove('live');
    finder.querySelector('video')?.remove();
    label(scan.camera);
  }

  file.addEventListener('change', async () => {
    const [photo] = file.files ?? [];
    file.value = '';
    if (!photo) return;
    stop();
    say(scan.reading);
    const reader = await loadReader().catch(() => null);
    const text = (await reader?.readPhoto(photo, photoEdge).catch(() => null)) ?? null;
    if (text !== null) found(text);
    else if (reader) say(scan.notFound);
  });

  return { element, start: () => void (hasCamera && open()), stop };
}

function keyOf(sign: 'camera' | 'image', label: string, pressed: () => void): HTMLElement {
  const button = el('button', { class: sign === 'camera' ? 'btn' : 'btn quiet', type: 'button' }, icon(sign), label);
  button.addEventListener('click', pressed);
  return button;
}

/** A code in a viewfinder, broken off at one corner. */
function frame(): SVGElement {
  const corners =
    'M6 46V18A12 12 0 0 1 18 6h28M122 6h28a12 12 0 0 1 12 12v28M162 122v28a12 12 0 0 1-12 12h-28M46 162H18a12 12 0 0 1-12-12v-28';
  const code =
    'M34 34h38v38H34zM42 42v22h22V42zM49 49h8v8h-8zM96 34h38v38H96zM104 42v22h22V42zM111 49h8v8h-8zM34 96h38v38H34zM42 104v22h22v-22zM49 111h8v8h-8zM80 36h8v8h-8zM80 52h8v16h-8zM36 80h16v8H36zM62 80h8v8h-8zM80 80h12v8H80zM100 80h8v8h-8zM116 80h18v8h-18z';
  const crack = 'M92 96l8 6-6 8 8 6-6 10 8 8';
  return svg(
    'svg',
    { class: 'frame', viewBox: '0 0 168 168', 'aria-hidden': 'true' },
    svg('path', { d: corners, class: 'corners' }),
    svg('path', { d: code, class: 'code', 'fill-rule': 'evenodd' }),
    svg('path', { d: crack, class: 'crack' }),
  );
}
