/** The hub's address and its one-time code, as staff type them. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon.tsx';
import { Writing } from '../../../components/writing.tsx';
import { Field } from '../postings/editor-fields.tsx';

interface EnrolFormProps {
  /** The address that is known already; empty where there is none. */
  readonly url: string;
  readonly busy: boolean;
  enrol(url: string, code: string): void;
}

export function EnrolForm({ url: known, busy, enrol }: EnrolFormProps) {
  const { t } = useTranslation();
  const [url, setUrl] = useState(known);
  const [code, setCode] = useState('');
  return (
    <section className="box">
      <h2>
        <Icon name="key" />
        {t('desk.link.enrolTitle')}
      </h2>
      <p className="mute">{t('desk.link.enrolSub')}</p>
      <Field name={t('desk.link.url')} findings={[]}>
        <Writing label={t('desk.link.url')} value={url} longest={120} hint={t('desk.link.urlHint')} onChange={setUrl} />
      </Field>
      <Field name={t('desk.link.code')} findings={[]}>
        <Writing
          label={t('desk.link.code')}
          value={code}
          longest={20}
          hint={t('desk.link.codeHint')}
          onChange={(text) => setCode(text.toUpperCase())}
        />
      </Field>
      <Button
        className="key main"
        isDisabled={busy || url.trim() === '' || code.trim() === ''}
        onPress={() => {
          enrol(url, code);
          // a code works once
          setCode('');
        }}
      >
        {t(busy ? 'desk.link.enrolling' : 'desk.link.enrol')}
      </Button>
    </section>
  );
}
