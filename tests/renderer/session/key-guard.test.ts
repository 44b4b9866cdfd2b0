import { describe, expect, it } from 'vitest';
import { type Key, leavesThePage } from '../../../renderer/session/key-guard.ts';

const modifiers: Readonly<Record<string, keyof Key>> = { Ctrl: 'ctrlKey', Alt: 'altKey', Meta: 'metaKey', Shift: 'shiftKey' };

/** `Ctrl+Shift+n` as the event that a browser sends. */
function press(shortcut: string): Key {
  const parts = shortcut.split('+');
  const key = parts.pop() ?? '';
  const held = Object.fromEntries(parts.map((part) => [modifiers[part], true]));
  return { key, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...held };
}

describe('the key guard', () => {
  it.each([
    'Ctrl+t',
    'Ctrl+n',
    'Ctrl+Shift+N',
    'Ctrl+w',
    'Ctrl+Shift+W',
    'Ctrl+p',
    'Ctrl+o',
    'Ctrl+s',
    'Ctrl+j',
    'Ctrl+h',
    'Ctrl+l',
    'Ctrl+u',
    'Ctrl+f',
    'Ctrl+r',
    'Ctrl+d',
    'Ctrl+Shift+I',
    'Ctrl+Shift+Delete',
    'Ctrl+Tab',
    'Ctrl+0',
    'Ctrl+-',
    'Alt+Home',
    'Alt+ArrowLeft',
    'Alt+F4',
    'Alt+d',
    'Shift+Escape',
    'Meta+r',
    'F1',
    'F3',
    'F5',
    'F6',
    'F7',
    'F10',
    'F11',
    'F12',
    'BrowserBack',
    'BrowserHome',
    'BrowserSearch',
    'LaunchMail',
    'ContextMenu',
    'PrintScreen',
  ])('keeps %s from leading out of the page', (shortcut) => {
    expect(leavesThePage(press(shortcut))).toBe(true);
  });

  it.each([
    'Tab',
    'Shift+Tab',
    'Enter',
    ' ',
    'Escape',
    'ArrowUp',
    'ArrowDown',
    'ArrowLeft',
    'ArrowRight',
    'Home',
    'PageDown',
    'Backspace',
    '7',
    'a',
    'Shift+A',
    '驿',
  ])('leaves %j to the page', (key) => {
    expect(leavesThePage(press(key))).toBe(false);
  });
});
