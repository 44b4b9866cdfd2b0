import { speak, useLanguage } from '../messages.ts';
import { Icon } from './icon.tsx';
import { Key } from './key.tsx';

export function LanguageKey() {
  const language = useLanguage();
  return (
    <Key small onPress={() => void speak(language === 'zh' ? 'en' : 'zh')}>
      <Icon name="translate" />
      <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{language === 'zh' ? 'English' : '中文'}</span>
    </Key>
  );
}
