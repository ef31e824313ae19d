import type { ReactNode } from 'react'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { Cell, type QueueLine, QueueTable } from './queue-table.tsx'
import { TableHead } from './table-head.tsx'

/** The shipment; null: it is about none, or its trace is erased. */
type About = { text: string; href: string } | null

export type ExceptionsView = {
  /** What was sent again just now; null: nothing. */
  done: string | null
  shipments: QueueLine[]
  orders: { id: string; what: string; when: string; why: string; about: About; mayAgain: boolean }[]
  messages: { id: string; what: string; when: string; state: string; why: string; about: About }[]
  /** Of which there are more than are shown. */
  more: { shipments: boolean; orders: boolean; messages: boolean }
}

type PageProps = { frame: DeskFrame; view: ExceptionsView; again: FormAction }

/** What does not go its way. Field: `chosen`, the orders to be sent again. */
export function ExceptionsPage({ frame, view: { done, shipments, orders, messages, more }, again }: PageProps) {
  const all = shipments.length + orders.length + messages.length
  return (
    <DeskShell frame={frame} title="نیازمند رسیدگی" lead="آنچه به‌موقع نرسیده، ناموفق مانده یا فرستاده نشده است." isWide>
      {done && <Banner tone="success" title={done} role="status" />}
      {all === 0 && <p className="text-muted">همه چیز روبه‌راه است.</p>}
      {shipments.length > 0 && (
        <Part title="مرسوله‌ها">
          <QueueTable lines={shipments} isChoosing={false} />
          {more.shipments && (
            <a href="/desk/queue?tab=exceptions" className={buttonClass('quiet')}>
              همهٔ مرسوله‌های نیازمند رسیدگی
            </a>
          )}
        </Part>
      )}
      {orders.length > 0 && (
        <Part title="خبرهایی که سامانهٔ دیگر نگرفت">
          <ActionForm name="again" action={again} initial={emptyForm}>
            <Orders orders={orders} />
            {more.orders && <p className="text-sm text-muted">۵۰ خبر تازه‌تر؛ با فرستادنشان بقیه دیده می‌شود.</p>}
            {orders.some(({ mayAgain }) => mayAgain) && (
              <SubmitButton variant="secondary">فرستادن دوبارهٔ انتخاب‌شده‌ها</SubmitButton>
            )}
          </ActionForm>
        </Part>
      )}
      {messages.length > 0 && (
        <Part title="پیام‌های چت">
          <Messages messages={messages} />
          {more.messages && <p className="text-sm text-muted">۵۰ پیام تازه‌تر.</p>}
        </Part>
      )}
    </DeskShell>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="space-y-3">
    <h2 className="text-lg font-bold">{title}</h2>
    {children}
  </section>
)

function AboutCell({ about }: { about: About }) {
  return (
    <Cell label="مرسوله">
      {about ? (
        <a href={about.href} className={buttonClass('link')}>
          <Ltr code>{about.text}</Ltr>
        </a>
      ) : (
        '—'
      )}
    </Cell>
  )
}

const Orders = ({ orders }: Pick<ExceptionsView, 'orders'>) => (
  <table className="queue-table">
    <TableHead caption="خبرها، هر کدام یک سطر" columns={['خبر', 'مرسوله', 'زمان', 'چرا']} />
    <tbody>
      {orders.map(({ id, what, when, why, about, mayAgain }) => (
        <tr key={id}>
          <th scope="row">
            {mayAgain ? (
              <label className="flex min-h-target items-center gap-2">
                <input
                  type="checkbox"
                  name="chosen"
                  value={id}
                  aria-label={[what, about?.text].filter(Boolean).join('، ')}
                  className="h-6 w-6"
                />
                {what}
              </label>
            ) : (
              what
            )}
          </th>
          <AboutCell about={about} />
          <Cell label="زمان">{when}</Cell>
          <Cell label="چرا">{why}</Cell>
        </tr>
      ))}
    </tbody>
  </table>
)

const Messages = ({ messages }: Pick<ExceptionsView, 'messages'>) => (
  <table className="queue-table">
    <TableHead
      caption="پیام‌ها، هر کدام یک سطر"
      columns={['پیام', 'مرسوله', 'زمان', 'وضعیت', 'چرا از اینجا فرستاده نمی‌شود']}
    />
    <tbody>
      {messages.map(({ id, what, when, state, why, about }) => (
        <tr key={id}>
          <th scope="row">{what}</th>
          <AboutCell about={about} />
          <Cell label="زمان">{when}</Cell>
          <Cell label="وضعیت">
            <Badge tone="warning">{state}</Badge>
          </Cell>
          <Cell label="چرا از اینجا فرستاده نمی‌شود">{why}</Cell>
        </tr>
      ))}
    </tbody>
  </table>
)
