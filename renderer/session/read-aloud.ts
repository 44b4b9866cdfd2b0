/** Reading aloud, with a voice that this machine itself has: what a person reads here must not go to a cloud. */
import { useEffect, useState, useSyncExternalStore } from 'react';

function localVoice(): SpeechSynthesisVoice | undefined {
  return globalThis.speechSynthesis?.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith('zh'));
}

function onVoices(changed: () => void): () => void {
  globalThis.speechSynthesis?.addEventListener('voiceschanged', changed);
  return () => globalThis.speechSynthesis?.removeEventListener('voiceschanged', changed);
}

/** Null where there is no local Chinese voice: then nothing offers to read. */
export function useReadAloud(): ((text: string) => void) | null {
  const has = useSyncExternalStore(onVoices, () => localVoice() !== undefined);
  const [say] = useState(() => (text: string) => {
    const voice = localVoice();
    if (!voice) return;
    speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.9;
    speechSynthesis.speak(words);
  });
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), []);
  return has ? say : null;
}

/** With 朗读 on, a screen says what it is when it opens. */
export function useReadOnOpen(on: boolean, text: string | undefined): void {
  const say = useReadAloud();
  useEffect(() => {
    if (on && say && text) say(text);
  }, [on, say, text]);
}
