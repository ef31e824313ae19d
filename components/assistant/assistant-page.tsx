import type { ReactNode } from 'react'
import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'
import { SettingsForm } from './settings-form.tsx'

export type AssistantPageProps = {
  frame: Frame
  /** The post's title, or that it is for all posts. */
  heading: string
  isOn: boolean
  ended: { title: string; sentence: string; button: string | null; href: string } | null
  status: { label: string; tone: 'success' | 'warning' | 'info'; sentence: string }
  counts: { label: string; value: string }[]
  posts: { postToken: string; title: string; isOn: boolean; note: string | null }[]
  quiet: string
  settings: FormState
  saved: boolean
  offerAll: string | null
  /** Whether any conversation has been seen. */
  hasTalks: boolean
  switchAssistant: FormAction
  saveSettings: FormAction
  /** The live inbox. */
  children: ReactNode
}

/** A seller's assistant: how it does, its conversations, its settings. */
export function AssistantPage(props: AssistantPageProps) {
  const { frame, heading, isOn, ended, status, switchAssistant } = props
  return (
    <PageShell frame={frame} title="دستیار ارسال" lead={heading}>
      {ended ? (
        <Banner tone="warning" title={ended.title}>
          {ended.sentence}
        </Banner>
      ) : (
        <Card>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Badge tone={status.tone}>{status.label}</Badge>
            <span className="min-w-0">{status.sentence}</span>
          </p>
        </Card>
      )}
      {!ended && (
        <>
          <Card title="پیام‌های تازه">
            <p className="text-sm text-muted">
              متن پیام‌ها در پیک نگه داشته نمی‌شود: فقط تا این صفحه باز است دیده می‌شود و با بستن یا تازه کردن صفحه از نو
              شروع می‌شود.
              {!props.hasTalks && ' هنوز پیامی نرسیده است.'}
            </p>
          </Card>
          {props.children}
        </>
      )}
      {props.posts.length > 0 && (
        <Card title="آگهی‌ها">
          <ul className="divide-y divide-line">
            {props.posts.map(({ postToken, title, isOn: postIsOn, note }) => (
              <li key={postToken} className="space-y-2 py-3">
                <p className="break-words">{title}</p>
                {note && <p className="text-sm text-muted">{note}</p>}
                <ActionForm
                  name={`switch-${postToken}`}
                  action={switchAssistant}
                  initial={emptyForm}
                  hidden={{ post: postToken, on: postIsOn ? '0' : '1' }}
                >
                  <SubmitButton variant="quiet">
                    {postIsOn ? 'در این آگهی پاسخ نده' : 'در این آگهی پاسخ بده'}
                  </SubmitButton>
                </ActionForm>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title="از وقتی روشن شده">
        <DefinitionList rows={props.counts} layout="ends" />
      </Card>
      {!ended && (
        <Card title="تنظیم‌ها">
          {props.saved && (
            <p role="status" className="mb-3 text-success-ink">
              تنظیم‌ها ثبت شد.
            </p>
          )}
          <p className="mb-3 text-sm text-muted">ساعت‌های سکوت: {props.quiet}</p>
          <SettingsForm action={props.saveSettings} initial={props.settings} />
        </Card>
      )}
      {props.offerAll && !ended && (
        <p>
          <ButtonLink href={props.offerAll} variant="link">
            دستیار برای همهٔ آگهی‌های من
          </ButtonLink>
        </p>
      )}
      {ended ? (
        <StickyAction>
          <ButtonLink href={ended.button ? ended.href : frame.completionUrl}>
            {ended.button ?? 'بازگشت به دیوار'}
          </ButtonLink>
        </StickyAction>
      ) : (
        <ActionForm name="switch" action={switchAssistant} initial={emptyForm} hidden={{ on: isOn ? '0' : '1' }}>
          <StickyAction>
            <SubmitButton variant={isOn ? 'danger' : 'primary'}>
              {isOn ? 'دستیار را خاموش کن' : 'دستیار را روشن کن'}
            </SubmitButton>
            <ButtonLink href={frame.completionUrl} variant="secondary">
              بازگشت به دیوار
            </ButtonLink>
          </StickyAction>
        </ActionForm>
      )}
    </PageShell>
  )
}
